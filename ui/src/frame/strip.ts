// Which one sign the strip shows for all links together: the one that most needs to be seen.
import type { Status } from '../generated/types';

export type StripState =
  'all_sent' | 'sending' | 'waiting_for_network' | 'needs_person' | 'reading_only' | 'off';

const ORDER: readonly StripState[] = [
  'needs_person',
  'waiting_for_network',
  'sending',
  'reading_only',
  'off',
  'all_sent',
];

/** The state of the strip: the most urgent of what the station says of its links. */
export function stripState(status: Status): StripState {
  if (status.person_count > 0) return 'needs_person';
  const states = status.links.map((link) => link.state);
  return ORDER.find((state) => states.includes(state)) ?? 'all_sent';
}

/** The outside is reached (●), partly (◐), or not (○). */
export function linkSign(state: StripState): 'full' | 'half' | 'empty' {
  if (state === 'waiting_for_network' || state === 'off') return 'empty';
  return state === 'all_sent' ? 'full' : 'half';
}
