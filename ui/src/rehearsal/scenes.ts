// Recorded screens of everything but receiving, and all of them by their names.
import type { Prompt } from '../generated/types';
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
import { MOVING, NO_ROAD } from './moving';
import { BOOKED, ORDER, receive, RECEIVING, type Scene } from './receiving';

const NAMES: Prompt['choices'] = [
  {
    id: 'item:1',
    title: 'Bottle 250 ml',
    details: [message('detail-sku', { sku: text('PK-BTL') })],
    pictogram: 'bottle',
    attention: false,
  },
  {
    id: 'pack:1',
    title: 'Bottle 250 ml',
    details: [
      message('detail-sku', { sku: text('PK-BTL') }),
      message('detail-pack', { name: text('carton'), factor: amount('48', 'pcs') }),
    ],
    pictogram: 'bottle',
    attention: false,
  },
  {
    id: 'item:2',
    title: 'Palm sugar',
    details: [message('detail-sku', { sku: text('RM-PSU') })],
    pictogram: 'sugar',
    attention: false,
  },
];
const UNKNOWN = verdict('unknown', message('said-unknown', { code: text('8991234567890') }), {
  code: '8991234567890',
  scan: 'unknown',
});

/** Every scene by its name in the address: `?rehearsal=receive-quantity`. */
export const SCENES: Record<string, Scene> = {
  ...RECEIVING,
  ...MOVING,
  badge: { screen: { kind: 'badge', prompt: prompt('prompt-badge') }, nobody: true },
  home: {
    screen: {
      kind: 'home',
      flows: [
        { flow: 'receive', allowed: true },
        { flow: 'move_stock', allowed: true },
        { flow: 'adjust', allowed: true },
        { flow: 'count', allowed: true },
      ],
      documents: [
        ORDER,
        {
          ...ORDER,
          id: 'po-3109',
          number: 'PO-3109',
          partner: 'Supplier D dry',
          line_count: 2,
          done_line_count: 0,
        },
        {
          ...ORDER,
          id: 'po-3110',
          number: 'PO-3110',
          partner: 'Supplier A oil',
          line_count: 1,
          done_line_count: 0,
        },
        {
          ...ORDER,
          id: 'rc-1',
          number: 'RC-0007',
          partner: 'Supplier C',
          kind: 'blind_receipt',
          line_count: 1,
          done_line_count: 1,
        },
      ],
      prompt: prompt('prompt-home', {}, { buttons: [button('do-sign-out', { tap: 'sign_out' }, 'person')] }),
    },
    verdict: verdict('accepted', message('said-signed-in', { operator: text('Operator 3') })),
  },
  'crate-told': {
    screen: { kind: 'home', flows: [], documents: [], prompt: prompt('prompt-home') },
    verdict: verdict('command', message('said-stock-at', { location: text('A-01-1'), line_count: count(4) })),
  },
  'home-operator': {
    screen: {
      kind: 'home',
      flows: [
        { flow: 'receive', allowed: true },
        { flow: 'move_stock', allowed: true },
        { flow: 'adjust', allowed: false },
        { flow: 'count', allowed: true },
      ],
      documents: [],
      prompt: prompt('prompt-home', {}, { buttons: [button('do-sign-out', { tap: 'sign_out' }, 'person')] }),
    },
  },
  move: {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt('prompt-goods', { location: text('ALG-1') }, { primary: finish, buttons: [cancel] }),
      in_hand: hand({ from: place('ALG-1') }),
      here: [
        {
          item: ITEMS.shrimp,
          lot: lot('TRS-0907', '2026-11-20', { expired: true }),
          location: place('ALG-1'),
          on_hand: { amount: '3.000', unit: 'kg' },
          reserved: { amount: '0.000', unit: 'kg' },
        },
        {
          item: ITEMS.shrimp,
          lot: lot('TRS-1102', '2027-03-21'),
          location: place('ALG-1'),
          on_hand: { amount: '20.000', unit: 'kg' },
          reserved: { amount: '0.000', unit: 'kg' },
        },
      ],
      booked: BOOKED.slice(0, 1),
    },
    verdict: verdict('accepted', message('said-place-read', { location: text('ALG-1') }), {
      scan: 'accepted',
    }),
  },
  'move-target': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-target',
        {},
        {
          keypad: {
            label: 'keypad-quantity',
            unit: 'kg',
            decimals: 3,
            prefill: '20.000',
            expected: { amount: '20.000', unit: 'kg' },
            signed: false,
            editing: false,
            packs: [{ name: 'carton', factor: { amount: '10.000', unit: 'kg' } }],
          },
          buttons: [cancel],
        },
      ),
      in_hand: hand({
        item: ITEMS.shrimp,
        lot: lot('TRS-1102', '2027-03-21'),
        quantity: { amount: '20.000', unit: 'kg' },
        from: place('ALG-1'),
      }),
      here: [],
      booked: [],
    },
    verdict: verdict(
      'accepted',
      message('said-in-hand', { item: text('Shrimp paste'), quantity: amount('20.000', 'kg') }),
      { scan: 'accepted' },
    ),
  },
  'move-weighed': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-target',
        {},
        {
          keypad: {
            label: 'keypad-quantity',
            unit: 'kg',
            decimals: 3,
            prefill: '24.380',
            expected: { amount: '24.380', unit: 'kg', pieces: 12 },
            signed: false,
            editing: false,
            packs: [],
            pieces: { prefill: '12' },
          },
          buttons: [cancel],
        },
      ),
      in_hand: hand({
        item: ITEMS.shrimp,
        lot: lot('TRS-1102', '2027-03-21'),
        quantity: { amount: '24.380', unit: 'kg', pieces: 12 },
        from: place('ALG-1'),
      }),
      here: [],
      booked: [],
    },
    verdict: verdict(
      'accepted',
      message('said-in-hand', {
        item: text('Shrimp paste'),
        quantity: { kind: 'amount', value: { amount: '24.380', unit: 'kg', pieces: 12 } },
      }),
      { scan: 'accepted' },
    ),
  },
  'move-choices': {
    screen: {
      kind: 'move_stock',
      ...NO_ROAD,
      prompt: prompt(
        'prompt-pick-lot',
        { item: text('Shrimp paste') },
        {
          choices: [
            {
              id: 'lot:1',
              title: 'Shrimp paste',
              details: [
                message('detail-quantity', { quantity: amount('3.000', 'kg') }),
                message('detail-lot', { lot: text('TRS-0907') }),
                message('detail-until', { date: day('2026-11-20') }),
                message('detail-at', { location: text('ALG-1') }),
              ],
              pictogram: 'shrimp',
              attention: true,
            },
            {
              id: 'lot:2',
              title: 'Shrimp paste',
              details: [
                message('detail-quantity', { quantity: amount('20.000', 'kg') }),
                message('detail-lot', { lot: text('TRS-1102') }),
                message('detail-until', { date: day('2027-03-21') }),
                message('detail-at', { location: text('ALG-1') }),
              ],
              pictogram: 'shrimp',
              attention: false,
            },
          ],
          buttons: [cancel],
        },
      ),
      in_hand: hand({ item: ITEMS.shrimp, from: place('ALG-1') }),
      here: [],
      booked: BOOKED,
    },
    verdict: verdict('command', message('said-choosing')),
  },
  'adjust-mode': {
    screen: {
      kind: 'adjust',
      mode: null,
      before: null,
      booked: [],
      in_hand: hand(),
      prompt: prompt(
        'prompt-adjust-mode',
        {},
        {
          can_choose: false,
          buttons: [
            button('do-restock', { tap: 'answer', answer: 'restock' }, 'restock'),
            button('do-take-out', { tap: 'answer', answer: 'take_out' }, 'take_out'),
            button('do-damage', { tap: 'answer', answer: 'damage' }, 'broken'),
            back,
          ],
        },
      ),
    },
  },
  adjust: {
    screen: {
      kind: 'adjust',
      mode: 'damage',
      before: { amount: '0.860', unit: 'kg' },
      booked: [],
      in_hand: hand({
        item: ITEMS.benzoate,
        lot: lot('BEN-2', '2027-09-17'),
        quantity: { amount: '0.070', unit: 'kg' },
        from: place('CAB-1'),
      }),
      prompt: prompt(
        'prompt-adjust-quantity',
        { item: text('Sodium benzoate') },
        {
          keypad: {
            label: 'keypad-quantity',
            unit: 'kg',
            decimals: 3,
            prefill: '0.070',
            expected: null,
            signed: false,
            editing: false,
            packs: [],
          },
          buttons: [cancel],
          primary: { ...finish, message: message('do-book', { quantity: amount('0.070', 'kg') }) },
        },
      ),
    },
    verdict: verdict(
      'accepted',
      message('said-in-hand', { item: text('Sodium benzoate'), quantity: amount('0.070', 'kg') }),
      { scan: 'accepted' },
    ),
  },
  'adjust-stop': {
    screen: {
      kind: 'adjust',
      mode: 'take_out',
      before: null,
      booked: [],
      in_hand: hand(),
      prompt: prompt('prompt-item', {}, { buttons: [back] }),
    },
    verdict: verdict(
      'stop',
      message('refusal-lot-date-differs', {
        lot: text('TRS-0907'),
        known: day('2026-11-20'),
        read: day('2027-11-20'),
      }),
      { code: 'TRS-0907', scan: 'refused' },
    ),
  },
  count: {
    screen: {
      kind: 'count',
      carried: [],
      zones: [],
      zone: null,
      location: place('A-01-1'),
      in_hand: hand(),
      prompt: prompt(
        'prompt-count-item',
        { location: text('A-01-1') },
        { primary: { ...finish, message: message('do-count-done') }, buttons: [back] },
      ),
      lines: [
        {
          id: 'c1',
          serial: null,
          item: ITEMS.shallot,
          lot: lot('SHL-1', '2026-12-11', { ours: true }),
          counted: { amount: '46.250', unit: 'kg' },
          book: { amount: '46.250', unit: 'kg' },
          difference: { amount: '0.000', unit: 'kg' },
          location: null,
          by: null,
          again: false,
          active: false,
        },
        {
          id: 'c2',
          serial: null,
          item: ITEMS.garlic,
          lot: lot('GAR-1', '2026-12-31'),
          counted: { amount: '28.000', unit: 'kg' },
          book: { amount: '30.000', unit: 'kg' },
          difference: { amount: '-2.000', unit: 'kg' },
          location: null,
          by: null,
          again: false,
          active: true,
        },
        {
          id: 'c3',
          serial: null,
          item: ITEMS.salt,
          lot: lot('SAL-9', null),
          counted: null,
          book: null,
          difference: null,
          location: null,
          by: null,
          again: false,
          active: false,
        },
      ],
    },
    verdict: verdict(
      'attention',
      message('said-count-posted', {
        item: text('Garlic'),
        counted: amount('28.000', 'kg'),
        book: amount('30.000', 'kg'),
      }),
      { entry: 'e-9', scan: 'accepted' },
    ),
  },
  'name-it': {
    screen: {
      kind: 'name_it',
      code: '8991234567890',
      back_to: 'receive',
      prompt: prompt(
        'prompt-name-it',
        { code: text('8991234567890') },
        {
          can_choose: false,
          choices: NAMES,
          buttons: [
            button('do-search', { tap: 'open_text' }, 'search'),
            button('do-park', { tap: 'park' }, 'park'),
          ],
        },
      ),
    },
    verdict: UNKNOWN,
    parked: 2,
  },
  'name-it-earlier': {
    screen: {
      kind: 'name_it',
      code: '8991234567890',
      back_to: 'receive',
      prompt: prompt(
        'prompt-name-it',
        { code: text('8991234567890') },
        {
          can_choose: false,
          choices: NAMES,
          buttons: [button('do-search', { tap: 'open_text' }, 'search'), back],
        },
      ),
    },
    verdict: verdict('command', message('said-from-tray', { code: text('8991234567890') })),
    earlier: { code: '8991234567890', at_ms: NOW_MS - 95 * MINUTE_MS, operator: 'Operator 3' },
    parked: 1,
  },
  'name-it-search': {
    screen: {
      kind: 'name_it',
      code: '8991234567890',
      back_to: 'receive',
      prompt: prompt(
        'prompt-name-it',
        { code: text('8991234567890') },
        {
          can_choose: false,
          choices: NAMES,
          text_field: { label: 'text-search-item', prefill: '' },
          buttons: [button('do-park', { tap: 'park' }, 'park')],
        },
      ),
    },
    verdict: UNKNOWN,
  },
  'adjust-reason': {
    screen: {
      kind: 'adjust',
      mode: 'damage',
      before: null,
      booked: [],
      in_hand: hand({
        item: ITEMS.sambal,
        lot: lot('SB-OLD', '2026-12-16'),
        quantity: { amount: '2', unit: 'pcs' },
        from: place('A-04-1'),
      }),
      prompt: prompt(
        'prompt-reason',
        {},
        {
          can_choose: false,
          buttons: [
            ...['broken', 'leaking', 'pest', 'warm', 'expired', 'other'].map((reason) =>
              button('do-reason', { tap: 'answer', answer: reason }, reason, {
                reason: { kind: 'word', value: `reason-${reason}` },
              }),
            ),
            cancel,
          ],
        },
      ),
    },
  },
  fault: { screen: receive({}), verdict: verdict('fault', message('said-fault'), { scan: 'faulted' }) },
};
