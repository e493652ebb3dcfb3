// The one store of a face: what the seat shows, how the station is, and the only ways out: taps and scans.
// It computes no stock, no status and no permission; it keeps order between what arrives twice and late.
import type { Burst, Message, SeatScreen, Status, Tap, Verdict } from './generated/types';
import type { Answer, Host } from './host/host';
import { newId } from './host/id';

/** `lost`: no answer from the station. `unpaired`: it answers, but does not know this browser. */
export type Link = 'joining' | 'live' | 'lost' | 'unpaired';

/** Scans a face keeps while its station is away; it refuses the next one (ux.md 2.6). */
const KEPT_LIMIT = 20;
/** A second touch this soon is the same touch. */
const SAME_TOUCH_MS = 250;
const RETRY_MS = 1_000;
/** "Wait" is shown from here on. */
const WAIT_MS = 100;

export class Station {
  readonly seat: string;
  readonly host: Host;
  screen = $state.raw<SeatScreen | null>(null);
  status = $state.raw<Status | null>(null);
  link = $state<Link>('joining');
  /** The keyboard speaks to this page. */
  listening = $state(true);
  /** A tap has had no answer for a while. */
  waiting = $state(false);
  /** Scans kept here until the station is back. */
  keptCount = $state(0);
  /** What the face itself has to say; the next screen replaces it. */
  #own = $state.raw<Verdict | null>(null);

  #onVerdict: (verdict: Verdict) => void;
  #soundedInput: string | null = null;
  #isJoining = true;
  #kept: Burst[] = [];
  #toldKeptCount = 0;
  #burstTaker: ((burst: Burst) => void) | null = null;
  #isHandingIn = false;
  #tapInFlight = false;
  /** Done when every notice was answered; `null` when none is on its way. */
  #noticed: Promise<void> | null = null;
  #lastTap_ms = Number.NEGATIVE_INFINITY;

  constructor(host: Host, seat: string, onVerdict: (verdict: Verdict) => void) {
    this.host = host;
    this.seat = seat;
    this.#onVerdict = onVerdict;
  }

  /** What became of the last scan or tap. */
  get verdict(): Verdict | null {
    return this.#own ?? this.screen?.verdict ?? null;
  }

  start(): () => void {
    return this.host.watch(this.seat, {
      onScreen: (screen) => this.take(screen),
      onStatus: (status) => (this.status = status),
      onLost: () => this.#lost('lost'),
      onUnpaired: () => this.#lost('unpaired'),
    });
  }

  /** A screen, from the stream or from an answer: the newest number wins; a verdict sounds once per input. */
  take(screen: SeatScreen) {
    const isFirst = this.#isJoining;
    this.#isJoining = false;
    this.link = 'live';
    // After joining the station is right whatever its number: it may have begun anew.
    if (!isFirst && this.screen !== null && screen.number <= this.screen.number) return;
    this.screen = screen;
    this.#own = null;
    const verdict = screen.verdict;
    // What was there before this page came is shown, and does not sound again.
    if (verdict !== null && verdict.input !== this.#soundedInput) {
      this.#soundedInput = verdict.input;
      if (!isFirst) this.#onVerdict(verdict);
    }
    if (isFirst) void this.#handIn();
  }

  /** What the station has to know while a person goes on touching: no touch of its own, and never in its way. */
  notice(tap: Tap) {
    const noticed = (this.#noticed ?? Promise.resolve()).then(() => this.#send(tap));
    this.#noticed = noticed;
    void noticed.then(() => {
      if (this.#noticed === noticed) this.#noticed = null;
    });
  }

  async tap(tap: Tap): Promise<void> {
    if (tap.tap === 'acknowledge' && this.#own !== null) {
      this.#own = null;
      return;
    }
    const now_ms = performance.now();
    if (this.screen === null || this.#tapInFlight || now_ms - this.#lastTap_ms < SAME_TOUCH_MS) return;
    if (this.link !== 'live') return this.#tell('fault', { code: 'face-tap-while-lost', values: {} });
    this.#lastTap_ms = now_ms;
    this.#tapInFlight = true;
    const timer = setTimeout(() => (this.waiting = true), WAIT_MS);
    try {
      // A notice before it makes a newer screen; a tap on the older one would be stale.
      if (this.#noticed !== null) await this.#noticed;
      await this.#send(tap);
    } finally {
      clearTimeout(timer);
      this.waiting = false;
      this.#tapInFlight = false;
    }
  }

  async #send(tap: Tap): Promise<void> {
    if (this.screen === null) return;
    try {
      this.#understand(await this.host.tap(this.seat, newId(), this.screen.number, tap));
    } catch {
      this.#lost('lost');
    }
  }

  /** A page looks at the scanner itself: until it gives them back, what scanners type here goes there. */
  lendBursts(taker: (burst: Burst) => void): () => void {
    this.#burstTaker = taker;
    return () => {
      if (this.#burstTaker === taker) this.#burstTaker = null;
    };
  }

  /** A scan of the keyboard wedge. In order, and never twice: each keeps the id it was born with. */
  burst(burst: Burst) {
    if (this.#burstTaker !== null) return this.#burstTaker(burst);
    if (this.#kept.length >= KEPT_LIMIT) {
      return this.#tell('fault', {
        code: 'face-kept-full',
        values: { count: { kind: 'count', value: KEPT_LIMIT } },
      });
    }
    this.#kept.push(burst);
    if (this.link === 'lost') this.#tellKept();
    void this.#handIn();
  }

  /** A code typed by hand, or touched in the demo drawer. */
  async post(path: string, body: unknown): Promise<Answer | null> {
    try {
      const answer = await this.host.post(path, body);
      this.#understand(answer);
      return answer;
    } catch {
      this.#lost('lost');
      return null;
    }
  }

  /** A write that is done once, however often its answer gets lost; whether it was done. */
  async once(path: string, body: unknown): Promise<boolean> {
    try {
      const answer = await this.host.post(path, body, newId());
      this.#understand(answer);
      return answer.status < 400;
    } catch {
      this.#lost('lost');
      return false;
    }
  }

  /** A paper as PDF, saved with this user's downloads; said where, if the face knows. */
  async paper(path: string): Promise<void> {
    try {
      const answer = await this.host.paper(path);
      this.#understand(answer);
      const saved = (answer.body as { saved?: string } | null)?.saved;
      if (answer.status < 400 && saved) {
        this.#tell('accepted', {
          code: 'face-paper-saved',
          values: { path: { kind: 'text', value: saved } },
        });
      }
    } catch {
      this.#lost('lost');
    }
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.host.get(path);
    if (answer.status >= 400) throw new Problem(answer);
    return answer.body as T;
  }

  async #handIn() {
    if (this.#isHandingIn) return;
    this.#isHandingIn = true;
    try {
      while (this.#kept.length > 0) {
        const answer = await this.host.burst(this.seat, this.#kept[0]!);
        this.#kept.shift();
        this.#toldKeptCount = Math.min(this.#toldKeptCount, this.#kept.length);
        this.#understand(answer);
      }
    } catch {
      this.#lost('lost');
      this.#tellKept();
      setTimeout(() => void this.#handIn(), RETRY_MS);
    } finally {
      this.#isHandingIn = false;
      this.keptCount = this.link === 'live' ? 0 : this.#kept.length;
    }
  }

  /** Says once of each scan that it is kept, however often handing in fails. */
  #tellKept() {
    this.keptCount = this.#kept.length;
    if (this.#kept.length <= this.#toldKeptCount) return;
    this.#toldKeptCount = this.#kept.length;
    this.#tell('waiting', {
      code: 'face-scan-kept',
      values: { count: { kind: 'count', value: this.#kept.length } },
    });
  }

  #understand(answer: Answer) {
    if (answer.status === 401) return this.#lost('unpaired');
    if (isSeatScreen(answer.body)) return this.take(answer.body);
    if (answer.status >= 400) this.#tell('refused', new Problem(answer).said);
  }

  #lost(link: Link) {
    this.link = link;
    this.#isJoining = true;
  }

  #tell(tone: Verdict['tone'], message: Message) {
    const verdict: Verdict = {
      input: newId(),
      tone,
      scan: null,
      message,
      code: null,
      expected: null,
      got: null,
      entry: null,
      streak: 0,
    };
    this.#own = verdict;
    this.#onVerdict(verdict);
  }
}

/** A refusal of the HTTP face, `application/problem+json`. */
export class Problem extends Error {
  readonly said: Message;

  constructor(answer: Answer) {
    const body = answer.body as { code?: string; detail?: string; message?: Message } | null;
    const detail = body?.detail ?? body?.code ?? String(answer.status);
    super(detail);
    this.said = body?.message ?? {
      code: 'face-problem',
      values: { detail: { kind: 'text', value: detail } },
    };
  }
}

function isSeatScreen(body: unknown): body is SeatScreen {
  return typeof body === 'object' && body !== null && 'screen' in body && 'number' in body;
}
