// What belongs to this face and not to the station: language, theme, sizes, sound. Kept in the browser's storage.
import type { WedgeSettings } from './host/wedge';
import { WEDGE_DEFAULTS } from './host/wedge';

export interface FaceSettings {
  /** `badge`: as the active person speaks. */
  language: 'badge' | 'en' | 'id';
  theme: 'auto' | 'light' | 'dark';
  /** Percent of the designed letter size: 100 to 200. */
  text: number;
  hands: 'bare' | 'gloves';
  /** CSS pixels that are one millimetre on this screen. */
  pixelsPerMm: number;
  /** 0 is mute, up to 1. */
  volume: number;
  /** Instrument set: two stations side by side sound different. */
  instrument: 'marimba' | 'reed';
  /** The scanner's first key, if it sends one. */
  wedgePrefix: string | null;
}

/** 96 CSS pixels an inch, until somebody holds a bank card to the screen. */
export const PIXELS_PER_MM = 96 / 25.4;

const DEFAULTS: FaceSettings = {
  language: 'badge',
  theme: 'auto',
  text: 100,
  hands: 'bare',
  pixelsPerMm: PIXELS_PER_MM,
  volume: 0.7,
  instrument: 'marimba',
  wedgePrefix: null,
};

const KEY = 'tallyman-face';

function stored(): Partial<FaceSettings> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<FaceSettings>;
  } catch {
    return {};
  }
}

class Settings {
  face = $state<FaceSettings>({ ...DEFAULTS, ...stored() });

  change(part: Partial<FaceSettings>) {
    Object.assign(this.face, part);
    try {
      localStorage.setItem(KEY, JSON.stringify(this.face));
    } catch {
      // A browser that keeps nothing still works until it is closed.
    }
  }

  get wedge(): WedgeSettings {
    return { ...WEDGE_DEFAULTS, prefix: this.face.wedgePrefix };
  }
}

export const settings = new Settings();
