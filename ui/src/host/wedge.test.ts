// The wedge classifier against every rule and known breakage of devices.md 1.2: key presses with times in,
// what the page gets and what becomes a scan out.
import { describe, expect, test } from 'vitest';
import { Wedge, WEDGE_DEFAULTS, type WedgeKey, type WedgeSettings } from './wedge';

interface Outcome {
  /** What the page received by itself, in order. */
  page: string;
  /** What was kept and given back as typing. */
  typed: string;
  /** The scans: text and end mark. */
  scans: string[];
  takenBack: boolean[];
}

interface Press extends Partial<WedgeKey> {
  /** Milliseconds after the press before. */
  gap: number;
}

/** Presses keys on a fresh classifier, lets time run out at the end, and tells what became of them. */
function outcome(presses: Press[], settings: Partial<WedgeSettings> = {}, held = true): Outcome {
  let scan = 0;
  const wedge = new Wedge({ ...WEDGE_DEFAULTS, ...settings }, () => `scan-${(scan += 1)}`);
  const result: Outcome = { page: '', typed: '', scans: [], takenBack: [] };
  const take = (effects: ReturnType<Wedge['tick']>) => {
    for (const effect of effects) {
      if (effect.kind === 'typed') result.typed += effect.keys.map((key) => short(key.key)).join('');
      else {
        const { keys, terminator } = effect.burst;
        result.scans.push(`${keys.map((key) => key.text || `{${key.code}}`).join('')}/${terminator}`);
        result.takenBack.push(effect.takeBack);
      }
    }
  };
  let at_ms = 1000;
  for (const { gap, ...press } of presses) {
    at_ms += gap;
    const verdict = wedge.press({ ...wedgeKey(press.key ?? ''), ...press, at_ms, held: press.held ?? held });
    take(verdict.effects);
    if (!verdict.swallow) result.page += short(press.key ?? '');
  }
  take(wedge.tick(at_ms + 10_000));
  return result;
}

const short = (key: string) => (Array.from(key).length === 1 ? key : `{${key}}`);

function wedgeKey(key: string): WedgeKey {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^[0-9]$/.test(key) ? `Digit${key}` : key;
  return {
    at_ms: 0,
    code,
    key,
    shift: false,
    control: false,
    alt: false,
    meta: false,
    altGraph: false,
    capsLock: false,
    repeat: false,
    composing: false,
    held: true,
    stalled: false,
  };
}

/** A text typed or scanned at one pace, with a key such as Enter at its end. */
const at = (gap: number, text: string, end?: string): Press[] => [
  ...Array.from(text, (key) => ({ key, gap })),
  ...(end === undefined ? [] : [{ key: end, gap }]),
];
const fast = (text: string, end?: string) => at(8, text, end);

const NOTHING: Outcome = { page: '', typed: '', scans: [], takenBack: [] };

describe('what is a scan', () => {
  test.each([
    ['ends with Enter', fast('9521234002031', 'Enter'), ['9521234002031/enter']],
    ['ends with Tab', fast('9521234002031', 'Tab'), ['9521234002031/tab']],
    [
      "ends with the number pad's Enter",
      [...fast('TLNCABCD'), { key: 'Enter', code: 'NumpadEnter', gap: 8 }],
      ['TLNCABCD/enter'],
    ],
    ['four keys are enough with an end mark', fast('A-01', 'Enter'), ['A-01/enter']],
    [
      'one gap of exactly gap_max',
      [...fast('95212'), { key: '3', gap: 35 }, ...fast('4002031', 'Enter')],
      ['9521234002031/enter'],
    ],
    ['a slow scanner at 25 ms', at(25, 'BTL-1048', 'Enter'), ['BTL-1048/enter']],
    ['no end mark: six keys and silence', fast('952123'), ['952123/idle']],
    ['a run of zeros at scanner speed', fast('095212340000000013', 'Enter'), ['095212340000000013/enter']],
    [
      'two scans right after each other',
      [...fast('PO-3108', 'Enter'), ...at(60, ''), ...fast('PO-3109', 'Enter')],
      ['PO-3108/enter', 'PO-3109/enter'],
    ],
    [
      'one wrong gap of 16 ms',
      [...fast('95212'), { key: '3', gap: 16 }, ...fast('4002031', 'Enter')],
      ['9521234002031/enter'],
    ],
  ])('%s', (_, presses, scans) => {
    expect(outcome(presses).scans).toEqual(scans);
    expect(outcome(presses).page, 'nothing of a scan reaches the page').toBe('');
    expect(outcome(presses).typed, 'nothing of a scan is typed').toBe('');
  });

  test('a page that was busy in the middle does not tear a scan apart', () => {
    const busy = { key: '3', gap: 240, stalled: true };
    expect(outcome([...fast('95212'), busy, ...fast('4002031', 'Enter')]).scans).toEqual([
      '9521234002031/enter',
    ]);
    const beforeEnter = { key: 'Enter', gap: 240, stalled: true };
    expect(outcome([...fast('PO-3108'), beforeEnter])).toMatchObject({ page: '', scans: ['PO-3108/enter'] });
  });

  test('30 scans in 3 seconds, also of the same code, are 30 scans', () => {
    const presses = Array.from({ length: 30 }, () => [
      { key: '9', gap: 40 },
      ...fast('52123400203', 'Enter'),
    ]).flat();
    expect(outcome(presses).scans).toHaveLength(30);
  });

  test('a scan of 10,000 characters is one scan', () => {
    const presses = fast('7384950162'.repeat(1000), 'Enter');
    expect(outcome(presses).scans.map((scan) => scan.length)).toEqual(['/enter'.length + 10_000]);
  });

  test('keys carry code, text, gap and the Caps Lock flag', () => {
    const wedge = new Wedge(WEDGE_DEFAULTS, () => 'id');
    const press = (key: string, at_ms: number) =>
      wedge.press({ ...wedgeKey(key), at_ms, capsLock: true, shift: true });
    press('p', 0);
    press('o', 8);
    press('-', 15);
    press('3', 24);
    const [effect] = press('Enter', 30).effects;
    expect(effect).toMatchObject({
      kind: 'burst',
      burst: {
        id: 'id',
        terminator: 'enter',
        keys: [
          { code: 'KeyP', text: 'p', gap_ms: 0, caps_lock: true, shift: true, control: false, alt: false },
          { code: 'KeyO', text: 'o', gap_ms: 8 },
          { code: '-', text: '-', gap_ms: 7 },
          { code: 'Digit3', text: '3', gap_ms: 9 },
        ],
      },
    });
  });
});

describe('what is typing', () => {
  test.each([
    ['a typist at 80 ms', at(80, 'garlic', 'Enter'), 'garlic'],
    [
      'a roll of two keys at 30 ms',
      [
        { key: 'g', gap: 90 },
        { key: 'a', gap: 30 },
        { key: 'r', gap: 90 },
      ],
      'gar',
    ],
    ['three fast keys are too few', fast('abc', 'Enter'), 'abc'],
    ['five fast keys without an end mark', fast('abcde'), 'abcde'],
    ['a middle gap above 25 ms', at(30, 'A-01-1', 'Enter'), 'A-01-1'],
    [
      'a gap above 35 ms in the middle',
      [...fast('952'), { key: '1', gap: 50 }, ...fast('23', 'Enter')],
      '952123',
    ],
    ['one digit', [{ key: '7', gap: 100 }], '7'],
  ])('%s', (_, presses, text) => {
    const result = outcome(presses);
    expect(result.scans).toEqual([]);
    expect(result.typed.replace('{Enter}', ''), 'every key comes back, in order').toBe(text);
  });

  test('in a text field the first key goes straight in, the rest comes back', () => {
    expect(outcome(fast('abc'), {}, false)).toEqual({ ...NOTHING, page: 'a', typed: 'bc' });
    expect(outcome(at(80, 'garlic', 'Enter'), {}, false)).toEqual({ ...NOTHING, page: 'garlic{Enter}' });
  });

  test('gap_max is a setting', () => {
    const bluetooth = at(45, 'PO-3108', 'Enter');
    expect(outcome(bluetooth).scans).toEqual([]);
    expect(outcome(bluetooth, { gapMax_ms: 60, medianMax_ms: 50 }).scans).toEqual(['PO-3108/enter']);
  });
});

describe('key repeat', () => {
  const hold = (gap: number, repeat: boolean): Press[] =>
    Array.from({ length: 9 }, (_, index) => ({
      key: '5',
      gap: index === 1 ? 500 : gap,
      repeat: repeat && index > 0,
    }));

  test('a held key by its flag', () => {
    expect(outcome(hold(33, true))).toEqual({ ...NOTHING, typed: '555555555' });
    expect(outcome(hold(33, true), {}, false)).toEqual({ ...NOTHING, page: '555555555' });
  });
  test('a held key by its equal gaps', () => {
    expect(outcome([...hold(33, false), { key: 'Enter', gap: 30 }]).scans).toEqual([]);
  });
  test('one key only at equal gaps is no scan even when fast', () => {
    expect(outcome(fast('77777777', 'Enter'))).toEqual({ ...NOTHING, typed: '77777777' });
  });
  test('unless a prefix key opened it', () => {
    const presses = [{ key: 'F9', code: 'F9', gap: 50 }, ...hold(33, false), { key: 'Enter', gap: 30 }];
    expect(outcome(presses, { prefix: 'F9' }).scans).toEqual(['555555555/enter']);
  });
});

describe('prefix key', () => {
  test.each(['F9', '~'])('%s makes the decision certain at any speed', (prefix) => {
    const presses = [{ key: prefix, code: prefix, gap: 200 }, ...at(300, 'ab', 'Enter')];
    expect(outcome(presses, { prefix }, false)).toEqual({
      ...NOTHING,
      scans: ['ab/enter'],
      takenBack: [false],
    });
  });
  test('typed before it is given back', () => {
    const presses = [...fast('xy'), { key: '~', code: '~', gap: 10 }, ...fast('PO-3108', 'Enter')];
    expect(outcome(presses, { prefix: '~' })).toEqual({
      ...NOTHING,
      typed: 'xy',
      scans: ['PO-3108/enter'],
      takenBack: [false],
    });
  });
  test('a prefix character typed by hand comes back after silence', () => {
    expect(outcome([{ key: '~', code: '~', gap: 200 }], { prefix: '~' })).toEqual({ ...NOTHING, typed: '~' });
  });
});

describe('nothing leaks', () => {
  test('the first key is taken back out of a text field', () => {
    expect(outcome(fast('9521234002031', 'Enter'), {}, false)).toEqual({
      page: '9',
      typed: '',
      scans: ['9521234002031/enter'],
      takenBack: [true],
    });
  });
  test('without a text field not even the first key reaches the page', () => {
    expect(outcome(fast(' PO-31', 'Enter')).page, 'a space would press a focused button').toBe('');
  });
  test('Enter never acts while a candidate is alive, also after too few keys', () => {
    for (const text of ['9', '95', '952', '9521']) {
      expect(outcome(fast(text, 'Enter')).page, `${text} and Enter`).toBe('');
    }
  });
  test('the line feed after a carriage return is part of the scan', () => {
    const presses = [
      ...fast('PO-3108', 'Enter'),
      { key: 'Enter', gap: 8 },
      { key: 'j', code: 'KeyJ', control: true, gap: 8 },
    ];
    expect(outcome(presses)).toMatchObject({ page: '', scans: ['PO-3108/enter'] });
  });
  test('a scanner slower than gap_max does not press a focused button', () => {
    expect(outcome(at(50, 'PO-3108', 'Enter')).page, 'its Enter comes 50 ms after a key').toBe('');
  });
  test('Enter by itself is for the page', () => {
    expect(outcome([{ key: 'Enter', gap: 500 }]).page).toBe('{Enter}');
    expect(outcome([...fast('PO-3108', 'Enter'), { key: 'Enter', gap: 400 }]).page).toBe('{Enter}');
  });
});

describe('known breakages', () => {
  test('input methods and dead keys from a hand are left alone', () => {
    for (const press of [
      { key: 'Process' },
      { key: 'Dead' },
      { key: 'a', composing: true },
      { key: 'Unidentified' },
    ]) {
      const result = outcome([{ gap: 100, ...press }]);
      expect(result).toEqual({ ...NOTHING, page: short(press.key) });
    }
  });
  test('an input method that starts ends the candidate as typing', () => {
    expect(outcome([...fast('ab'), { key: 'Process', gap: 8 }])).toEqual({
      ...NOTHING,
      page: '{Process}',
      typed: 'ab',
    });
  });
  test('a dead key inside a scan keeps its place by its code', () => {
    const presses = [...fast('PO'), { key: 'Dead', code: 'BracketRight', gap: 8 }, ...fast('C1', 'Enter')];
    expect(outcome(presses).scans).toEqual(['PO{BracketRight}C1/enter']);
  });
  test('shift and Caps Lock keys between characters do not break a scan', () => {
    const presses = [
      { key: 'Shift', gap: 50 },
      ...fast('P'),
      { key: 'Shift', gap: 2 },
      ...fast('o-31'),
      { key: 'CapsLock', gap: 2 },
      ...fast('08', 'Enter'),
    ];
    expect(outcome(presses).scans).toEqual(['Po-3108/enter']);
  });
  test('number pad digits, with NumLock off too', () => {
    const pad = (digit: string, key: string): Press => ({ key, code: `Numpad${digit}`, gap: 8 });
    expect(
      outcome([
        pad('9', '9'),
        pad('5', '5'),
        pad('2', '2'),
        pad('1', '1'),
        { key: 'Enter', code: 'NumpadEnter', gap: 8 },
      ]).scans,
    ).toEqual(['9521/enter']);
    const off = [
      pad('9', 'PageUp'),
      pad('5', 'Clear'),
      pad('2', 'ArrowDown'),
      pad('1', 'End'),
      { key: 'Enter', gap: 8 },
    ];
    expect(outcome(off).scans).toEqual(['{Numpad9}{Numpad5}{Numpad2}{Numpad1}/enter']);
  });
  test('GS as Ctrl+] and control characters as shortcuts stay inside the scan', () => {
    const gs: Press = { key: ']', code: 'BracketRight', control: true, gap: 8 };
    const f5: Press = { key: 'F5', code: 'F5', gap: 8 };
    const result = outcome([gs, ...fast('0109521'), gs, ...fast('10BTL'), f5, ...fast('9', 'Enter')]);
    expect(result).toMatchObject({
      page: '',
      scans: ['{BracketRight}0109521{BracketRight}10BTL{F5}9/enter'],
    });
  });
  test('carriage return and line feed as Ctrl+M and Ctrl+J end a scan', () => {
    for (const code of ['KeyM', 'KeyJ']) {
      const end: Press = { key: code.slice(3).toLowerCase(), code, control: true, gap: 8 };
      expect(outcome([...fast('PO-3108'), end]).scans).toEqual(['PO-3108/enter']);
    }
  });
  test('shortcuts of a hand are for the page', () => {
    for (const press of [
      { key: 'c', code: 'KeyC', control: true },
      { key: 'F5', code: 'F5' },
      { key: 'Backspace' },
      { key: 'Escape' },
    ]) {
      expect(outcome([{ gap: 300, ...press }]).page, press.key).toBe(short(press.key));
    }
  });
  test('third-level characters are text', () => {
    const bracket: Press = { key: ']', code: 'Digit9', control: true, alt: true, altGraph: true, gap: 8 };
    expect(outcome([bracket, ...fast('C109', 'Enter')]).scans).toEqual([']C109/enter']);
  });
  test('Alt and number-pad digits are kept for the engine to put together', () => {
    const digit = (code: string): Press => ({ key: code.slice(-1), code, alt: true, gap: 8 });
    expect(
      outcome([
        ...['Numpad0', 'Numpad6', 'Numpad5', 'Numpad0', 'Numpad6', 'Numpad6'].map(digit),
        { key: 'Enter', gap: 8 },
      ]).scans,
    ).toEqual(['{Numpad0}{Numpad6}{Numpad5}{Numpad0}{Numpad6}{Numpad6}/enter']);
  });
});
