// What a browser asks for at its own seat.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

test('a browser works where it was paired', async () => {
  fetched.mockResolvedValueOnce(new Response('{"name":"browser","seat":"seat-2","scopes":"read,seat"}'));
  expect(await ownSeat('http://127.0.0.1:8710')).toBe('seat-2');
  expect(urls()).toEqual(['http://127.0.0.1:8710/api/v1/me']);
});

test('while nobody can tell, it asks as the window and is told why not', async () => {
  fetched.mockResolvedValueOnce(new Response('{"code":"http-no-caller"}', { status: 401 }));
  expect(await ownSeat('')).toBe('main');
  fetched.mockRejectedValueOnce(new TypeError('no connection'));
  expect(await ownSeat('')).toBe('main');
});

test('what must be done once goes with its key, and nothing else does', async () => {
  const host = httpHost('', 'main');
  await host.post('/lots/l-1/hold', { reason: 'check_failed' }, 'k-1');
  await host.post('/lots/l-1/hold', { reason: 'check_failed' });
  const headers = fetched.mock.calls.map(([, request]) => new Headers(request.headers));
  expect(headers.map((of) => of.get('idempotency-key'))).toEqual(['k-1', null]);
});
