// Tells a keyboard-wedge scan from typing (devices.md 1.2), purely: key presses with their own time stamps
// in, verdicts out. It knows no page, no clock and no barcode; it sends key codes, text and gaps, the engine
// decodes.
import type { Burst, BurstKey } from '../generated/types';

export interface WedgeSettings {
  /** Longest gap inside a scan; 15 to 80. */
  gapMax_ms: number;
  /** Fewest keys of a scan that ends with Enter or Tab. */
  minLength: number;
  /** A scan is faster than any hand: its middle gap is at most this. */
  medianMax_ms: number;
  /** Fewest keys of a scan without an end mark. */
  idleMinLength: number;
  /** Shortest silence that ends a scan without an end mark. */
  idleFlush_ms: number;
  /** A key (`F9`) or character (`~`) the scanner sends first: makes the decision certain. */
  prefix: string | null;
}

export const WEDGE_DEFAULTS: WedgeSettings = {
  gapMax_ms: 35,
  minLength: 4,
  medianMax_ms: 25,
  idleMinLength: 6,
  idleFlush_ms: 60,
  prefix: null,
};

/** One key-down event, as the browser tells it. */
export interface WedgeKey {
  at_ms: number;
  code: string;
  key: string;
  shift: boolean;
  control: boolean;
  alt: boolean;
  meta: boolean;
  /** Third-level shift: the key is text although Control and Alt look pressed. */
  altGraph: boolean;
  capsLock: boolean;
  /** The system says that the key is being held. */
  repeat: boolean;
  /** An input method is at work. */
  composing: boolean;
  /** No text field waits for this key, so even the first one need not reach the page. */
  held: boolean;
  /** The page was busy since the key before: its silence says nothing about the hand or the scanner. */
  stalled: boolean;
}

export interface TypedKey {
  code: string;
  /** One character, or `Enter`. */
  key: string;
}

export type WedgeEffect =
  /** These were kept from the page and turned out to be typing: give them back unchanged. */
  | { kind: 'typed'; keys: TypedKey[] }
  /** A scan. `takeBack`: its first key reached the page and has to be taken out again. */
  | { kind: 'burst'; burst: Burst; takeBack: boolean };

export interface WedgeVerdict {
  /** Keep this key from the page. */
  swallow: boolean;
  effects: WedgeEffect[];
}

/** A hand that types outside a text field does not press Enter this soon after a key; a slow scanner does. */
const HASTY_ENTER_MS = 150;
/** A scan opened by the prefix key ends by silence after this long, should its end mark be lost. */
const PREFIXED_SILENCE_MS = 1_000;
/** Key repeat is no faster than this; scanners send runs of the same digit below it. */
const REPEAT_GAP_MS = 20;
const EQUAL_GAPS_MS = 4;
const REPEAT_RUN = 3;

interface Candidate {
  id: string;
  prefixed: boolean;
  /** The character of a printable prefix, given back if the silence says that it was typed. */
  prefixKey: TypedKey | null;
  firstReachedPage: boolean;
  keys: BurstKey[];
  typed: (TypedKey | null)[];
  last_ms: number;
  gaps: Gaps;
  run: number;
  runShortest_ms: number;
  runLongest_ms: number;
}

export class Wedge {
  #settings: WedgeSettings;
  #newId: () => string;
  #candidate: Candidate | null = null;
  #lastKey_ms = Number.NEGATIVE_INFINITY;
  #lastBurst_ms = Number.NEGATIVE_INFINITY;

  constructor(settings: WedgeSettings, newId: () => string) {
    this.#settings = settings;
    this.#newId = newId;
  }

  /** The last moment that belongs to the candidate: `tick` is due after it. `null` while nothing waits. */
  get deadline_ms(): number | null {
    const candidate = this.#candidate;
    if (candidate === null) return null;
    if (candidate.prefixed) return candidate.last_ms + PREFIXED_SILENCE_MS;
    const silence = this.#couldEndByIdle(candidate) ? this.#idle_ms(candidate) : this.#settings.gapMax_ms;
    return candidate.last_ms + silence;
  }

  /** Ends a candidate whose time is up: a scan without an end mark, or typing. */
  tick(now_ms: number): WedgeEffect[] {
    const deadline = this.deadline_ms;
    const candidate = this.#candidate;
    if (candidate === null || deadline === null || now_ms <= deadline) return [];
    return this.#couldEndByIdle(candidate) ? this.#burst(candidate, 'idle') : this.#typing(candidate);
  }

  /** One key down, in the order of their time stamps. */
  press(key: WedgeKey): WedgeVerdict {
    const effects = key.stalled ? [] : this.tick(key.at_ms);
    const sort = sortOf(key);
    if (sort === 'modifier') return { swallow: false, effects };
    if (this.#candidate !== null && this.#isBroken(this.#candidate, key, sort)) {
      effects.push(...this.#typing(this.#candidate));
    }
    const verdict =
      this.#candidate === null ? this.#open(key, sort) : this.#extend(this.#candidate, key, sort);
    if (sort !== 'composing') this.#lastKey_ms = key.at_ms;
    return { swallow: verdict.swallow, effects: [...effects, ...verdict.effects] };
  }

  /** Rules 2 and 5, and input methods: what makes a candidate typing before the key itself is looked at. */
  #isBroken(candidate: Candidate, key: WedgeKey, sort: Sort): boolean {
    if (candidate.prefixed) return false;
    if (sort === 'composing' || key.repeat || this.#isPrefix(key)) return true;
    return !key.stalled && key.at_ms - candidate.last_ms > this.#settings.gapMax_ms;
  }

  #open(key: WedgeKey, sort: Sort): WedgeVerdict {
    if (this.#isPrefix(key)) {
      const prefixKey = key.key.length === 1 ? { code: key.code, key: key.key } : null;
      this.#candidate = { ...emptyCandidate(this.#newId(), key.at_ms), prefixed: true, prefixKey };
      return { swallow: true, effects: [] };
    }
    if (sort === 'terminator') return this.#loneTerminator(key);
    if (key.repeat) {
      const typed = typedKey(key, sort);
      const effects: WedgeEffect[] = key.held && typed ? [{ kind: 'typed', keys: [typed] }] : [];
      return { swallow: key.held && typed !== null, effects };
    }
    if (sort === 'text' || sort === 'pad' || isGroupSeparator(key)) {
      const swallow = isGroupSeparator(key) || (sort === 'text' && key.held);
      const candidate = { ...emptyCandidate(this.#newId(), key.at_ms), firstReachedPage: !swallow };
      append(candidate, key, sort);
      this.#candidate = candidate;
      return { swallow, effects: [] };
    }
    return { swallow: false, effects: [] };
  }

  #loneTerminator(key: WedgeKey): WedgeVerdict {
    // The second half of CR LF belongs to the scan before it.
    if (key.at_ms - this.#lastBurst_ms <= this.#settings.gapMax_ms) return { swallow: true, effects: [] };
    // A scanner slower than `gapMax` must not press a button either (rule 8).
    if (key.held && key.key === 'Enter' && key.at_ms - this.#lastKey_ms < HASTY_ENTER_MS) {
      return { swallow: true, effects: [{ kind: 'typed', keys: [{ code: key.code, key: 'Enter' }] }] };
    }
    return { swallow: false, effects: [] };
  }

  #extend(candidate: Candidate, key: WedgeKey, sort: Sort): WedgeVerdict {
    if (sort === 'composing') return { swallow: false, effects: [] };
    if (sort === 'terminator') {
      const name = key.key === 'Tab' || key.code === 'KeyI' ? 'tab' : 'enter';
      const isScan = candidate.prefixed ? candidate.keys.length > 0 : this.#isScan(candidate);
      const effects = isScan ? this.#burst(candidate, name) : this.#typing(candidate);
      if (isScan) this.#lastBurst_ms = key.at_ms;
      return { swallow: true, effects };
    }
    append(candidate, key, sort, key.stalled ? this.#settings.gapMax_ms : Number.POSITIVE_INFINITY);
    if (!candidate.prefixed && isHeldKey(candidate))
      return { swallow: true, effects: this.#typing(candidate) };
    return { swallow: true, effects: [] };
  }

  #isScan(candidate: Candidate): boolean {
    return (
      candidate.keys.length >= this.#settings.minLength &&
      candidate.gaps.median_ms() <= this.#settings.medianMax_ms &&
      !isOneKeyOnly(candidate)
    );
  }

  #couldEndByIdle(candidate: Candidate): boolean {
    if (candidate.prefixed) return candidate.keys.length >= this.#settings.minLength;
    return candidate.keys.length >= this.#settings.idleMinLength && !isOneKeyOnly(candidate);
  }

  #idle_ms(candidate: Candidate): number {
    return Math.max(3 * candidate.gaps.median_ms(), this.#settings.idleFlush_ms, this.#settings.gapMax_ms);
  }

  #isPrefix(key: WedgeKey): boolean {
    const prefix = this.#settings.prefix;
    return prefix !== null && (key.key === prefix || key.code === prefix);
  }

  #burst(candidate: Candidate, terminator: string): WedgeEffect[] {
    this.#candidate = null;
    const burst = { id: candidate.id, keys: candidate.keys, terminator };
    return [{ kind: 'burst', burst, takeBack: candidate.firstReachedPage }];
  }

  #typing(candidate: Candidate): WedgeEffect[] {
    this.#candidate = null;
    const kept = candidate.firstReachedPage ? candidate.typed.slice(1) : candidate.typed;
    const keys = [candidate.prefixKey, ...kept].filter((key) => key !== null);
    return keys.length === 0 ? [] : [{ kind: 'typed', keys }];
  }
}

type Sort = 'text' | 'pad' | 'terminator' | 'modifier' | 'composing' | 'dead' | 'other';

const MODIFIERS = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Hyper',
  'Super',
]);
/** Control characters that scanners send for carriage return, line feed and tab. */
const CONTROL_TERMINATORS = new Set(['KeyM', 'KeyJ', 'KeyI']);

function sortOf(key: WedgeKey): Sort {
  if (MODIFIERS.has(key.key)) return 'modifier';
  if (key.composing || key.key === 'Process' || key.key === 'Unidentified') return 'composing';
  if (key.key === 'Dead') return 'dead';
  const isControl = key.control && !key.altGraph;
  if (isControl && CONTROL_TERMINATORS.has(key.code)) return 'terminator';
  if ((key.key === 'Enter' || key.key === 'Tab') && !isControl && !key.alt) return 'terminator';
  if (isControl || key.meta) return 'other';
  // Number pad: with NumLock off digits arrive as cursor keys, with Alt as parts of a character number.
  if (/^Numpad[0-9]$/.test(key.code) && (key.key.length > 1 || key.alt)) return 'pad';
  if (key.alt && !key.altGraph) return 'other';
  return Array.from(key.key).length === 1 ? 'text' : 'other';
}

/** FNC1 of GS1 codes, which some scanners send as Ctrl+]. */
function isGroupSeparator(key: WedgeKey): boolean {
  return key.control && !key.altGraph && key.code === 'BracketRight';
}

function typedKey(key: WedgeKey, sort: Sort): TypedKey | null {
  return sort === 'text' ? { code: key.code, key: key.key } : null;
}

function emptyCandidate(id: string, at_ms: number): Candidate {
  return {
    id,
    prefixed: false,
    prefixKey: null,
    firstReachedPage: false,
    keys: [],
    typed: [],
    last_ms: at_ms,
    gaps: new Gaps(),
    run: 0,
    runShortest_ms: Number.POSITIVE_INFINITY,
    runLongest_ms: 0,
  };
}

function append(candidate: Candidate, key: WedgeKey, sort: Sort, longest_ms = Number.POSITIVE_INFINITY) {
  const previous = candidate.keys.at(-1);
  const gap_ms = previous === undefined ? 0 : Math.min(key.at_ms - candidate.last_ms, longest_ms);
  if (previous !== undefined) candidate.gaps.add(gap_ms);
  if (previous?.code === key.code) {
    candidate.run += 1;
    candidate.runShortest_ms = Math.min(candidate.runShortest_ms, gap_ms);
    candidate.runLongest_ms = Math.max(candidate.runLongest_ms, gap_ms);
  } else {
    candidate.run = 1;
    candidate.runShortest_ms = Number.POSITIVE_INFINITY;
    candidate.runLongest_ms = 0;
  }
  candidate.keys.push({
    code: key.code,
    text: sort === 'text' ? key.key : '',
    shift: key.shift,
    control: key.control && !key.altGraph,
    alt: key.alt || key.altGraph,
    caps_lock: key.capsLock,
    gap_ms,
  });
  candidate.typed.push(typedKey(key, sort));
  candidate.last_ms = key.at_ms;
}

function equalGaps(candidate: Candidate): boolean {
  return candidate.run > REPEAT_RUN && candidate.runLongest_ms - candidate.runShortest_ms <= EQUAL_GAPS_MS;
}

/** A key held down. Below `REPEAT_GAP_MS` it is a scanner: an SSCC has eight zeros in a row. */
function isHeldKey(candidate: Candidate): boolean {
  return equalGaps(candidate) && candidate.runShortest_ms >= REPEAT_GAP_MS;
}

function isOneKeyOnly(candidate: Candidate): boolean {
  return candidate.run === candidate.keys.length && equalGaps(candidate);
}

/** Gaps by whole milliseconds: the median of a 10,000-character scan costs the same as that of ten. */
class Gaps {
  #counts = new Map<number, number>();
  #total = 0;

  add(gap_ms: number) {
    const whole = Math.round(gap_ms);
    this.#counts.set(whole, (this.#counts.get(whole) ?? 0) + 1);
    this.#total += 1;
  }

  median_ms(): number {
    let seen = 0;
    for (const gap of [...this.#counts.keys()].sort((a, b) => a - b)) {
      seen += this.#counts.get(gap)!;
      if (seen * 2 >= this.#total) return gap;
    }
    return 0;
  }
}
