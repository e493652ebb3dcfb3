// The questions the history can be asked, and how each is said and left out. Values in, values out.
import type { What } from '../generated/types';
import type { HistoryFilter } from '../frame/places';
import { formatDate } from '../words/format';
import { named, reader, word } from '../words/words.svelte';

export const FIELDS = [
  'item',
  'lot',
  'serial',
  'place',
  'document',
  'person',
  'kind',
  'days',
  'owner',
] as const;
export type Field = (typeof FIELDS)[number];

/** Those that are found by a part of their name. */
export const THINGS: readonly What[] = ['item', 'lot', 'place', 'document', 'person', 'owner'];

/** Every kind of movement, as the book names them. */
export const KINDS = [
  'receive',
  'produce',
  'consume',
  'move',
  'pick',
  'pack',
  'ship',
  'return',
  'refund',
  'adjust',
  'count',
  'damage',
  'scrap',
  'sample',
  'rework',
  'initial',
  'reversal',
] as const;

/** What is asked of this field, for reading; empty when nothing is. */
export function fieldText(filter: HistoryFilter, field: Field): string {
  if (field === 'kind') return (filter.kinds ?? []).map((kind) => named('kind', kind)).join(', ');
  if (field === 'serial') return filter.serial ?? '';
  if (field === 'days') return daysText(filter.from, filter.to);
  return filter[field]?.name ?? '';
}

export function daysText(from: string | undefined, to: string | undefined): string {
  const day = (text: string) => formatDate(text, reader.language, 'short');
  if (from && to) return from === to ? day(from) : word('filter-between', { from: day(from), to: day(to) });
  if (from) return word('filter-since', { from: day(from) });
  return to ? word('filter-until', { to: day(to) }) : '';
}

/** The same question without this field. */
export function without(filter: HistoryFilter, field: Field): HistoryFilter {
  const rest = { ...filter };
  if (field === 'kind') delete rest.kinds;
  else if (field === 'days') {
    delete rest.from;
    delete rest.to;
  } else delete rest[field];
  return rest;
}

/** This kind too, or no longer. */
export function withKind(filter: HistoryFilter, kind: string): HistoryFilter {
  const kinds = filter.kinds ?? [];
  const rest = kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind];
  return rest.length === 0 ? without(filter, 'kind') : { ...filter, kinds: rest };
}

/** The day `back` days before `today`, YYYY-MM-DD. */
export function dayBefore(today: string, back: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day - back)).toISOString().slice(0, 10);
}
