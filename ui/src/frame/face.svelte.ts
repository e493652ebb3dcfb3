// What the frame shares with everything inside it: the station, where on the desk one is, and who takes typing.
import { createContext } from 'svelte';
import type { Tap } from '../generated/types';
import type { TypedKey } from '../host/wedge';
import type { Station } from '../station.svelte';
import type { AskedNumber, DeskPage, DeskPlace, HistoryFilter, NamedThing } from './places';

export type { DeskPage } from './places';
export type TaskTab = 'open' | 'tray' | 'settled';

export class Face {
  readonly station: Station;
  /** The way to where one is on the desk, the last being here; empty at work. */
  way = $state.raw<readonly DeskPlace[]>([]);
  /** Which of its lists the page of tasks shows. */
  taskTab = $state<TaskTab>('open');
  drawerOpen = $state(false);
  typingCode = $state(false);
  /** A scanner is looked at by one scan. */
  detecting = $state(false);
  /** Letters to touch stand on the desk: what else is there makes room for what is found. */
  lettersOpen = $state(false);
  #typists: ((keys: TypedKey[]) => void)[] = [];

  constructor(station: Station) {
    this.station = station;
  }

  /** The desk's place over the seat's screen, or `null` at work. */
  get place(): DeskPlace | null {
    return this.way.at(-1) ?? null;
  }

  /** The page of the desk's bar that it belongs to. */
  get page(): DeskPage | null {
    return this.way[0] ? pageOf(this.way[0]) : null;
  }

  open(page: DeskPage | null) {
    this.way = page === null ? [] : [beginning(page)];
  }

  /** One further; the way back leads here again, as it was left. */
  go(place: DeskPlace) {
    this.way = [...this.way, place];
  }

  /** The same place, asked something else. */
  change(place: DeskPlace) {
    this.way = [...this.way.slice(0, -1), place];
  }

  back() {
    this.way = this.way.slice(0, -1);
  }

  openItem(item: NamedThing) {
    this.go({ page: 'item', item, tab: 'places' });
  }

  openPlace(code: string) {
    this.go({ page: 'place', code });
  }

  openDevice(name: string) {
    this.go({ page: 'device', name });
  }

  openNumber(number: AskedNumber) {
    this.go({ page: 'explain', number });
  }

  openRecall(lot: NamedThing) {
    this.go({ page: 'recall', code: '', lot });
  }

  openHistory(filter: HistoryFilter) {
    this.go({ page: 'history', filter, tab: 'movements' });
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

function beginning(page: DeskPage): DeskPlace {
  if (page === 'stock') return { page, search: '' };
  if (page === 'history') return { page, filter: {}, tab: 'movements' };
  if (page === 'recall') return { page, code: '', lot: null };
  return { page };
}

function pageOf(place: DeskPlace): DeskPage {
  const { page } = place;
  if (page === 'device') return 'devices';
  return page === 'item' || page === 'place' || page === 'explain' ? 'stock' : page;
}

export const [useFace, provideFace] = createContext<Face>();
