// Recorded screens of transfers, crates and carried goods.
import {
  amount,
  back,
  button,
  cancel,
  count,
  finish,
  hand,
  ITEMS,
  lot,
  message,
  place,
  prompt,
  text,
  verdict,
} from './goods';
import { BOOKED, type Scene } from './receiving';

/** A move of which nothing is on the road and nobody carries anything. */
export const NO_ROAD = { crates_here: [], crates: [], transfer: null, transfers: [], carried: [] };

const SUGAR = {
  item: ITEMS.shrimp,
  lot: lot('TRS-1102', '2027-03-21'),
  on_hand: { amount: '12.000', unit: 'kg' },
  reserved: { amount: '0.000', unit: 'kg' },
};
const ON_ROAD = {
  id: 'transfer:1',
  number: 'TR-TM1-261121-4c07aa',
  from: 'TGR',
  to: 'BSD',
  state: 'in_transit',
  sent_count: 6,
  open_count: 4,
};
const LOADING = {
  ...ON_ROAD,
  id: 'transfer:2',
  number: 'TR-TM1-261121-91b2e0',
  state: 'open',
  open_count: 6,
};
const CRATES = [
  { location: place('CR-011', 'container'), state: 'in_use', line_count: 2 },
  { location: place('CR-012', 'container'), state: 'dirty', line_count: 0 },
  { location: place('CR-013', 'container'), state: 'clean', line_count: 0 },
];

export const MOVING: Record<string, Scene> = {
  'move-start': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt('prompt-source', {}, { primary: finish, buttons: [back] }),
      in_hand: hand(),
      here: [],
      transfers: [ON_ROAD, LOADING],
      carried: [{ ...SUGAR, location: place('Operator 2') }],
      booked: BOOKED.slice(0, 1),
    },
  },
  'move-transfer': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-transfer-arrive',
        { document: text(ON_ROAD.number), from: text('TGR') },
        { primary: { ...finish, message: message('do-transfer-done') }, buttons: [cancel] },
      ),
      in_hand: hand({ from: place(ON_ROAD.number, 'transit') }),
      here: [{ ...SUGAR, location: place(ON_ROAD.number, 'transit') }],
      crates_here: CRATES.slice(0, 1),
      transfer: ON_ROAD,
      booked: BOOKED.slice(0, 1),
    },
    verdict: verdict(
      'accepted',
      message('said-arrived', {
        item: text('Palm sugar'),
        quantity: amount('8.000', 'kg'),
        document: text(ON_ROAD.number),
        location: text('B-01'),
      }),
      { scan: 'accepted' },
    ),
  },
  'move-crates': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-crate-target',
        { crate_code: text('CR-013') },
        {
          buttons: [button('do-crate-cleaned', { tap: 'answer', answer: 'cleaned' }, 'check'), cancel],
        },
      ),
      in_hand: hand({ from: place('CR-013', 'container') }),
      here: [],
      crates: CRATES,
      booked: [],
    },
  },
  'count-with-crate': {
    screen: {
      kind: 'count',
      zones: [],
      zone: null,
      location: place('CR-011', 'container'),
      in_hand: hand({ item: ITEMS.shrimp, lot: lot('TRS-1102', '2027-03-21') }),
      carried: [],
      prompt: prompt(
        'prompt-counted',
        { item: text('Shrimp paste') },
        {
          keypad: {
            label: 'keypad-counted',
            unit: 'kg',
            decimals: 3,
            prefill: null,
            expected: null,
            signed: false,
            editing: false,
            packs: [{ name: 'carton', factor: { amount: '10.000', unit: 'kg' } }],
            tare: { crate_code: 'CR-011', tare: { amount: '1.850', unit: 'kg' } },
          },
          buttons: [cancel],
        },
      ),
      lines: [],
    },
  },
  'count-carried': {
    screen: {
      kind: 'count',
      zones: [],
      zone: null,
      location: place('A-03-3'),
      in_hand: hand({ item: ITEMS.shrimp, lot: lot('TRS-1102', '2027-03-21') }),
      carried: [
        { operator: 'Operator 2', quantity: { amount: '3.000', unit: 'kg' }, booked: false },
        { operator: 'Operator 1', quantity: { amount: '5.000', unit: 'kg' }, booked: true },
      ],
      prompt: prompt(
        'prompt-counted',
        { item: text('Shrimp paste') },
        {
          keypad: {
            label: 'keypad-counted',
            unit: 'kg',
            decimals: 3,
            prefill: null,
            expected: null,
            signed: false,
            editing: false,
            packs: [],
          },
          buttons: [cancel],
        },
      ),
      lines: [],
    },
  },
  'move-transfer-short': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-transfer-arrive',
        { document: text(ON_ROAD.number), from: text('TGR') },
        {
          buttons: [cancel],
          question: {
            message: message('question-transfer-short', {
              document: text(ON_ROAD.number),
              open_count: count(2),
              item: text('Palm sugar'),
              missing: amount('4.000', 'kg'),
            }),
            answers: [
              button('do-transfer-rest', { tap: 'answer', answer: 'leave_open' }),
              button('do-transfer-close', { tap: 'answer', answer: 'close' }),
            ],
          },
        },
      ),
      in_hand: hand({ from: place(ON_ROAD.number, 'transit') }),
      here: [{ ...SUGAR, location: place(ON_ROAD.number, 'transit') }],
      transfer: ON_ROAD,
      booked: [],
    },
  },
};
