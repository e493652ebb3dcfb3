// Recorded answers to what is looked up: an item's page, why a number is what it is, totals, things by a part of
// their name.
import type {
  Explanation,
  ExplainStep,
  HistoryRow,
  ItemPage,
  KindTotal,
  LotStock,
  PlacePage,
  PlaceStock,
  Thing,
} from '../generated/types';
import { ITEMS, lot, MINUTE_MS, NOW_MS, place } from './goods';
import { history } from './lists';

const kg = (amount: string) => ({ amount, unit: 'kg' });
const SHL_1 = lot('SHL-1', '2026-12-11', { ours: true });
const SHL_0 = lot('SHL-0', '2026-11-23', { near: true, ours: true });
const SHL_9 = lot('SHL-9', '2026-12-20', { status: 'quarantine' });

const stands = (
  of: PlaceStock['lot'],
  path: string[],
  onHand: string,
  reserved: string,
  crate?: string,
): PlaceStock => ({
  lot: of,
  location: place(path.at(-1)!, crate === path.at(-1) ? 'container' : 'bin'),
  path,
  container: crate ?? null,
  on_hand: kg(onHand),
  reserved: kg(reserved),
});
const sum = (of: LotStock['lot'], onHand: string, reserved: string, certificate?: string): LotStock => ({
  lot: of,
  certificate: certificate ?? null,
  on_hand: kg(onHand),
  reserved: kg(reserved),
});

export const ITEM_PAGE: ItemPage = {
  item: ITEMS.shallot,
  on_hand: kg('46.250'),
  reserved: kg('12.000'),
  free: kg('34.250'),
  lots: [
    sum(SHL_0, '4.250', '4.000', 'COA shallot 26K.pdf'),
    sum(SHL_1, '38.000', '8.000', 'https://lab.example/coa/SHL-1.pdf'),
    sum(SHL_9, '4.000', '0.000'),
  ],
  places: [
    stands(SHL_1, ['TGR', 'A', 'A-01-1'], '20.000', '8.000'),
    stands(SHL_0, ['TGR', 'A', 'A-01-1', 'CR-011'], '4.250', '4.000', 'CR-011'),
    stands(SHL_1, ['TGR', 'DOCK', 'PAL-2', 'CR-014'], '18.000', '0.000', 'CR-014'),
    stands(SHL_9, ['TGR', 'HOLD'], '4.000', '0.000'),
  ],
  has_more_places: false,
  promises: [
    {
      id: 'r1',
      quantity: kg('8.000'),
      lot: SHL_1,
      location: place('A-01-1'),
      purpose: 'order',
      document: 'SO-1182',
      document_id: 'so-1182',
      partner: 'Shop 3',
      made_at_ms: NOW_MS - 90 * MINUTE_MS,
      expires_at_ms: null,
    },
    {
      id: 'r2',
      quantity: kg('4.000'),
      lot: SHL_0,
      location: place('CR-011', 'container'),
      purpose: 'basket',
      document: null,
      document_id: null,
      partner: '',
      made_at_ms: NOW_MS - 4 * MINUTE_MS,
      expires_at_ms: NOW_MS + 11 * MINUTE_MS,
    },
  ],
  has_more_promises: false,
  external: [
    {
      vendor: 'katana',
      location: 'TGR',
      quantity: kg('50.25000'),
      as_of_ms: NOW_MS - 42 * MINUTE_MS,
      stale: true,
    },
  ],
};

const step = (
  row: HistoryRow,
  change: string,
  after: string,
  part: Partial<ExplainStep> = {},
): ExplainStep => ({
  row,
  change: kg(change),
  change_pieces: 0,
  after: kg(after),
  after_pieces: 0,
  came_with: null,
  ...part,
});
const STEPS: ExplainStep[] = [
  step(
    history(
      '12',
      'move',
      ITEMS.shallot,
      place('A-01-1'),
      place('CR-014', 'container'),
      '18.000',
      ['20.000', '18.000'],
      {
        lot: SHL_1,
      },
    ),
    '-18.000',
    '20.000',
  ),
  step(
    history(
      '55',
      'adjust',
      ITEMS.shallot,
      place('ADJUSTMENT', 'adjustment'),
      place('A-01-1'),
      '0.070',
      ['0', '38.000'],
      {
        lot: SHL_1,
        reason: 'counted_again',
        evidence: 'derived',
        operator: 'Shift lead 1',
      },
    ),
    '0.070',
    '38.000',
    {
      came_with: {
        container: 'c1',
        code: 'CR-011',
        placed: {
          entry: 'e9',
          number: 'TM1-1-000031',
          happened_at_ms: NOW_MS - 50 * MINUTE_MS,
          from: 'DOCK',
          to: 'A-01-1',
        },
      },
    },
  ),
  step(
    history(
      '300',
      'receive',
      ITEMS.shallot,
      place('SUPPLIER', 'supplier'),
      place('A-01-1'),
      '37.930',
      ['0', '37.930'],
      {
        lot: SHL_1,
        document: 'PO-3101',
        document_id: 'po-3101',
        evidence: 'weighed',
      },
    ),
    '37.930',
    '37.930',
  ),
];

/** Two pages: the second begins with nothing. */
export function explanation(cursor: string | null): Explanation {
  const steps = cursor === null ? STEPS.slice(0, 2) : STEPS.slice(2);
  return {
    item: ITEMS.shallot,
    lot: SHL_1,
    location: place('A-01-1'),
    end: cursor === null ? kg('20.000') : kg('37.930'),
    end_pieces: 0,
    steps,
    start: cursor === null ? kg('37.930') : kg('0.000'),
    start_pieces: 0,
    next: cursor === null ? 'older' : null,
  };
}

const total = (
  kind: string,
  count: number,
  quantity: string,
  unit: string,
  came: string,
  went: string,
): KindTotal => ({
  kind,
  movement_count: count,
  quantity: { amount: quantity, unit },
  pieces: 0,
  came_in: { amount: came, unit },
  came_in_pieces: 0,
  went_out: { amount: went, unit },
  went_out_pieces: 0,
});
export const TOTALS: KindTotal[] = [
  total('receive', 4, '1824', 'pcs', '1824', '0'),
  total('receive', 3, '37.930', 'kg', '37.930', '0.000'),
  total('move', 12, '64.000', 'kg', '0.000', '0.000'),
  total('count', 1, '2.000', 'kg', '0.000', '2.000'),
  total('damage', 1, '2', 'pcs', '0', '2'),
  total('initial', 55, '12061.400', 'kg', '12061.400', '0.000'),
];

const thing = (id: string, title: string, detail: string, kind: string): Thing => ({
  id,
  title,
  detail,
  kind,
});
export const THINGS: Record<string, Thing[]> = {
  item: [ITEMS.shallot, ITEMS.garlic, ITEMS.chilli].map((of) => thing(of.id, of.name, of.sku, of.pictogram)),
  lot: [thing('SHL-1', 'SHL-1', 'Shallot', 'onion'), thing('GAR-1', 'GAR-1', 'Garlic', 'garlic')],
  place: [
    thing('A-01-1', 'A-01-1', 'A-01-1', 'bin'),
    thing('CR-011', 'CR-011', '', 'container'),
    thing('SUPPLIER', 'SUPPLIER', '', 'supplier'),
  ],
  document: [
    thing('po-3108', 'PO-3108', 'Supplier B packaging', 'purchase_order'),
    thing('ct-0004', 'CT-0004', '', 'count'),
  ],
  person: [thing('op-1', 'Operator 1', '', 'operator'), thing('op-5', 'Shift lead 1', '', 'lead')],
  owner: [thing('house', 'House', '', '')],
};

/** A crate that was weighed, and what is in it. */
export const CRATE_PAGE: PlacePage = {
  location: { ...place('CR-011'), kind: 'container' },
  path: ['TGR', 'A', 'A-01-1', 'CR-011'],
  rows: [
    {
      item: ITEMS.salt,
      stock: stands(lot('SAL-9', null), ['TGR', 'A', 'A-01-1', 'CR-011'], '1.400', '0.000', 'CR-011'),
    },
  ],
  has_more: false,
  weight: {
    tare: { amount: '1.850', unit: 'kg' },
    gross: { amount: '3.250', unit: 'kg' },
    no_gross: null,
  },
};

export const PLACE_PAGE: PlacePage = {
  location: place('A-01-1'),
  path: ['TGR', 'A', 'A-01-1'],
  rows: [
    { item: ITEMS.shallot, stock: ITEM_PAGE.places[0]! },
    {
      item: ITEMS.garlic,
      stock: stands(lot('GAR-1', '2026-12-31'), ['TGR', 'A', 'A-01-1'], '3.000', '0.000'),
    },
    { item: ITEMS.shallot, stock: ITEM_PAGE.places[1]! },
    {
      item: ITEMS.salt,
      stock: stands(lot('SAL-9', null), ['TGR', 'A', 'A-01-1', 'CR-011'], '1.400', '0.000', 'CR-011'),
    },
  ],
  has_more: false,
};
