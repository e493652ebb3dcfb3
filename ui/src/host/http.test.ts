// What a browser asks for at its own seat.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Watcher } from './host';
import { httpHost, ownSeat } from './http';

const fetched = vi.fn(async (_url: string, _request: RequestInit) => new Response('{"rows":[]}'));
beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  fetched.mockClear();
  vi.unstubAllGlobals();
});

const urls = () => fetched.mock.calls.map(([url]) => url);
const sent = () => fetched.mock.calls.map(([, request]) => JSON.parse(String(request.body)) as unknown);

test('lists are asked for as the person at this seat', async () => {
  const host = httpHost('http://127.0.0.1:8710', 'packing');
  await host.get('/deliveries');
  await host.get('/stock?search=oil');
  expect(urls()).toEqual([
    'http://127.0.0.1:8710/api/v1/deliveries?seat=packing',
    'http://127.0.0.1:8710/api/v1/stock?search=oil&seat=packing',
  ]);
});

test('the name of a seat cannot change the question', async () => {
  await httpHost('', 'a&limit=1').get('/history');
  expect(urls()).toEqual(['/api/v1/history?seat=a%26limit%3D1']);
});

test('what is settled is settled by the person at this seat', async () => {
  await httpHost('', 'packing').post('/deliveries/d-1/retry', {});
  expect(sent()).toEqual([{ seat: 'packing' }]);
});

test('a body that names its seat keeps it, and everything else', async () => {
  const body = { seat: 'packing', code: 'RM-SAL', id: 's-1' };
  await httpHost('', 'main').post('/scans', body);
  expect(sent()).toEqual([body]);
});

test('taps and bursts are made at the seat they name, and nothing is added to them', async () => {
  const host = httpHost('', 'packing');
  await host.tap('packing', 't-1', 7, { tap: 'done' });
  await host.burst('packing', { id: 'b-1', keys: [], terminator: 'enter' });
  expect(urls()).toEqual(['/api/v1/seats/packing/taps', '/api/v1/seats/packing/bursts']);
  expect(sent()).toEqual([
    { id: 't-1', number: 7, tap: { tap: 'done' } },
    { id: 'b-1', keys: [], terminator: 'enter' },
  ]);
});

describe('where a browser works', () => {
  const waits: number[] = [];
  const wait = async (delay_ms: number) => void waits.push(delay_ms);
  const me = () => new Response('{"name":"browser","seat":"seat-2","scopes":"read,seat"}');
  beforeEach(() => void waits.splice(0));

  test('is where it was paired', async () => {
    fetched.mockResolvedValueOnce(me());
    expect(await ownSeat('http://127.0.0.1:8710', wait)).toBe('seat-2');
    expect(urls()).toEqual(['http://127.0.0.1:8710/api/v1/me']);
  });

  test('is as the window for one the station does not know, and it is told why not', async () => {
    fetched.mockResolvedValueOnce(new Response('{"code":"http-no-caller"}', { status: 401 }));
    expect(await ownSeat('', wait)).toBe('main');
    expect(waits).toEqual([]);
  });

  // It was `main` before: the page then mirrored the window until somebody loaded it anew.
  test('is asked again, never guessed, while the station tells it to wait or is away', async () => {
    fetched.mockResolvedValueOnce(new Response('{}', { status: 429, headers: { 'retry-after': '3' } }));
    fetched.mockResolvedValueOnce(new Response('starting', { status: 503 }));
    fetched.mockRejectedValueOnce(new TypeError('no connection'));
    fetched.mockResolvedValueOnce(new Response('<h1>Log in to this network</h1>'));
    fetched.mockResolvedValueOnce(me());
    expect(await ownSeat('', wait)).toBe('seat-2');
    expect(waits).toEqual([3_000, 1_000, 1_000, 1_000]);
  });
});

describe('the stream', () => {
  const opened: Stream[] = [];
  class Stream {
    onerror: () => void = () => {};
    addEventListener = () => {};
    close = () => {};
    constructor() {
      opened.push(this);
    }
  }
  const told: string[] = [];
  const watcher: Watcher = {
    onScreen: () => {},
    onStatus: () => {},
    onLost: () => void told.push('lost'),
    onUnpaired: () => void told.push('unpaired'),
  };
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    opened.splice(0);
    told.splice(0);
    httpHost('', 'seat-2').watch('seat-2', watcher);
  });
  afterEach(() => void vi.useRealTimers());

  async function breaks(answer: Response) {
    fetched.mockResolvedValueOnce(answer);
    opened.at(-1)!.onerror();
    await vi.advanceTimersByTimeAsync(0);
  }

  // Each further try of a dead cookie was taken from everybody at the same address.
  test('of a browser that is not known any more ends, and says so', async () => {
    await breaks(new Response('{}', { status: 401 }));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([told, opened.length, fetched.mock.calls.length]).toEqual([['unpaired'], 1, 1]);
  });

  test('that was cut is opened again', async () => {
    await breaks(new Response('{}'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([told, opened.length]).toEqual([['lost'], 2]);
  });

  test('that is told to wait waits as long', async () => {
    await breaks(new Response('{}', { status: 429, headers: { 'retry-after': '3' } }));
    await vi.advanceTimersByTimeAsync(2_900);
    expect([told, opened.length]).toEqual([['lost'], 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(opened.length).toBe(2);
  });
});

test('what must be done once goes with its key, and nothing else does', async () => {
  const host = httpHost('', 'main');
  await host.post('/lots/l-1/hold', { reason: 'check_failed' }, 'k-1');
  await host.post('/lots/l-1/hold', { reason: 'check_failed' });
  const headers = fetched.mock.calls.map(([, request]) => new Headers(request.headers));
  expect(headers.map((of) => of.get('idempotency-key'))).toEqual(['k-1', null]);
});
