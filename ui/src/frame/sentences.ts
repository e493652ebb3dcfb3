// A long sentence in two parts: what happened, and the rest, so that the first can be read from three metres.
import type { EarlierCard } from '../generated/types';
import { word } from '../words/words.svelte';

/** Splits after the first full sentence; the second part may be empty. */
export function firstSentence(text: string): { headline: string; detail: string } {
  const match = /^(.*?[.?!…])\s+(\S.*)$/su.exec(text);
  return match ? { headline: match[1]!, detail: match[2]! } : { headline: text, detail: '' };
}

/** When work of an earlier time happened, and whose scan it was. */
export function earlierText(earlier: EarlierCard): string {
  const time = { kind: 'instant', value: earlier.at_ms } as const;
  if (earlier.code === '') return word('earlier-count', { time });
  return word('earlier-tray', { time, operator: earlier.operator });
}

/** A code as people can read it: what does not print (the separators of GS1) shows as a dot between spaces. */
export function readable(code: string): string {
  return code.replace(/\p{Cc}+/gu, ' · ');
}
