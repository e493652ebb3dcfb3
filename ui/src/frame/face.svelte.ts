// What the frame shares with everything inside it: the station, which desk page is open, and who takes typing.
import { createContext } from 'svelte';
import type { Tap } from '../generated/types';
import type { TypedKey } from '../host/wedge';
import type { Station } from '../station.svelte';

export type DeskPage = 'stock' | 'history' | 'tasks' | 'sync' | 'devices' | 'settings';
export type TaskTab = 'open' | 'tray' | 'settled';

export class Face {
  readonly station: Station;
  /** The desk page over the seat's screen, or `null` at work. */
  page = $state<DeskPage | null>(null);
  /** The item whose history was asked for. */
  historyOf = $state<{ id: string; name: string } | null>(null);
  /** Which of its lists the page of tasks shows. */
  taskTab = $state<TaskTab>('open');
  drawerOpen = $state(false);
  typingCode = $state(false);
  #typists: ((keys: TypedKey[]) => void)[] = [];

  constructor(station: Station) {
    this.station = station;
  }

  open(page: DeskPage | null) {
    this.page = page;
    if (page !== 'history') this.historyOf = null;
  }

  openHistoryOf(item: { id: string; name: string }) {
    this.historyOf = item;
    this.page = 'history';
  }

  /** A tap from the desk that is done at the seat: its screen comes up, unless the seat refused it. */
  async workBy(tap: Tap) {
    await this.station.tap(tap);
    if (this.station.verdict?.tone !== 'refused') this.open(null);
  }

  openTasks(tab: TaskTab) {
    this.taskTab = tab;
    this.open('tasks');
  }

  /** Keys typed outside a text field go to whoever asked last; the returned function ends it. */
  listen(typist: (keys: TypedKey[]) => void): () => void {
    this.#typists.push(typist);
    return () => {
      this.#typists = this.#typists.filter((other) => other !== typist);
    };
  }

  typed(keys: TypedKey[]) {
    this.#typists.at(-1)?.(keys);
  }
}

export const [useFace, provideFace] = createContext<Face>();
