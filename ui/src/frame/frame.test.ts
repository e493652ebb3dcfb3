// The small decisions of the frame: which sign the strip shows, where a sentence is split.
import { expect, test } from 'vitest';
import type { Status } from '../generated/types';
import { firstSentence, readable } from './sentences';
import { linkSign, stripState } from './strip';

const status = (states: string[], person_count = 0): Status => ({
  station: 'S',
  environment: 'demo',
  waiting_count: 0,
  oldest_waiting_ms: null,
  person_count,
  parked_count: 0,
  devices: [],
  trouble: null,
  now_ms: 0,
  time_zone: 'UTC',
  links: states.map((state) => ({
    vendor: 'katana',
    state,
    waiting_count: 0,
    as_of_ms: null,
    stale: false,
    reason: null,
  })),
});

test.each([
  [['all_sent'], 0, 'all_sent'],
  [['all_sent', 'sending'], 0, 'sending'],
  [['sending', 'waiting_for_network'], 0, 'waiting_for_network'],
  [['all_sent'], 1, 'needs_person'],
  [[], 0, 'all_sent'],
  [['reading_only'], 0, 'reading_only'],
])('%j with %i for a person shows %s', (states, persons, shown) =>
  expect(stripState(status(states, persons))).toBe(shown),
);

test('the outside is full, half or empty', () => {
  expect([linkSign('all_sent'), linkSign('sending'), linkSign('waiting_for_network')]).toEqual([
    'full',
    'half',
    'empty',
  ]);
});

test.each([
  [
    'Wrong item. Wanted: Soy 250 ml. Scanned: Soy 500 ml.',
    'Wrong item.',
    'Wanted: Soy 250 ml. Scanned: Soy 500 ml.',
  ],
  ['Bottle 250 ml: 48 pcs', 'Bottle 250 ml: 48 pcs', ''],
  ['5760 pcs of Bottle? The order says 1920.', '5760 pcs of Bottle?', 'The order says 1920.'],
  ['Terisi 2.045 kg di A-01-1. Lanjut.', 'Terisi 2.045 kg di A-01-1.', 'Lanjut.'],
])('%s', (text, headline, detail) => expect(firstSentence(text)).toEqual({ headline, detail }));

test('separators of a code can be seen', () =>
  expect(readable('0109521\u001d10SB-1')).toBe('0109521 · 10SB-1'));
