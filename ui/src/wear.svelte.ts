// Puts the face's settings on the page: theme, letter size, hands, and what a millimetre is.
import type { FaceSettings } from './settings.svelte';
import { reader } from './words/words.svelte';

/** From this height on the verdict runs across the screen; below it the side keeps all of it for its keys. */
const TALL_MM = 175;
/** Below this width words that have a sign beside them give way. */
const WIDE_MM = 260;
/** A large panel is read from further away: letters and keys grow. */
const ROOMY_WIDTH_MM = 420;
const ROOMY_HEIGHT_MM = 240;

/** How much room this panel gives, in real size. */
export const room = $state({ tall: true, wide: true, roomy: false });

/** Returns what ends it. Follows the system's theme while the setting is `auto`. */
export function wearSettings(face: FaceSettings, page: HTMLElement): () => void {
  page.style.setProperty('--mm', `${face.pixelsPerMm}px`);
  page.style.setProperty('--text', String(face.text / 100));
  page.dataset.hands = face.hands;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const wear = () => {
    page.dataset.theme = face.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : face.theme;
  };
  const measure = () => {
    const letter = face.pixelsPerMm * (face.text / 100);
    room.wide = window.innerWidth / letter >= WIDE_MM;
    room.tall = window.innerHeight / letter >= TALL_MM;
    room.roomy =
      window.innerWidth / letter >= ROOMY_WIDTH_MM && window.innerHeight / letter >= ROOMY_HEIGHT_MM;
    page.dataset.roomy = String(room.roomy);
    page.dataset.width = room.wide ? 'wide' : 'narrow';
    page.dataset.room = room.tall ? 'tall' : 'short';
  };
  wear();
  measure();
  dark.addEventListener('change', wear);
  window.addEventListener('resize', measure);
  return () => {
    dark.removeEventListener('change', wear);
    window.removeEventListener('resize', measure);
  };
}

/** Speaks as `spoken`, the language of the active person, does, and as the browser while nobody is there. */
export function wearLanguage(face: FaceSettings, page: HTMLElement, spoken: string | undefined) {
  const own = spoken ?? (navigator.language.startsWith('id') ? 'id' : 'en');
  reader.language = face.language !== 'badge' ? face.language : own === 'id' ? 'id' : 'en';
  page.lang = reader.language;
}
