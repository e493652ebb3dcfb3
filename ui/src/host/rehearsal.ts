// Recorded screens instead of a station: every scene the rehearsal shows, with goods of the demo kitchen.
// Nothing is computed; a tap answers with the scene's own screen and a higher number.
import type {
  BookedCard, DeliveryRow, DeviceStatus, DrawerCode, HistoryRow, InHand, ItemCard, LocationCard, LotCard, Message,
  ParkedRow, PrintJobRow, Prompt, Screen, SeatScreen, Status, StockRow, Tone, Value, Verdict,
} from '../generated/types';
import type { Answer, Host } from './host';

const NOW_MS = Date.UTC(2026, 10, 21, 3, 24);
const MINUTE_MS = 60_000;

export const text = (value: string): Value => ({ kind: 'text', value });
const count = (value: number): Value => ({ kind: 'count', value });
const amount = (value: string, unit: string): Value => ({ kind: 'amount', value: { amount: value, unit } });
const day = (value: string): Value => ({ kind: 'date', value });
const message = (code: string, values: Record<string, Value> = {}): Message => ({ code, values });

function item(sku: string, name: string, pictogram: string, unit = 'pcs', decimals = 0): ItemCard {
  return { id: sku, sku, name, pictogram, unit, decimals, lot_tracked: true };
}
const ITEMS = {
  bottle: { ...item('PK-BTL', 'Bottle 250 ml', 'bottle'), lot_tracked: false },
  sugar: item('RM-PSU', 'Palm sugar', 'sugar', 'kg', 3),
  shrimp: item('RM-TRS', 'Shrimp paste', 'shrimp', 'kg', 3),
  kecap: item('RM-KCP', 'Sweet soy sauce', 'soy', 'L', 3),
  oil: item('RM-OIL', 'Cooking oil', 'oil', 'L', 3),
  chilli: item('RM-CHI', 'Red chilli', 'chilli', 'kg', 3),
  shallot: item('RM-SHL', 'Shallot', 'onion', 'kg', 3),
  garlic: item('RM-GAR', 'Garlic', 'garlic', 'kg', 3),
  salt: item('RM-SAL', 'Salt', 'salt', 'kg', 3),
  benzoate: item('RM-BEN', 'Sodium benzoate', 'additive', 'kg', 3),
  sambal: item('FG-SB250', 'Sambal Bawang 250 g', 'jar'),
  cap: item('PK-CAP', 'Cap', 'cap'),
  label: item('PK-LBI', 'Label Sambal Bawang ID v3', 'label'),
} as const;

const lot = (code: string, expiry: string | null, extra: Partial<LotCard> = {}): LotCard => ({
  code, expiry, expiry_kind: expiry === null ? 'none_printed' : 'date', near: false, expired: false, ours: false, status: 'released', ...extra,
});
const place = (code: string, kind = 'bin'): LocationCard => ({ id: code, code, name: code, kind });
const hand = (part: Partial<InHand> = {}): InHand => ({
  item: null, lot: null, quantity: null, packs: null, from: null, to: null, reason: null, ...part,
});
const prompt = (code: string, values: Record<string, Value> = {}, part: Partial<Prompt> = {}): Prompt => ({
  message: message(code, values), keypad: null, date_pad: false, text_field: null, question: null, choices: [],
  can_choose: true, primary: null, buttons: [], ...part,
});
const button = (code: string, tap: Prompt['buttons'][number]['tap'], pictogram = '', values: Record<string, Value> = {}) => ({
  message: message(code, values), tap, tone: 'plain' as const, pictogram,
});
const back = button('do-back', { tap: 'back' }, 'back');
const cancel = button('do-cancel', { tap: 'cancel' }, 'cancel');
const verdict = (tone: Tone, said: Message, part: Partial<Verdict> = {}): Verdict => ({
  input: `input-${said.code}`, tone, scan: null, message: said, code: null, expected: null, got: null, entry: null, streak: 0, ...part,
});

const ORDER = { id: 'po-3108', number: 'PO-3108', partner: 'Supplier B', kind: 'purchase_order', line_count: 3, done_line_count: 1 };
const BOOKED: BookedCard[] = [
  { entry: 'e-5', at_ms: NOW_MS - 2 * MINUTE_MS, undone: false, print_job: 'job-5', message: message('booked-receive', { item: text('Bottle 250 ml'), lot: text(''), quantity: amount('1824', 'pcs'), from: text('supplier'), to: text('DOCK') }) },
  { entry: 'e-4', at_ms: NOW_MS - 9 * MINUTE_MS, undone: true, print_job: null, message: message('booked-receive', { item: text('Bottle 250 ml'), lot: text(''), quantity: amount('48', 'pcs'), from: text('supplier'), to: text('DOCK') }) },
  { entry: 'e-3', at_ms: NOW_MS - 14 * MINUTE_MS, undone: false, print_job: 'job-3', message: message('booked-receive', { item: text('Cap'), lot: text('CAP-2'), quantity: amount('3000', 'pcs'), from: text('supplier'), to: text('DOCK') }) },
];
const LINES = [
  { id: 'l1', item: ITEMS.bottle, done: { amount: '1824', unit: 'pcs' }, wanted: { amount: '1920', unit: 'pcs' }, done_packs: { amount: '38', unit: 'carton' }, wanted_packs: { amount: '40', unit: 'carton' }, state: 'part', active: true },
  { id: 'l2', item: ITEMS.cap, done: { amount: '3000', unit: 'pcs' }, wanted: { amount: '3000', unit: 'pcs' }, done_packs: { amount: '3', unit: 'bag' }, wanted_packs: { amount: '3', unit: 'bag' }, state: 'complete', active: false },
  { id: 'l3', item: ITEMS.label, done: { amount: '0', unit: 'pcs' }, wanted: { amount: '12000', unit: 'pcs' }, done_packs: null, wanted_packs: null, state: 'open', active: false },
];
const NAMES: Prompt['choices'] = [
  { id: 'item:1', title: 'Bottle 250 ml', details: [message('detail-sku', { sku: text('PK-BTL') })], pictogram: 'bottle', attention: false },
  { id: 'pack:1', title: 'Bottle 250 ml', details: [message('detail-sku', { sku: text('PK-BTL') }), message('detail-pack', { name: text('carton'), factor: amount('48', 'pcs') })], pictogram: 'bottle', attention: false },
  { id: 'item:2', title: 'Palm sugar', details: [message('detail-sku', { sku: text('RM-PSU') })], pictogram: 'sugar', attention: false },
];
const UNKNOWN = verdict('unknown', message('said-unknown', { code: text('8991234567890') }), { code: '8991234567890', scan: 'unknown' });
const CARTON = { name: 'carton', factor: { amount: '48', unit: 'pcs' } };
const finish = { message: message('do-finish'), tap: { tap: 'done' } as const, tone: 'primary' as const, pictogram: '' };

const receive = (part: Partial<Extract<Screen, { kind: 'receive' }>>): Screen => ({
  kind: 'receive', prompt: prompt('prompt-item-of-order', { document: text('PO-3108') }, { primary: finish, buttons: [button('do-delivery-note', { tap: 'open_note' }, 'note'), back] }),
  document: ORDER, lines: LINES, in_hand: hand(), to: place('DOCK', 'zone'), booked: BOOKED, ...part,
});

interface Scene {
  screen: Screen;
  verdict?: Verdict;
  waiting?: number;
  parked?: number;
  nobody?: boolean;
}

/** Every scene by its name in the address: `?rehearsal=receive-quantity`. */
export const SCENES: Record<string, Scene> = {
  badge: { screen: { kind: 'badge', prompt: prompt('prompt-badge') }, nobody: true },
  home: {
    screen: {
      kind: 'home',
      flows: [{ flow: 'receive', allowed: true }, { flow: 'move_stock', allowed: true }, { flow: 'adjust', allowed: true }, { flow: 'count', allowed: true }],
      documents: [ORDER, { ...ORDER, id: 'po-3109', number: 'PO-3109', partner: 'Supplier D dry', line_count: 2, done_line_count: 0 }, { ...ORDER, id: 'po-3110', number: 'PO-3110', partner: 'Supplier A oil', line_count: 1, done_line_count: 0 }, { ...ORDER, id: 'rc-1', number: 'RC-0007', partner: 'Supplier C', kind: 'blind_receipt', line_count: 1, done_line_count: 1 }],
      prompt: prompt('prompt-home', {}, { buttons: [button('do-sign-out', { tap: 'sign_out' }, 'person')] }),
    },
    verdict: verdict('accepted', message('said-signed-in', { operator: text('Operator 3') })),
  },
  'home-operator': {
    screen: {
      kind: 'home',
      flows: [{ flow: 'receive', allowed: true }, { flow: 'move_stock', allowed: true }, { flow: 'adjust', allowed: false }, { flow: 'count', allowed: true }],
      documents: [], prompt: prompt('prompt-home', {}, { buttons: [button('do-sign-out', { tap: 'sign_out' }, 'person')] }),
    },
  },
  'receive-order': { screen: receive({}), verdict: verdict('command', message('said-order-opened', { document: text('PO-3108'), partner: text('Supplier B') })) },
  'receive-start': {
    screen: receive({ document: null, lines: [], booked: [], prompt: prompt('prompt-order', {}, { primary: { ...finish, message: message('do-no-order') }, buttons: [back] }) }),
    verdict: verdict('command', message('said-flow-opened', { flow: { kind: 'word', value: 'flow-receive' } })),
  },
  'receive-quantity': {
    screen: receive({
      in_hand: hand({ item: ITEMS.bottle, lot: lot('', null), quantity: { amount: '48', unit: 'pcs' }, packs: '1 × carton' }),
      prompt: prompt('prompt-quantity', { item: text('Bottle 250 ml') }, {
        keypad: { label: 'keypad-quantity', unit: 'pcs', decimals: 0, prefill: '48', expected: { amount: '1920', unit: 'pcs' }, signed: false, packs: [CARTON] },
        primary: { ...finish, message: message('do-book', { quantity: amount('48', 'pcs') }) }, buttons: [cancel],
      }),
    }),
    verdict: verdict('more', message('said-in-hand', { item: text('Bottle 250 ml'), quantity: amount('48', 'pcs') }), { streak: 3, scan: 'accepted' }),
  },
  'receive-lot': {
    screen: receive({
      in_hand: hand({ item: ITEMS.sugar }),
      prompt: prompt('prompt-lot', { item: text('Palm sugar') }, { text_field: { label: 'text-lot', prefill: '' }, buttons: [button('do-make-lot', { tap: 'make_lot' }, 'label'), cancel] }),
    }),
    verdict: verdict('accepted', message('said-item-read', { item: text('Palm sugar') }), { scan: 'accepted' }),
  },
  'receive-expiry': {
    screen: receive({
      in_hand: hand({ item: ITEMS.sugar, lot: lot('PSU-4', null, { expiry_kind: 'not_known' }) }),
      prompt: prompt('prompt-expiry', { lot: text('PSU-4') }, { date_pad: true, can_choose: false, buttons: [button('do-none-on-pack', { tap: 'none_printed' }, 'none'), button('do-not-known', { tap: 'not_known' }, 'unknown'), cancel] }),
    }),
    verdict: verdict('accepted', message('said-lot-read', { lot: text('PSU-4') }), { scan: 'accepted' }),
  },
  'receive-question': {
    screen: receive({
      in_hand: hand({ item: ITEMS.bottle, lot: lot('', null), quantity: { amount: '5760', unit: 'pcs' }, packs: '120 × carton' }),
      prompt: prompt('prompt-quantity', { item: text('Bottle 250 ml') }, {
        question: {
          message: message('question-absurd', { item: text('Bottle 250 ml'), quantity: amount('5760', 'pcs'), ordered: amount('1920', 'pcs') }),
          answers: [button('do-change-number', { tap: 'answer', answer: 'change' }), button('do-take-it', { tap: 'answer', answer: 'take' }, '', { quantity: amount('5760', 'pcs') })],
        },
      }),
    }),
    waiting: 3,
    verdict: verdict('attention', message('said-asked')),
  },
  'receive-short': {
    screen: receive({
      prompt: prompt('prompt-item-of-order', { document: text('PO-3108') }, {
        question: {
          message: message('question-short-order', { document: text('PO-3108'), open_count: count(2) }),
          answers: [button('do-stay-here', { tap: 'answer', answer: 'stay' }), ...['not_delivered', 'broken', 'wrong_item', 'out_at_supplier', 'counted_again', 'other'].map((reason) => button('do-reason', { tap: 'answer', answer: reason }, reason, { reason: { kind: 'word', value: `reason-${reason.replaceAll('_', '-')}` } }))],
        },
      }),
    }),
    verdict: verdict('attention', message('said-asked')),
  },
  'receive-complete': {
    screen: receive({ document: { ...ORDER, done_line_count: 3 }, lines: LINES.map((line) => ({ ...line, done: line.wanted, done_packs: line.wanted_packs, state: 'complete', active: false })) }),
    verdict: verdict('complete', message('said-order-complete', { document: text('PO-3108') }), { entry: 'e-5', scan: 'accepted' }),
  },
  'receive-wrong': {
    screen: receive({}),
    verdict: verdict('wrong_item', message('refusal-wrong-item', { wanted: text('Soy sauce 250 ml'), scanned: text('Soy sauce 500 ml') }), { expected: 'Soy sauce 250 ml', got: 'Soy sauce 500 ml', code: '9521234002215', scan: 'refused' }),
  },
  'receive-attention': {
    screen: receive({ in_hand: hand({ item: ITEMS.kecap, lot: lot('KCP-8', '2026-11-30', { near: true }), quantity: { amount: '20.000', unit: 'L' }, packs: '1 × jerrycan' }) }),
    verdict: verdict('attention', message('said-near-expiry', { lot: text('KCP-8'), last_good_day: day('2026-11-30') }), { scan: 'accepted' }),
  },
  'receive-digit': {
    screen: receive({}),
    verdict: verdict('refused', message('refusal-wrong-check-digit', { code: text('9521234002032'), expected: text('1') }), { code: '9521234002032', scan: 'refused' }),
  },
  move: {
    screen: {
      kind: 'move_stock', prompt: prompt('prompt-goods', { location: text('ALG-1') }, { primary: finish, buttons: [cancel] }), in_hand: hand({ from: place('ALG-1') }),
      here: [
        { item: ITEMS.shrimp, lot: lot('TRS-0907', '2026-11-20', { expired: true }), location: place('ALG-1'), on_hand: { amount: '3.000', unit: 'kg' }, reserved: { amount: '0.000', unit: 'kg' } },
        { item: ITEMS.shrimp, lot: lot('TRS-1102', '2027-03-21'), location: place('ALG-1'), on_hand: { amount: '20.000', unit: 'kg' }, reserved: { amount: '0.000', unit: 'kg' } },
      ],
      booked: BOOKED.slice(0, 1),
    },
    verdict: verdict('accepted', message('said-place-read', { location: text('ALG-1') }), { scan: 'accepted' }),
  },
  'move-target': {
    screen: {
      kind: 'move_stock',
      prompt: prompt('prompt-target', {}, { keypad: { label: 'keypad-quantity', unit: 'kg', decimals: 3, prefill: '20.000', expected: { amount: '20.000', unit: 'kg' }, signed: false, packs: [{ name: 'carton', factor: { amount: '10.000', unit: 'kg' } }] }, buttons: [cancel] }),
      in_hand: hand({ item: ITEMS.shrimp, lot: lot('TRS-1102', '2027-03-21'), quantity: { amount: '20.000', unit: 'kg' }, from: place('ALG-1') }), here: [], booked: [],
    },
    verdict: verdict('accepted', message('said-in-hand', { item: text('Shrimp paste'), quantity: amount('20.000', 'kg') }), { scan: 'accepted' }),
  },
  'move-choices': {
    screen: {
      kind: 'move_stock',
      prompt: prompt('prompt-pick-lot', { item: text('Shrimp paste') }, {
        choices: [
          { id: 'lot:1', title: 'Shrimp paste', details: [message('detail-quantity', { quantity: amount('3.000', 'kg') }), message('detail-lot', { lot: text('TRS-0907') }), message('detail-until', { date: day('2026-11-20') }), message('detail-at', { location: text('ALG-1') })], pictogram: 'shrimp', attention: true },
          { id: 'lot:2', title: 'Shrimp paste', details: [message('detail-quantity', { quantity: amount('20.000', 'kg') }), message('detail-lot', { lot: text('TRS-1102') }), message('detail-until', { date: day('2027-03-21') }), message('detail-at', { location: text('ALG-1') })], pictogram: 'shrimp', attention: false },
        ],
        buttons: [cancel],
      }),
      in_hand: hand({ item: ITEMS.shrimp, from: place('ALG-1') }), here: [], booked: BOOKED,
    },
    verdict: verdict('command', message('said-choosing')),
  },
  'adjust-mode': {
    screen: {
      kind: 'adjust', mode: null, before: null, booked: [], in_hand: hand(),
      prompt: prompt('prompt-adjust-mode', {}, { can_choose: false, buttons: [button('do-restock', { tap: 'answer', answer: 'restock' }, 'restock'), button('do-take-out', { tap: 'answer', answer: 'take_out' }, 'take_out'), button('do-damage', { tap: 'answer', answer: 'damage' }, 'broken'), back] }),
    },
  },
  adjust: {
    screen: {
      kind: 'adjust', mode: 'damage', before: { amount: '0.860', unit: 'kg' }, booked: [],
      in_hand: hand({ item: ITEMS.benzoate, lot: lot('BEN-2', '2027-09-17'), quantity: { amount: '0.070', unit: 'kg' }, from: place('CAB-1') }),
      prompt: prompt('prompt-adjust-quantity', { item: text('Sodium benzoate') }, { keypad: { label: 'keypad-quantity', unit: 'kg', decimals: 3, prefill: '0.070', expected: null, signed: false, packs: [] }, buttons: [cancel], primary: { ...finish, message: message('do-book', { quantity: amount('0.070', 'kg') }) } }),
    },
    verdict: verdict('accepted', message('said-in-hand', { item: text('Sodium benzoate'), quantity: amount('0.070', 'kg') }), { scan: 'accepted' }),
  },
  'adjust-stop': {
    screen: { kind: 'adjust', mode: 'take_out', before: null, booked: [], in_hand: hand(), prompt: prompt('prompt-item', {}, { buttons: [back] }) },
    verdict: verdict('stop', message('refusal-lot-expired', { lot: text('TRS-0907'), last_good_day: day('2026-11-20') }), { code: 'TRS-0907', scan: 'refused' }),
  },
  count: {
    screen: {
      kind: 'count', location: place('A-01-1'), in_hand: hand(),
      prompt: prompt('prompt-count-item', { location: text('A-01-1') }, { primary: { ...finish, message: message('do-count-done') }, buttons: [back] }),
      lines: [
        { id: 'c1', item: ITEMS.shallot, lot: lot('SHL-1', '2026-12-11', { ours: true }), counted: { amount: '46.250', unit: 'kg' }, book: { amount: '46.250', unit: 'kg' }, difference: { amount: '0.000', unit: 'kg' }, active: false },
        { id: 'c2', item: ITEMS.garlic, lot: lot('GAR-1', '2026-12-31'), counted: { amount: '28.000', unit: 'kg' }, book: { amount: '30.000', unit: 'kg' }, difference: { amount: '-2.000', unit: 'kg' }, active: true },
        { id: 'c3', item: ITEMS.salt, lot: lot('SAL-9', null), counted: null, book: null, difference: null, active: false },
      ],
    },
    verdict: verdict('attention', message('said-count-posted', { item: text('Garlic'), counted: amount('28.000', 'kg'), book: amount('30.000', 'kg') }), { entry: 'e-9', scan: 'accepted' }),
  },
  'name-it': {
    screen: { kind: 'name_it', code: '8991234567890', back_to: 'receive', prompt: prompt('prompt-name-it', { code: text('8991234567890') }, { can_choose: false, choices: NAMES, buttons: [button('do-search', { tap: 'open_text' }, 'search'), button('do-park', { tap: 'park' }, 'park')] }) },
    verdict: UNKNOWN,
    parked: 2,
  },
  'name-it-search': {
    screen: { kind: 'name_it', code: '8991234567890', back_to: 'receive', prompt: prompt('prompt-name-it', { code: text('8991234567890') }, { can_choose: false, choices: NAMES, text_field: { label: 'text-search-item', prefill: '' }, buttons: [button('do-park', { tap: 'park' }, 'park')] }) },
    verdict: UNKNOWN,
  },
  'adjust-reason': {
    screen: {
      kind: 'adjust', mode: 'damage', before: null, booked: [],
      in_hand: hand({ item: ITEMS.sambal, lot: lot('SB-OLD', '2026-12-16'), quantity: { amount: '2', unit: 'pcs' }, from: place('A-04-1') }),
      prompt: prompt('prompt-reason', {}, { can_choose: false, buttons: [...['broken', 'leaking', 'pest', 'warm', 'expired', 'other'].map((reason) => button('do-reason', { tap: 'answer', answer: reason }, reason, { reason: { kind: 'word', value: `reason-${reason}` } })), cancel] }),
    },
  },
  fault: { screen: receive({}), verdict: verdict('fault', message('said-fault'), { scan: 'faulted' }) },
};

const DEVICES: DeviceStatus[] = [
  { name: 'scanner-1', kind: 'scanner', state: 'ready', message: message('device-scanner-ready'), address: '/dev/ttyACM0', last_seen_ms: NOW_MS - MINUTE_MS / 2, last_raw: '5d43313031303935323132333430303130343831370d', good_count: 412, bad_count: 3 },
  { name: 'P-1', kind: 'printer', state: 'attention', message: message('device-printer-trouble', { trouble: { kind: 'word', value: 'printer-paper-out' } }), address: '127.0.0.1:9100', last_seen_ms: NOW_MS - 3 * MINUTE_MS, last_raw: null, good_count: 96, bad_count: 1 },
];
const STATUS: Status = {
  station: 'KITCHEN-1', environment: 'demo', waiting_count: 14, oldest_waiting_ms: NOW_MS - 42 * MINUTE_MS, person_count: 0, parked_count: 0, trouble: null,
  links: [{ vendor: 'katana', state: 'waiting_for_network', waiting_count: 14, as_of_ms: NOW_MS - 42 * MINUTE_MS, stale: true, reason: null }],
  devices: DEVICES, now_ms: NOW_MS, time_zone: 'Asia/Jakarta',
};
const stock = (of: ItemCard, onHand: string, code: string, of_lot: LotCard, external: string | null, stale = false): StockRow => ({
  item: of, on_hand: { amount: onHand, unit: of.unit }, reserved: { amount: '0', unit: of.unit },
  places: [{ item: of, lot: of_lot, location: place(code), on_hand: { amount: onHand, unit: of.unit }, reserved: { amount: '0', unit: of.unit } }],
  external: external === null ? [] : [{ vendor: 'katana', location: 'TGR', quantity: { amount: external, unit: of.unit }, as_of_ms: NOW_MS - 42 * MINUTE_MS, stale }],
});
const STOCK: StockRow[] = [
  stock(ITEMS.chilli, '79.940', 'C-01', lot('CHI-2', '2026-11-26', { near: true, ours: true }), '79.94000', true),
  stock(ITEMS.shallot, '46.250', 'A-01-1', lot('SHL-1', '2026-12-11', { ours: true }), '46.25000', true),
  stock(ITEMS.garlic, '30.000', 'A-01-2', lot('GAR-1', '2026-12-31'), '30.00000', true),
  stock(ITEMS.oil, '108.000', 'A-02-1', lot('OIL-77', '2027-07-19'), '108.00000', true),
  stock(ITEMS.sugar, '42.500', 'A-01-3', lot('PSU-3', '2027-04-20'), null),
  stock(ITEMS.shrimp, '23.000', 'ALG-1', lot('TRS-1102', '2027-03-21'), '23.00000', true),
  stock(ITEMS.bottle, '2444', 'A-03-1', lot('', null), '620', true),
  stock(ITEMS.sambal, '358', 'A-04-2', lot('SB-A', '2027-06-09'), '358', true),
];
const history = (entry: string, kind: string, of: ItemCard, from: LocationCard, to: LocationCard, quantity: string, after: [string, string], part: Partial<HistoryRow> = {}): HistoryRow => ({
  entry, number: `TM1-1-${entry.padStart(6, '0')}`, kind, item: of, lot: lot('GAR-1', '2026-12-31'), from, to, quantity: { amount: quantity, unit: of.unit },
  from_after: { amount: after[0], unit: of.unit }, to_after: { amount: after[1], unit: of.unit }, reason: null, evidence: 'scanned', operator: 'Operator 3', seat: 'main',
  document: null, happened_at_ms: NOW_MS - Number(entry) * MINUTE_MS, recorded_at_ms: NOW_MS, reverses: null, reversed_by: null, ...part,
});
const HISTORY: HistoryRow[] = [
  history('2', 'receive', ITEMS.bottle, place('SUPPLIER', 'supplier'), place('DOCK', 'zone'), '1824', ['0', '1824'], { document: 'PO-3108', lot: lot('', null) }),
  history('9', 'count', ITEMS.garlic, place('A-01-2'), place('ADJUSTMENT', 'adjustment'), '2.000', ['28.000', '2.000'], { reason: 'not_booked_out', evidence: 'counted' }),
  history('31', 'move', ITEMS.shrimp, place('ALG-1'), place('HOLD'), '3.000', ['20.000', '3.000'], { lot: lot('TRS-0907', '2026-11-20', { expired: true }) }),
  history('44', 'damage', ITEMS.sambal, place('A-04-1'), place('LOSS', 'loss'), '2', ['44', '2'], { reason: 'broken', lot: lot('SB-OLD', '2026-12-16'), reversed_by: 'x', evidence: 'typed' }),
  history('600', 'initial', ITEMS.salt, place('ADJUSTMENT', 'adjustment'), place('A-01-4'), '61.400', ['0.000', '61.400'], { lot: lot('SAL-9', null), evidence: 'imported' }),
];
const DELIVERIES: DeliveryRow[] = [
  { id: 'd1', vendor: 'katana', kind: 'purchase_receipt', number: 'TM1-1-000123', state: 'waiting', document: 'PO-3108', goods: [message('booked-receive', { item: text('Bottle 250 ml'), lot: text(''), quantity: amount('1824', 'pcs'), to: text('DOCK') })], why: message('link-waiting-for-network', { count: count(14) }), attempt_count: 0, since_ms: NOW_MS - 42 * MINUTE_MS, next_at_ms: NOW_MS + MINUTE_MS, vendor_words: null, can_retry: true, can_set_aside: false },
  { id: 'd2', vendor: 'katana', kind: 'stock_adjustment', number: 'TM1-1-000119', state: 'needs_person', document: null, goods: [message('booked-damage', { item: text('Sambal Bawang 250 g'), lot: text('SB-OLD'), quantity: amount('2', 'pcs'), from: text('A-04-1'), to: text('LOSS') })], why: message('link-needs-person'), attempt_count: 2, since_ms: NOW_MS - 190 * MINUTE_MS, next_at_ms: null, vendor_words: 'batch SB-OLD does not exist', can_retry: true, can_set_aside: true },
];
const JOBS: PrintJobRow[] = [
  { id: 'job-5', code: 'TLNPBCDFGHJK', title: 'Bottle 250 ml', role: 'lot', printer: 'P-1', state: 'queued', why: message('device-printer-trouble', { trouble: { kind: 'word', value: 'printer-paper-out' } }), label_count: 38, copy: 0, made_at_ms: NOW_MS - 2 * MINUTE_MS },
  { id: 'job-3', code: 'TLNPKLMNPQRS', title: 'Cap CAP-2', role: 'lot', printer: 'P-1', state: 'confirmed', why: message('state-confirmed'), label_count: 3, copy: 1, made_at_ms: NOW_MS - 14 * MINUTE_MS },
];
const LABEL = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 300"><rect width="500" height="300" fill="#fff"/><text x="24" y="56" font-family="sans-serif" font-size="38" font-weight="700">Palm sugar</text><text x="24" y="100" font-family="sans-serif" font-size="26">Lot PSU-4 · 21 NOV 2027</text><g fill="#000"><rect x="24" y="130" width="6" height="110"/><rect x="36" y="130" width="3" height="110"/><rect x="46" y="130" width="9" height="110"/><rect x="62" y="130" width="3" height="110"/><rect x="72" y="130" width="6" height="110"/><rect x="86" y="130" width="3" height="110"/><rect x="96" y="130" width="9" height="110"/><rect x="112" y="130" width="6" height="110"/><rect x="124" y="130" width="3" height="110"/><rect x="136" y="130" width="6" height="110"/></g><text x="24" y="274" font-family="monospace" font-size="20">TLNPBCDFGHJK</text></svg>')}`;
const DRAWER: DrawerCode[] = [
  ...['Operator 1', 'Operator 2', 'Operator 3', 'Shift lead 1'].map((title, index) => ({ group: 'badges', title, code: `TLNBBCDEFGH${index}K`, pictogram: 'badge' })),
  { group: 'orders', title: 'PO-3108', code: 'PO-3108', pictogram: 'order' },
  { group: 'items', title: 'Bottle 250 ml, carton 48', code: '19521234001048', pictogram: 'bottle' },
  { group: 'gs1', title: 'Pallet of bottles', code: '(00)095212340000000013(02)09521234001041(37)1824', pictogram: 'crate' },
  { group: 'places', title: 'A-01-1', code: 'TLNLBCDEFGHJK', pictogram: 'location' },
  { group: 'commands', title: 'UNDO', code: 'TLNCBCDEFGHJK', pictogram: 'undo' },
  { group: 'trouble', title: 'Wrong check digit', code: '9521234002032', pictogram: 'question' },
];
const PARKED: ParkedRow[] = [{ scan: 's1', code: '8991234567890', document: 'PO-3109', operator: 'Operator 3', at_ms: NOW_MS - 12 * MINUTE_MS }];

/** A host that plays one scene. */
export function rehearsalHost(name: string): Host {
  const scene = SCENES[name] ?? SCENES.home!;
  let number = 7;
  const screen = (): SeatScreen => ({
    number: (number += 1),
    seat: 'main',
    operator: scene.nobody ? null : { id: 'op-3', name: 'Operator 3', role: 'lead', language: 'en' },
    screen: scene.screen,
    verdict: scene.verdict ?? null,
    waiting_count: scene.waiting ?? 0,
    parked_count: scene.parked ?? 0,
  });
  const ok = async (body: unknown): Promise<Answer> => ({ status: 200, body });
  const page = (rows: unknown[]) => ok({ rows, next: null });
  return {
    kind: 'rehearsal',
    watch(_seat, watcher) {
      watcher.onScreen(screen());
      watcher.onStatus(STATUS);
      return () => {};
    },
    tap: () => ok(screen()),
    burst: () => ok(screen()),
    get(path) {
      const [route = ''] = path.split('?');
      const lists: Record<string, () => Promise<Answer>> = {
        '/stock': () => page(STOCK.filter((row) => row.item.name.toLowerCase().includes((/search=([^&]*)/.exec(path)?.[1] ?? '').toLowerCase()))),
        '/history': () => page(HISTORY),
        '/deliveries': () => page(DELIVERIES),
        '/print-jobs': () => page(JOBS),
        '/devices': () => ok(DEVICES),
        '/parked': () => ok(PARKED),
        '/demo/drawer': () => ok(DRAWER),
        '/demo/printed': () => ok([{ job: 'job-5', data_url: LABEL }]),
      };
      if (route.endsWith('/preview')) return ok({ data_url: LABEL, width_mm: 80, height_mm: 48 });
      return lists[route]?.() ?? Promise.resolve({ status: 404, body: { code: 'not-found', detail: route } });
    },
    post: () => ok({}),
  };
}
