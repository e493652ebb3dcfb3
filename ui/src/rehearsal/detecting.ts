// What scanners told that read the test code: one on a cable that does all right, one that types and loses GS, one
// whose settings are to be kept.
import type { DetectedFact, Detection, TestCode } from '../generated/types';
import { count, message, NOW_MS, text } from './goods';

const word = (value: string) => ({ kind: 'word', value }) as const;
const fact = (
  name: string,
  code: string,
  state: DetectedFact['state'] = 'good',
  advice: string | null = null,
  values = {},
): DetectedFact => ({
  name,
  value: message(code, values),
  state,
  advice: advice === null ? null : message(advice),
});

export const DETECTIONS: Record<string, Detection> = {
  good: {
    scanner: 'Scanner 1',
    at_ms: NOW_MS,
    message: message('detect-good'),
    state: 'good',
    facts: [
      fact('kind', 'detect-serial'),
      fact('aim', 'detect-aim', 'good', null, { aim: text(']d1') }),
      fact('prefix', 'detect-no-prefix'),
      fact('suffix', 'detect-suffix', 'good', null, { signs: text('Enter (CR)') }),
      fact('gs', 'detect-gs-kept'),
    ],
    keeps: null,
  },
  change: {
    scanner: 'keyboard',
    at_ms: NOW_MS,
    message: message('detect-change'),
    state: 'change',
    facts: [
      fact('kind', 'detect-keyboard', 'better', 'detect-do-make-serial'),
      fact('layout', 'detect-layout', 'good', null, { layout: word('layout-germany') }),
      fact('letters', 'detect-letters-turned', 'better', 'detect-do-caps-lock-off'),
      fact('aim', 'detect-no-aim', 'better', 'detect-do-send-aim'),
      fact('prefix', 'detect-no-prefix'),
      fact('suffix', 'detect-suffix', 'good', null, { signs: text('Enter (CR)') }),
      fact('gs', 'detect-gs-lost', 'change', 'detect-do-keyboard-sends-gs'),
      fact('pace', 'detect-pace', 'good', null, { gap_ms: count(8) }),
    ],
    keeps: message('detect-keeps-keyboard', {
      layout: word('layout-germany'),
      letters: word('letters-turned'),
      gs: word('sent-lost'),
    }),
  },
  keep: {
    scanner: 'Scanner 1',
    at_ms: NOW_MS,
    message: message('detect-good-once-kept'),
    state: 'keep',
    facts: [
      fact('kind', 'detect-serial'),
      fact('aim', 'detect-aim', 'good', null, { aim: text(']d1') }),
      fact('prefix', 'detect-no-prefix'),
      fact('suffix', 'detect-suffix', 'good', null, { signs: text('Enter (CR) LF') }),
      fact('gs', 'detect-gs-sign', 'good', null, { sign: text('|') }),
    ],
    keeps: message('detect-keeps-serial', { gs: text('|') }),
  },
  other: {
    scanner: 'keyboard',
    at_ms: NOW_MS,
    message: message('detect-not-the-test-code'),
    state: 'unknown',
    facts: [],
    keeps: null,
  },
};

/** Squares instead of a code: a rehearsal is not to be scanned. */
const SQUARES =
  'data:image/svg+xml;utf8,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">' +
      '<path d="M1 1h2v20h-2zM3 19h18v2h-18zM5 3h4v4h-4zM13 5h6v2h-6zM7 11h8v4h-8zM17 11h2v6h-2z"/></svg>',
  );
export const TEST_CODE: TestCode = {
  text: ']{}[-_/+*@#0Az␝Qy17',
  pictures: [
    { kind: 'data_matrix', data_url: SQUARES, width_dots: 176, height_dots: 176 },
    { kind: 'code128', data_url: SQUARES, width_dots: 720, height_dots: 98 },
  ],
};

let looks = 0;
/** The first look is before the scan that `?detect=` names. */
export function detections(): Detection[] {
  looks += 1;
  const found = DETECTIONS[new URLSearchParams(location.search).get('detect') ?? ''];
  return looks === 1 || found === undefined ? [] : [found];
}
