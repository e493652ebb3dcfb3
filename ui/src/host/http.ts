// The browser's way to its station: server-sent events in, POST out, a cookie from pairing. Reconnects itself, but
// for a browser that has to be paired again: each try of its dead cookie is taken from everybody at its address.
// Every question names the page's seat: whoever is active there is answered, in that person's language and with
// that person's rights, whatever stands at the other seats.
import type { Burst, Tap } from '../generated/types';
import type { Answer, Host, Watcher } from './host';

const ANSWER_LIMIT_MS = 10_000;
const RETRY_MS = 1_000;

/** `seat` is where this page works. */
export function httpHost(origin: string, seat: string): Host {
  const base = `${origin}/api/v1`;

  async function sent(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Response> {
    const request: RequestInit = {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    };
    if (body !== undefined) {
      request.headers = {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      };
      request.body = JSON.stringify(body);
    }
    return fetch(base + path, request);
  }

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
    const response = await sent(method, path, body, key);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : parse(text) };
  }

  return {
    kind: 'browser',
    watch: (seat, watcher) =>
      watchEvents(base, seat, watcher, () => sent('GET', `/seats/${encodeURIComponent(seat)}/screen`)),
    tap: (seat: string, id: string, number: number, tap: Tap) =>
      ask('POST', `/seats/${encodeURIComponent(seat)}/taps`, { id, number, tap }),
    burst: (seat: string, burst: Burst) => ask('POST', `/seats/${encodeURIComponent(seat)}/bursts`, burst),
    get: (path) => ask('GET', askedAt(seat, path)),
    // Asked first: a refusal is said here and not in a page of its own.
    paper: async (path) => {
      const at = askedAt(seat, path);
      const answer = await ask('GET', at);
      if (answer.status < 400) download(base + at);
      return answer.status < 400 ? { status: answer.status, body: {} } : answer;
    },
    post: (path, body, key) => ask('POST', path, typeof body === 'object' ? { seat, ...body } : body, key),
  };
}

/** Where this browser was paired to work, asked until the station tells; `main` for one that it does not know, and
 *  what that asks there says so. `wait` passes the milliseconds until the next try. */
export async function ownSeat(origin: string, wait: (delay_ms: number) => Promise<void>): Promise<string> {
  for (;;) {
    const answer = await me(origin);
    if ('seat' in answer) return answer.seat;
    await wait(answer.again_ms);
  }
}

async function me(origin: string): Promise<{ seat: string } | { again_ms: number }> {
  try {
    const request: RequestInit = { credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) };
    const response = await fetch(`${origin}/api/v1/me`, request);
    if (isUnpaired(response)) return { seat: 'main' };
    if (!response.ok) return { again_ms: retryDelay(response) };
    const me: unknown = await response.json();
    if (me !== null && typeof me === 'object' && 'seat' in me && typeof me.seat === 'string')
      return { seat: me.seat };
  } catch {
    // Away for now, or something else answered in its place.
  }
  return { again_ms: RETRY_MS };
}

function isUnpaired(response: Response): boolean {
  return response.status === 401 || response.status === 403;
}

/** As long as the station says, which it says in whole seconds. */
function retryDelay(response: Response): number {
  const told_s = Number(response.headers.get('retry-after'));
  return told_s > 0 ? told_s * 1_000 : RETRY_MS;
}

/** The browser keeps it as any other file: no page of ours is left, and nothing stops it as a pop-up. */
function download(address: string) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

function askedAt(seat: string, path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}seat=${encodeURIComponent(seat)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Keeps a stream open. EventSource retries after a cut and gives up after a refusal: both end here. */
function watchEvents(
  base: string,
  seat: string,
  watcher: Watcher,
  look: () => Promise<Response>,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  function open() {
    if (ended) return;
    source = new EventSource(`${base}/events?seat=${encodeURIComponent(seat)}`, { withCredentials: true });
    source.addEventListener('screen', (event) => watcher.onScreen(JSON.parse(event.data)));
    source.addEventListener('status', (event) => watcher.onStatus(JSON.parse(event.data)));
    source.onerror = () => {
      source?.close();
      if (!ended) void broken();
    };
  }

  async function broken() {
    let delay_ms = RETRY_MS;
    try {
      const response = await look();
      if (isUnpaired(response)) {
        // Opening the pairing link loads the page anew.
        ended = true;
        return watcher.onUnpaired();
      }
      if (!response.ok) delay_ms = retryDelay(response);
    } catch {
      // No answer: away for now.
    }
    watcher.onLost();
    timer = setTimeout(open, delay_ms);
  }

  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
}
