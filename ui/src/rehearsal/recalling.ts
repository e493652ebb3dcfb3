// A recorded recall: a jar of sambal, what went into it, and where it went. One part is missing on purpose.
import type {
  RecallAct,
  RecallAnswer,
  RecallBalance,
  RecallLot,
  RecallName,
  RecallPart,
  RecallPlace,
} from '../generated/types';
import { ITEMS, message, MINUTE_MS, NOW_MS } from './goods';
import { STATUS } from './lists';

const HOLD_REASONS = [
  message('reason-supplier-notice'),
  message('reason-check-failed'),
  message('reason-other'),
];
const amount = (text: string, unit: string) => ({ amount: text, unit });

function name(
  of: (typeof ITEMS)[keyof typeof ITEMS],
  code: string,
  part: Partial<RecallName> = {},
): RecallName {
  return {
    id: code || of.sku,
    item: of,
    kind: code ? 'coded' : 'none',
    code,
    maker: '',
    expiry_kind: 'date',
    expiry: '2027-06-09',
    made_on: null,
    status: 'released',
    certificate: null,
    ...part,
  };
}
const act = (number: string, kind: string, partner: string, minutes: number): RecallAct => ({
  document: number,
  number,
  document_kind: kind,
  partner,
  entry: `e-${number}`,
  entry_number: 'TM1-1-000123',
  happened_at_ms: NOW_MS - minutes * MINUTE_MS,
});
const at = (path: string[], kind = 'bin', container: string | null = null): RecallPlace => ({
  id: path.join('/'),
  kind,
  purpose: 'store',
  code: path.at(-1)!,
  name: '',
  path,
  container,
});
const part = (
  what: string,
  quantity: ReturnType<typeof amount>,
  evidence: string,
  more: Partial<RecallPart> = {},
) => ({
  what,
  quantity,
  pieces: 0,
  place: null,
  act: null,
  evidence,
  ...more,
});
function balance(unit: string, terms: Partial<Record<keyof RecallBalance, string>>): RecallBalance {
  const zero = unit === 'kg' ? '0.000' : '0';
  const of = (term: keyof RecallBalance) => amount(terms[term] ?? zero, unit);
  return {
    received: of('received'),
    made: of('made'),
    on_hand: of('on_hand'),
    used: of('used'),
    shipped: of('shipped'),
    sampled: of('sampled'),
    scrapped: of('scrapped'),
    unexplained: of('unexplained'),
  };
}
const traced = (of: RecallName, more: Partial<RecallLot>): RecallLot => ({
  name: of,
  up: null,
  down: null,
  end: null,
  balance: null,
  parts: [],
  has_more_parts: false,
  ...more,
});

const COOKED = act('MO-17', 'manufacturing_order', '', 300);
const MIXED = act('MO-16', 'manufacturing_order', '', 400);
const pcs = (text: string) => amount(text, 'pcs');
const kg = (text: string) => amount(text, 'kg');

const LOTS: RecallLot[] = [
  traced(name(ITEMS.sambal, 'SB-A', { made_on: '2026-11-20', status: 'quarantine' }), {
    up: 0,
    down: 0,
    balance: balance('pcs', {
      made: '240',
      on_hand: '98',
      shipped: '120',
      sampled: '2',
      scrapped: '18',
      unexplained: '2',
    }),
    parts: [
      part('made', pcs('240'), 'counted', { act: COOKED }),
      part('on_hand', pcs('86'), 'scanned', { place: at(['TGR', 'A', 'A-04-2']) }),
      part('on_hand', pcs('12'), 'scanned', { place: at(['TGR', 'DOCK', 'CR-014'], 'container', 'CR-014') }),
      part('shipped', pcs('120'), 'scanned', { act: act('SO-1182', 'sales_order', 'Shop 3', 120) }),
      part('sampled', pcs('2'), 'typed', { act: act('TM1-1-000140', 'entry', '', 200) }),
      part('scrapped', pcs('18'), 'typed', { act: act('TM1-1-000141', 'entry', '', 190) }),
      part('unexplained', pcs('2'), 'derived', { act: act('CT-0004', 'count', '', 60) }),
    ],
  }),
  traced(
    name(ITEMS.shallot, 'SHL-1', { maker: 'Kebun Sari', certificate: 'https://lab.example/coa/SHL-1.pdf' }),
    {
      up: 1,
      balance: balance('kg', { received: '58.000', on_hand: '46.000', used: '12.000' }),
      parts: [
        part('received', kg('58.000'), 'weighed', {
          act: act('PO-3101', 'purchase_order', 'Kebun Sari', 3000),
        }),
        part('on_hand', kg('46.000'), 'scanned', { place: at(['TGR', 'A', 'A-01-1']) }),
        part('used', kg('12.000'), 'weighed', { act: COOKED }),
      ],
    },
  ),
  traced(name(ITEMS.chilli, 'CHI-P'), {
    up: 1,
    balance: balance('kg', { made: '9.000', used: '9.000' }),
    parts: [
      part('made', kg('9.000'), 'typed', { act: MIXED }),
      part('used', kg('9.000'), 'backflushed', { act: COOKED }),
    ],
  }),
  traced(name(ITEMS.garlic, 'GAR-1', { maker: 'Supplier A' }), {
    up: 2,
    balance: balance('kg', { received: '30.000', on_hand: '27.000', used: '3.000' }),
    parts: [part('on_hand', kg('27.000'), 'counted', { place: at(['TGR', 'A', 'A-01-2']) })],
  }),
  traced(name(ITEMS.salt, ''), { up: 2, end: 'no_lot' }),
];

const link = (
  from: string,
  into: string,
  by: RecallAct,
  used: string,
  made: ReturnType<typeof amount>,
  evidence: string,
) => ({
  from,
  into,
  by,
  used: kg(used),
  made,
  evidence,
});

export const RECALL: RecallAnswer = {
  found: [],
  recall: {
    lots: LOTS,
    links: [
      link('SHL-1', 'SB-A', COOKED, '12.000', pcs('240'), 'weighed'),
      link('CHI-P', 'SB-A', COOKED, '9.000', pcs('240'), 'backflushed'),
      link('GAR-1', 'CHI-P', MIXED, '3.000', kg('9.000'), 'typed'),
      link(ITEMS.salt.sku, 'CHI-P', MIXED, '0.400', kg('9.000'), 'backflushed'),
    ],
    has_more: false,
  },
  heard: STATUS.links,
  hold_reasons: HOLD_REASONS,
};

/** Several fit a part of a code; two letters that no code has fit nothing. */
export function recalled(code: string): RecallAnswer {
  const names = LOTS.map((lot) => lot.name).filter(
    (of) => of.code.toLowerCase().includes(code.toLowerCase()) && of.code,
  );
  if (names.length === 1) return { ...RECALL, found: names };
  return { found: names, recall: null, heard: STATUS.links, hold_reasons: HOLD_REASONS };
}
