// What a face needs from its station, whichever way it reaches it: one stream of screens and status, taps and
// bursts out, and reads. Implementations: tauri.ts (the window), http.ts (a browser), rehearsal.ts (recorded).
import type { Burst, SeatScreen, Status, Tap } from '../generated/types';

/** An answer as it came: HTTP status and JSON body, the same through the window. */
export interface Answer {
  status: number;
  body: unknown;
}

export interface Watcher {
  onScreen(screen: SeatScreen): void;
  onStatus(status: Status): void;
  /** The stream broke. The host keeps trying; the next screen says that it is back. */
  onLost(): void;
  /** The station is there and does not know this browser: the stream has ended until the page is loaded anew. */
  onUnpaired(): void;
}

export interface Host {
  readonly kind: 'window' | 'browser' | 'rehearsal';
  /** Starts the stream of a seat; the returned function ends it. */
  watch(seat: string, watcher: Watcher): () => void;
  /** Rejects only when no answer came; the same id may then be sent again. */
  tap(seat: string, id: string, number: number, tap: Tap): Promise<Answer>;
  burst(seat: string, burst: Burst): Promise<Answer>;
  /** `path` begins behind `/api/v1`, such as `/stock?search=oil`. */
  get(path: string): Promise<Answer>;
  /** `key`: asked again with the same, it is done once. */
  post(path: string, body: unknown, key?: string): Promise<Answer>;
  /** A paper as PDF, saved where this user's downloads go; where the face knows, `body.saved` says where. */
  paper(path: string): Promise<Answer>;
}
