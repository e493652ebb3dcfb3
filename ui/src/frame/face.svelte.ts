// What the frame shares with everything inside it: the station, which desk page is open, and who takes typing.
import { createContext } from 'svelte';
import type { TypedKey } from '../host/wedge';
import type { Station } from '../station.svelte';

export type DeskPage = 'stock' | 'history' | 'sync' | 'devices' | 'settings';

export class Face {
  readonly station: Station;
  /** The desk page over the seat's screen, or `null` at work. */
  page = $state<DeskPage | null>(null);
  /** The item whose history was asked for. */
  historyOf = $state<{ id: string; name: string } | null>(null);
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
