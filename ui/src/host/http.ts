// The browser's way to its station: server-sent events in, POST out, a cookie from pairing. Reconnects itself.
// Every question names the page's seat: whoever is active there is answered, in that person's language and with
// that person's rights, whatever stands at the other seats.
import type { Burst, Tap } from '../generated/types';
import type { Answer, Host, Watcher } from './host';

const ANSWER_LIMIT_MS = 10_000;
const RETRY_MS = 1_000;

/** `seat` is where this page works. */
export function httpHost(origin: string, seat: string): Host {
  const base = `${origin}/api/v1`;

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
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
    const response = await fetch(base + path, request);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : parse(text) };
  }

  return {
    kind: 'browser',
    watch: (seat, watcher) =>
      watchEvents(base, seat, watcher, () => ask('GET', `/seats/${encodeURIComponent(seat)}/screen`)),
    tap: (seat: string, id: string, number: number, tap: Tap) =>
      ask('POST', `/seats/${encodeURIComponent(seat)}/taps`, { id, number, tap }),
    burst: (seat: string, burst: Burst) => ask('POST', `/seats/${encodeURIComponent(seat)}/bursts`, burst),
    get: (path) => ask('GET', askedAt(seat, path)),
    post: (path, body, key) => ask('POST', path, typeof body === 'object' ? { seat, ...body } : body, key),
  };
}

/** Where this browser was paired to work; `main` while nobody can tell, and what it asks there says why. */
export async function ownSeat(origin: string): Promise<string> {
  try {
    const request: RequestInit = { credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) };
    const response = await fetch(`${origin}/api/v1/me`, request);
    const me: unknown = response.ok ? await response.json() : null;
    if (me !== null && typeof me === 'object' && 'seat' in me && typeof me.seat === 'string') return me.seat;
  } catch {
    // Away for now: the stream tries again and says so on the screen.
  }
  return 'main';
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
function watchEvents(base: string, seat: string, watcher: Watcher, look: () => Promise<Answer>): () => void {
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
    try {
      const answer = await look();
      if (answer.status === 401 || answer.status === 403) watcher.onUnpaired();
      else watcher.onLost();
    } catch {
      watcher.onLost();
    }
    timer = setTimeout(open, RETRY_MS);
  }

  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
}
