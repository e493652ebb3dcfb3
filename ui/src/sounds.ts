// Sounds of verdicts, synthesised: earcons that differ in timbre, register and rhythm, not only in pitch (ux.md 2.2).
// Two instrument sets, so that ears know which of two stations beside each other it was.
import type { Tone } from './generated/types';

export type Instrument = 'marimba' | 'reed';

export interface Note {
  /** Seconds after the beginning. */
  at: number;
  length: number;
  frequency: number;
  /** Where the pitch ends, when it glides. */
  to?: number;
  wave: OscillatorType;
  /** 0 to 1. */
  loudness: number;
}

const C5 = 523.25;
/** Equal temperament: `steps` semitones above C5. */
const pitch = (steps: number) => C5 * 2 ** (steps / 12);
/** Steps of a major scale: a streak climbs it and stays on top. */
const SCALE = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19, 21, 23, 24];

/** The notes of a verdict; none for what must not be heard every time. */
export function notesOf(tone: Tone, streak: number, instrument: Instrument): Note[] {
  const wave: OscillatorType = instrument === 'marimba' ? 'sine' : 'triangle';
  const base = instrument === 'marimba' ? 7 : 2;
  const note = (at: number, length: number, steps: number, loudness = 0.8): Note => ({
    at,
    length,
    frequency: pitch(base + steps),
    wave,
    loudness,
  });
  switch (tone) {
    case 'accepted':
      return [note(0, 0.055, 0), note(0.055, 0.065, 7)];
    case 'more':
      return [note(0, 0.1, SCALE[Math.min(Math.max(streak, 1), SCALE.length) - 1]!)];
    case 'complete':
      return [note(0, 0.09, 0), note(0.09, 0.09, 4), note(0.18, 0.26, 12)];
    case 'attention':
      return [note(0, 0.12, -5), note(0.2, 0.12, -5)];
    case 'wrong_item':
    case 'refused':
      return [{ at: 0, length: 0.3, frequency: 116, wave: 'sawtooth', loudness: 0.9 }];
    case 'too_many':
      return [
        { at: 0, length: 0.11, frequency: 147, wave: 'square', loudness: 0.6 },
        { at: 0.16, length: 0.11, frequency: 147, wave: 'square', loudness: 0.6 },
        { at: 0.32, length: 0.16, frequency: 392, wave: 'square', loudness: 0.6 },
      ];
    case 'unknown':
      return [{ at: 0, length: 0.26, frequency: 330, to: 660, wave: 'triangle', loudness: 0.8 }];
    case 'stop':
      return [0, 1, 2, 3, 4, 5].map((turn) => ({
        at: turn * 0.16,
        length: 0.15,
        frequency: turn % 2 === 0 ? 880 : 587,
        wave: 'square' as const,
        loudness: 0.8,
      }));
    case 'command':
      return [{ at: 0, length: 0.02, frequency: 1800, wave: 'square', loudness: 0.35 }];
    case 'waiting':
    case 'repeat':
      return [{ at: 0, length: 0.03, frequency: 980, wave: 'sine', loudness: 0.3 }];
    case 'fault':
      return [{ at: 0, length: 0.18, frequency: 220, wave: 'triangle', loudness: 0.5 }];
  }
}

export class Sounds {
  #context: AudioContext | null = null;

  /** A browser lets a page sound only after somebody touched it: called on the first touch or key. */
  wake() {
    if (typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    if (this.#context.state === 'suspended') void this.#context.resume();
  }

  play(tone: Tone, streak: number, volume: number, instrument: Instrument) {
    if (volume <= 0) return;
    this.wake();
    const context = this.#context;
    if (context === null || context.state !== 'running') return;
    for (const note of notesOf(tone, streak, instrument)) sound(context, note, volume);
  }
}

function sound(context: AudioContext, note: Note, volume: number) {
  const start = context.currentTime + note.at;
  const end = start + note.length;
  const oscillator = new OscillatorNode(context, { type: note.wave, frequency: note.frequency });
  if (note.to !== undefined) oscillator.frequency.exponentialRampToValueAtTime(note.to, end);
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(note.loudness * volume, start + 0.004);
  loudness.gain.setValueAtTime(note.loudness * volume, Math.max(start + 0.004, end - 0.02));
  loudness.gain.exponentialRampToValueAtTime(0.0001, end + 0.03);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end + 0.05);
}
