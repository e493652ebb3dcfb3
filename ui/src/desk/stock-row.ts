// How a row of stock names its lot and what of it is promised.
import type { Amount, LotCard } from '../generated/types';
import type { NamedThing } from '../frame/places';
import { word } from '../words/words.svelte';
import { isNothing } from './recall';

export const lotName = (lot: LotCard): NamedThing => ({ id: lot.id, name: lot.code || word('lot-without') });

/** Beside the number; empty when nothing is. */
export const promisedText = (reserved: Amount): string =>
  isNothing(reserved.amount) ? '' : word('item-promised-of', { amount: reserved });
