// The store keeps order between what arrives twice, late, or not at all.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Burst, SeatScreen, Tap, Verdict } from './generated/types';
import type { Answer, Host, Watcher } from './host/host';
import { Station } from './station.svelte';

const verdict = (input: string, tone: Verdict['tone'] = 'accepted'): Verdict => ({
  input,
  tone,
  scan: 'accepted',
  message: { code: 'said-asked', values: {} },
  code: null,
  expected: null,
  got: null,
  entry: null,
  streak: 0,
});
const screen = (number: number, said: Verdict | null = null): SeatScreen => ({
  number,
  seat: 'main',
  operator: null,
  screen: { kind: 'badge', prompt: null as never },
  verdict: said,
  waiting_count: 0,
  parked_count: 0,
  earlier: null,
});
const burst = (id: string): Burst => ({ id, keys: [], terminator: 'enter' });

/** A station on a host whose answers the test gives. */
function rehearsed() {
  const sounded: string[] = [];
  const bursts: string[] = [];
  const taps: { number: number; tap: Tap }[] = [];
  let watcher!: Watcher;
  const answers = {
    tap: async (): Promise<Answer> => ({ status: 200, body: null }),
    burst: async (): Promise<Answer> => ({ status: 200, body: null }),
  };
  const host: Host = {
    kind: 'rehearsal',
    watch: (_, given) => {
      watcher = given;
      return () => {};
    },
    tap: (_seat, _id, number, tap) => {
      taps.push({ number, tap });
      return answers.tap();
    },
    burst: (_seat, given) => {
      bursts.push(given.id);
      return answers.burst();
    },
    get: async () => ({ status: 200, body: null }),
    post: async () => ({ status: 200, body: null }),
    paper: async (path) =>
      path.includes('nothing')
        ? { status: 422, body: { code: 'paper-nothing-came', detail: 'no receipt' } }
        : { status: 200, body: { saved: '/home/x/Downloads/receipt.pdf' } },
  };
  const station = new Station(host, 'main', (given) => sounded.push(given.input));
  station.start();
  return { station, sounded, bursts, taps, answers, watcher: () => watcher };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('screens', () => {
  test('the newest number wins, whichever way it came', () => {
    const { station, watcher } = rehearsed();
    watcher().onScreen(screen(5));
    watcher().onScreen(screen(7));
    watcher().onScreen(screen(6));
    expect(station.screen?.number).toBe(7);
  });

  test('a verdict sounds once per input, not once per arrival', () => {
    const { station, sounded, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    watcher().onScreen(screen(2, verdict('a')));
    station.take(screen(2, verdict('a')));
    watcher().onScreen(screen(3, verdict('a')));
    watcher().onScreen(screen(4, verdict('b')));
    expect(sounded).toEqual(['a', 'b']);
  });

  test('what was said before this page came is shown and does not sound', () => {
    const { station, sounded, watcher } = rehearsed();
    watcher().onScreen(screen(9, verdict('old')));
    expect(station.verdict?.input).toBe('old');
    expect(sounded).toEqual([]);
  });

  test('after a cut the station is right, whatever its number', () => {
    const { station, watcher } = rehearsed();
    watcher().onScreen(screen(90));
    watcher().onLost();
    expect(station.link).toBe('lost');
    watcher().onScreen(screen(1));
    expect([station.link, station.screen?.number]).toEqual(['live', 1]);
  });

  test('a browser that is not known is told so', () => {
    const { station, watcher } = rehearsed();
    watcher().onUnpaired();
    expect(station.link).toBe('unpaired');
  });
});

describe('taps', () => {
  test('a tap names the number it was made on', async () => {
    const { station, taps, watcher } = rehearsed();
    watcher().onScreen(screen(12));
    await station.tap({ tap: 'done' });
    expect(taps).toEqual([{ number: 12, tap: { tap: 'done' } }]);
  });

  test('a tap after a notice names the screen that the notice made', async () => {
    const { station, taps, answers, watcher } = rehearsed();
    watcher().onScreen(screen(4));
    let answer!: (answer: Answer) => void;
    answers.tap = () => new Promise((resolve) => (answer = resolve));
    station.notice({ tap: 'edit_quantity' });
    await settled();
    void station.tap({ tap: 'quantity', amount: '9', pack: null });
    await settled();
    expect(taps.map(({ tap }) => tap.tap)).toEqual(['edit_quantity']);
    answer({ status: 200, body: screen(5) });
    await settled();
    expect(taps[1]).toEqual({ number: 5, tap: { tap: 'quantity', amount: '9', pack: null } });
  });

  test('a second touch within 250 ms is the same touch', async () => {
    const { station, taps, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    await station.tap({ tap: 'done' });
    await station.tap({ tap: 'done' });
    await vi.advanceTimersByTimeAsync(260);
    await station.tap({ tap: 'done' });
    expect(taps).toHaveLength(2);
  });

  test('"wait" is shown when the answer takes longer than 100 ms', async () => {
    const { station, answers, watcher } = rehearsed();
    let answer!: (answer: Answer) => void;
    answers.tap = () => new Promise((resolve) => (answer = resolve));
    watcher().onScreen(screen(1));
    const tapped = station.tap({ tap: 'done' });
    await vi.advanceTimersByTimeAsync(90);
    expect(station.waiting).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(station.waiting).toBe(true);
    answer({ status: 200, body: screen(2, verdict('tap')) });
    await tapped;
    expect([station.waiting, station.screen?.number]).toEqual([false, 2]);
  });

  test('a refusal of the station is said as a verdict', async () => {
    const { station, sounded, answers, watcher } = rehearsed();
    answers.tap = async () => ({
      status: 409,
      body: { code: 'stale-screen', detail: 'x', message: { code: 'refusal-stale-screen', values: {} } },
    });
    watcher().onScreen(screen(1));
    await station.tap({ tap: 'done' });
    expect(station.verdict).toMatchObject({ tone: 'refused', message: { code: 'refusal-stale-screen' } });
    expect(sounded).toHaveLength(1);
    watcher().onScreen(screen(2));
    expect(station.verdict, 'the next screen replaces it').toBeNull();
  });

  test('a refusal without a sentence shows what the station said', async () => {
    const { station, answers, watcher } = rehearsed();
    answers.tap = async () => ({ status: 500, body: 'broken' });
    watcher().onScreen(screen(1));
    await station.tap({ tap: 'done' });
    expect(station.verdict?.message.code).toBe('face-problem');
  });

  test('while the station is away a tap is refused in words', async () => {
    const { station, taps, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    watcher().onLost();
    await station.tap({ tap: 'done' });
    expect(taps).toEqual([]);
    expect(station.verdict?.message.code).toBe('face-tap-while-lost');
  });
});

describe('scans', () => {
  test('go out one after the other, in order', async () => {
    const { station, bursts, answers, watcher } = rehearsed();
    const waiting: ((answer: Answer) => void)[] = [];
    answers.burst = () => new Promise((resolve) => waiting.push(resolve));
    watcher().onScreen(screen(1));
    for (const id of ['a', 'b', 'c']) station.burst(burst(id));
    expect(bursts, 'the second waits for the first answer').toEqual(['a']);
    for (let number = 2; number <= 4; number += 1) {
      waiting.shift()!({ status: 200, body: screen(number, verdict(`v${number}`)) });
      await settled();
    }
    expect(bursts).toEqual(['a', 'b', 'c']);
    expect(station.screen?.number).toBe(4);
  });

  test('are kept under their ids while the station is away and handed in on return', async () => {
    const { station, bursts, answers, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    answers.burst = async () => {
      throw new Error('no route');
    };
    station.burst(burst('a'));
    await settled();
    station.burst(burst('b'));
    await settled();
    expect([station.link, station.keptCount]).toEqual(['lost', 2]);
    answers.burst = async () => ({ status: 200, body: screen(bursts.length + 10) });
    bursts.length = 0;
    watcher().onScreen(screen(2));
    await settled();
    expect(bursts, 'the same ids, in order').toEqual(['a', 'b']);
    expect([station.link, station.keptCount]).toEqual(['live', 0]);
  });

  test('is said once of each, however often handing in fails', async () => {
    const { station, sounded, answers, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    answers.burst = async () => {
      throw new Error('no route');
    };
    station.burst(burst('a'));
    await settled();
    await vi.advanceTimersByTimeAsync(5_000);
    station.burst(burst('b'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect([sounded.length, station.keptCount]).toEqual([2, 2]);
  });

  test('the 21st is refused in words', async () => {
    const { station, answers, watcher } = rehearsed();
    watcher().onScreen(screen(1));
    answers.burst = async () => {
      throw new Error('no route');
    };
    for (let index = 0; index < 21; index += 1) {
      station.burst(burst(`b${index}`));
      await settled();
    }
    expect(station.verdict?.message.code).toBe('face-kept-full');
    expect(station.keptCount).toBe(20);
  });
});

test('a paper says where it was saved, and why there is none', async () => {
  const { station } = rehearsed();
  await station.paper('/papers/receipt/PO-1.pdf');
  expect(station.verdict?.message.code).toBe('face-paper-saved');
  expect(station.verdict?.message.values.path).toEqual({
    kind: 'text',
    value: '/home/x/Downloads/receipt.pdf',
  });
  await station.paper('/papers/receipt/nothing.pdf');
  expect(station.verdict?.tone, 'a refusal is said').toBe('refused');
});
