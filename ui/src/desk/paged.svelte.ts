// A list of the desk, page by page: rows as they came, whether more follow, and why there are none.
import type { Page } from '../generated/types';
import { Problem, type Station } from '../station.svelte';
import { say, word } from '../words/words.svelte';

/** How an answer of its own shape is read as a page; `isFirst` says whether it begins the list. */
export type ReadPage<T> = (answer: unknown, isFirst: boolean) => Page<T>;

export class Paged<T> {
  rows = $state.raw<readonly T[]>([]);
  isLoading = $state(false);
  /** A sentence, when the station could not answer. */
  trouble = $state('');
  #station: Station;
  #read: ReadPage<T>;
  #path = '';
  #next = $state.raw<string | null>(null);
  #asked = 0;

  constructor(station: Station, read: ReadPage<T> = (answer) => answer as Page<T>) {
    this.#station = station;
    this.#read = read;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The first page of `path` (`/stock?search=oil`). An older question that answers later is dropped. */
  async load(path: string) {
    this.#path = path;
    await this.#ask(path, false);
  }

  /** The page after the last one, if there is one and nothing is on its way. */
  async more() {
    if (this.#next === null || this.isLoading) return;
    const joint = this.#path.includes('?') ? '&' : '?';
    await this.#ask(`${this.#path}${joint}cursor=${encodeURIComponent(this.#next)}`, true);
  }

  async #ask(path: string, append: boolean) {
    const asked = (this.#asked += 1);
    this.isLoading = true;
    try {
      const answer = await this.#station.get<unknown>(path);
      if (asked !== this.#asked) return;
      const page = this.#read(answer, !append);
      this.rows = append ? [...this.rows, ...page.rows] : page.rows;
      this.#next = page.next;
      this.trouble = '';
    } catch (error) {
      if (asked === this.#asked) this.trouble = troubleText(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  }
}

export function troubleText(error: unknown): string {
  return error instanceof Problem ? say(error.said) : word('desk-no-answer');
}
