// Where one can be on the desk, and what is asked there. Plain values: who shows them asks the station.

/** The pages of the desk's bar. */
export type DeskPage =
  'stock' | 'history' | 'recall' | 'tasks' | 'sync' | 'devices' | 'templates' | 'settings';

export interface NamedThing {
  id: string;
  name: string;
}

/** A number on the screen: so much of the item, of one lot of it, at one place. */
export interface AskedNumber {
  item: NamedThing;
  lot?: NamedThing;
  place?: NamedThing;
}

/** What the history is asked; all that is set must hold. */
export interface HistoryFilter {
  item?: NamedThing;
  lot?: NamedThing;
  serial?: string;
  /** With all that stands in it now. */
  place?: NamedThing;
  document?: NamedThing;
  person?: NamedThing;
  owner?: NamedThing;
  /** Any of these; all for none. */
  kinds?: string[];
  /** Days of the site's calendar, YYYY-MM-DD, both included. */
  from?: string;
  to?: string;
}

export type DeskPlace =
  | { page: 'stock'; search: string }
  | { page: 'item'; item: NamedThing; tab: 'places' | 'lots' | 'promises' }
  | { page: 'place'; code: string }
  | { page: 'device'; name: string }
  | { page: 'explain'; number: AskedNumber }
  | { page: 'history'; filter: HistoryFilter; tab: 'movements' | 'totals' | 'lots' }
  /** `lot` is the one that is shown, or nothing but what was typed. */
  | { page: 'recall'; code: string; lot: NamedThing | null }
  | { page: 'tasks' | 'sync' | 'devices' | 'templates' | 'settings' };

/** Behind `/history` and `/history/totals`; empty when everything is asked for. */
export function historyQuery(filter: HistoryFilter): string {
  const asked: [string, string | undefined][] = [
    ['item', filter.item?.id],
    ['lot', filter.lot?.id],
    ['serial', filter.serial],
    ['location', filter.place?.id],
    ['document', filter.document?.id],
    ['operator', filter.person?.id],
    ['owner', filter.owner?.id],
    ['kind', filter.kinds?.join(',')],
    ['from', filter.from],
    ['to', filter.to],
  ];
  return query(asked);
}

/** Behind `/stock/explain`. */
export function numberQuery(number: AskedNumber): string {
  return query([
    ['item', number.item.id],
    ['lot', number.lot?.id],
    ['at', number.place?.id],
  ]);
}

/** `?name=value&…` of what is set. */
export function query(asked: readonly [string, string | undefined][]): string {
  const set = asked.filter(([, value]) => value);
  return set
    .map(([name, value], index) => `${index ? '&' : '?'}${name}=${encodeURIComponent(value!)}`)
    .join('');
}
