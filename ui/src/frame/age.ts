// How long ago, in the coarsest words that still help.
import { word } from '../words/words.svelte';

const MINUTE_MS = 60_000;

export function ageText(age_ms: number): string {
  const minutes = Math.max(0, Math.floor(age_ms / MINUTE_MS));
  if (minutes < 1) return word('age-now');
  if (minutes < 60) return word('age-minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? word('age-hours', { count: hours })
    : word('age-days', { count: Math.floor(hours / 24) });
}

/** "42 minutes ago", or "just now". */
export function agoText(age_ms: number): string {
  return age_ms < MINUTE_MS ? word('age-now') : word('age-ago', { age: ageText(age_ms) });
}
