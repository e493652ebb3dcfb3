// How certain a fact is, by how it became known: a sign of its own each time, beside the word.

export type Degree = 'sure' | 'likely' | 'weak';

const SURE = new Set(['weighed', 'scanned', 'counted', 'converted']);
const LIKELY = new Set(['typed', 'chosen', 'api', 'imported']);

/** Seen by a device or counted, said by somebody, or only worked out; what nobody named is worked out. */
export function degreeOf(evidence: string): Degree {
  if (SURE.has(evidence)) return 'sure';
  return LIKELY.has(evidence) ? 'likely' : 'weak';
}

/** Two ticks, one, or a question. */
export const DEGREE_SIGNS: Record<Degree, string> = { sure: 'checks', likely: 'check', weak: 'question' };
