// Recorded screens of receiving: each state of the flow, each kind of verdict.
import type { BookedCard, EarlierCard, Screen, Verdict } from '../generated/types';
import {
  amount,
  back,
  button,
  cancel,
  count,
  day,
  finish,
  hand,
  ITEMS,
  lot,
  message,
  MINUTE_MS,
  NOW_MS,
  place,
  prompt,
  text,
  verdict,
} from './goods';

export interface Scene {
  screen: Screen;
  verdict?: Verdict;
  waiting?: number;
  parked?: number;
  earlier?: EarlierCard;
  nobody?: boolean;
}

export const ORDER = {
  id: 'po-3108',
  number: 'PO-3108',
  partner: 'Supplier B',
  kind: 'purchase_order',
  line_count: 3,
  done_line_count: 1,
};
export const BOOKED: BookedCard[] = [
  {
    entry: 'e-5',
    at_ms: NOW_MS - 2 * MINUTE_MS,
    undone: false,
    print_job: 'job-5',
    message: message('booked-receive', {
      item: text('Bottle 250 ml'),
      lot: text(''),
      quantity: amount('1824', 'pcs'),
      from: text('supplier'),
      to: text('DOCK'),
    }),
  },
  {
    entry: 'e-4',
    at_ms: NOW_MS - 9 * MINUTE_MS,
    undone: true,
    print_job: null,
    message: message('booked-receive', {
      item: text('Bottle 250 ml'),
      lot: text(''),
      quantity: amount('48', 'pcs'),
      from: text('supplier'),
      to: text('DOCK'),
    }),
  },
  {
    entry: 'e-3',
    at_ms: NOW_MS - 14 * MINUTE_MS,
    undone: false,
    print_job: 'job-3',
    message: message('booked-receive', {
      item: text('Cap'),
      lot: text('CAP-2'),
      quantity: amount('3000', 'pcs'),
      from: text('supplier'),
      to: text('DOCK'),
    }),
  },
];
export const LINES = [
  {
    id: 'l1',
    item: ITEMS.bottle,
    done: { amount: '1824', unit: 'pcs' },
    wanted: { amount: '1920', unit: 'pcs' },
    done_packs: { amount: '38', unit: 'carton' },
    wanted_packs: { amount: '40', unit: 'carton' },
    state: 'part',
    active: true,
  },
  {
    id: 'l2',
    item: ITEMS.cap,
    done: { amount: '3000', unit: 'pcs' },
    wanted: { amount: '3000', unit: 'pcs' },
    done_packs: { amount: '3', unit: 'bag' },
    wanted_packs: { amount: '3', unit: 'bag' },
    state: 'complete',
    active: false,
  },
  {
    id: 'l3',
    item: ITEMS.label,
    done: { amount: '0', unit: 'pcs' },
    wanted: { amount: '12000', unit: 'pcs' },
    done_packs: null,
    wanted_packs: null,
    state: 'open',
    active: false,
  },
];
export const CARTON = { name: 'carton', factor: { amount: '48', unit: 'pcs' } };

export const receive = (part: Partial<Extract<Screen, { kind: 'receive' }>>): Screen => ({
  kind: 'receive',
  prompt: prompt(
    'prompt-item-of-order',
    { document: text('PO-3108') },
    { primary: finish, buttons: [button('do-delivery-note', { tap: 'open_note' }, 'note'), back] },
  ),
  document: ORDER,
  supplier: ORDER.partner,
  lines: LINES,
  in_hand: hand(),
  to: place('DOCK', 'zone'),
  booked: BOOKED,
  ...part,
});

export const RECEIVING: Record<string, Scene> = {
  'receive-order': {
    screen: receive({}),
    verdict: verdict(
      'command',
      message('said-order-opened', { document: text('PO-3108'), partner: text('Supplier B') }),
    ),
  },
  'receive-undone-there': {
    screen: receive({
      lines: LINES.map((line) =>
        line.id === 'l1' ? { ...line, undone_there: { amount: '38', unit: 'pcs' } } : line,
      ),
    }),
  },
  'receive-start': {
    screen: receive({
      document: null,
      supplier: null,
      lines: [],
      booked: [],
      prompt: prompt(
        'prompt-order',
        {},
        { primary: { ...finish, message: message('do-no-order') }, buttons: [back] },
      ),
    }),
    verdict: verdict(
      'command',
      message('said-flow-opened', { flow: { kind: 'word', value: 'flow-receive' } }),
    ),
  },
  'receive-supplier': {
    screen: receive({
      document: null,
      supplier: null,
      lines: [],
      booked: [],
      prompt: prompt(
        'prompt-supplier',
        {},
        {
          choices: [
            {
              title: 'Supplier A packaging',
              details: [message('detail-open-order', { document: text('PO-3108') })],
            },
            { title: 'Supplier B dry', details: [] },
            { title: 'Kebun Jaya', details: [] },
          ].map((card) => ({ ...card, id: `supplier:${card.title}`, pictogram: 'person', attention: false })),
          primary: { ...finish, message: message('do-supplier-not-known') },
          buttons: [button('do-type-it', { tap: 'open_text' }, 'keyboard'), back],
        },
      ),
    }),
    verdict: verdict('command', message('said-no-order')),
  },
  'receive-quantity': {
    screen: receive({
      in_hand: hand({
        item: ITEMS.bottle,
        lot: lot('', null),
        quantity: { amount: '48', unit: 'pcs' },
        packs: '1 × carton',
      }),
      prompt: prompt(
        'prompt-quantity',
        { item: text('Bottle 250 ml') },
        {
          keypad: {
            label: 'keypad-quantity',
            unit: 'pcs',
            decimals: 0,
            prefill: '48',
            expected: { amount: '1920', unit: 'pcs' },
            signed: false,
            editing: false,
            packs: [CARTON],
          },
          primary: { ...finish, message: message('do-book', { quantity: amount('48', 'pcs') }) },
          buttons: [cancel],
        },
      ),
    }),
    verdict: verdict(
      'more',
      message('said-in-hand', { item: text('Bottle 250 ml'), quantity: amount('48', 'pcs') }),
      { streak: 3, scan: 'accepted' },
    ),
  },
  'receive-lot': {
    screen: receive({
      in_hand: hand({ item: ITEMS.sugar }),
      prompt: prompt(
        'prompt-lot',
        { item: text('Palm sugar') },
        {
          text_field: { label: 'text-lot', prefill: '' },
          buttons: [button('do-make-lot', { tap: 'make_lot' }, 'label'), cancel],
        },
      ),
    }),
    verdict: verdict('accepted', message('said-item-read', { item: text('Palm sugar') }), {
      scan: 'accepted',
    }),
  },
  'receive-expiry': {
    screen: receive({
      in_hand: hand({ item: ITEMS.sugar, lot: lot('PSU-4', null, { expiry_kind: 'not_known' }) }),
      prompt: prompt(
        'prompt-expiry',
        { lot: text('PSU-4') },
        {
          date_pad: true,
          can_choose: false,
          buttons: [
            button('do-none-on-pack', { tap: 'none_printed' }, 'none'),
            button('do-not-known', { tap: 'not_known' }, 'unknown'),
            cancel,
          ],
        },
      ),
    }),
    verdict: verdict('accepted', message('said-lot-read', { lot: text('PSU-4') }), { scan: 'accepted' }),
  },
  'receive-question': {
    screen: receive({
      in_hand: hand({
        item: ITEMS.bottle,
        lot: lot('', null),
        quantity: { amount: '5760', unit: 'pcs' },
        packs: '120 × carton',
      }),
      prompt: prompt(
        'prompt-quantity',
        { item: text('Bottle 250 ml') },
        {
          question: {
            message: message('question-absurd', {
              item: text('Bottle 250 ml'),
              quantity: amount('5760', 'pcs'),
              ordered: amount('1920', 'pcs'),
            }),
            answers: [
              button('do-change-number', { tap: 'answer', answer: 'change' }),
              button('do-take-it', { tap: 'answer', answer: 'take' }, '', {
                quantity: amount('5760', 'pcs'),
              }),
            ],
          },
        },
      ),
    }),
    waiting: 3,
    verdict: verdict('attention', message('said-asked')),
  },
  'receive-short': {
    screen: receive({
      prompt: prompt(
        'prompt-item-of-order',
        { document: text('PO-3108') },
        {
          question: {
            message: message('question-short-order', { document: text('PO-3108'), open_count: count(2) }),
            answers: [
              button('do-stay-here', { tap: 'answer', answer: 'stay' }),
              ...['not_delivered', 'broken', 'wrong_item', 'out_at_supplier', 'counted_again', 'other'].map(
                (reason) =>
                  button('do-reason', { tap: 'answer', answer: reason }, reason, {
                    reason: { kind: 'word', value: `reason-${reason.replaceAll('_', '-')}` },
                  }),
              ),
            ],
          },
        },
      ),
    }),
    verdict: verdict('attention', message('said-asked')),
  },
  'receive-complete': {
    screen: receive({
      document: { ...ORDER, done_line_count: 3 },
      lines: LINES.map((line) => ({
        ...line,
        done: line.wanted,
        done_packs: line.wanted_packs,
        state: 'complete',
        active: false,
      })),
    }),
    verdict: verdict('complete', message('said-order-complete', { document: text('PO-3108') }), {
      entry: 'e-5',
      scan: 'accepted',
    }),
  },
  'receive-wrong': {
    screen: receive({}),
    verdict: verdict('wrong_item', message('refusal-finish-first', { item: text('Soy sauce 250 ml') }), {
      expected: 'Soy sauce 250 ml',
      got: 'Soy sauce 500 ml',
      code: '9521234002215',
      scan: 'refused',
    }),
  },
  'receive-attention': {
    screen: receive({
      in_hand: hand({
        item: ITEMS.kecap,
        lot: lot('KCP-8', '2026-11-30', { near: true }),
        quantity: { amount: '20.000', unit: 'L' },
        packs: '1 × jerrycan',
      }),
    }),
    verdict: verdict(
      'attention',
      message('said-near-expiry', { lot: text('KCP-8'), last_good_day: day('2026-11-30') }),
      { scan: 'accepted' },
    ),
  },
  'receive-digit': {
    screen: receive({}),
    verdict: verdict(
      'refused',
      message('refusal-wrong-check-digit', { code: text('9521234002032'), expected: text('1') }),
      { code: '9521234002032', scan: 'refused' },
    ),
  },
};
