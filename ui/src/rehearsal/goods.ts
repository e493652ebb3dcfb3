// Goods of the demo kitchen and the small makers that scenes and lists are put together from.
import type {
  InHand,
  ItemCard,
  LocationCard,
  LotCard,
  Message,
  Prompt,
  Tone,
  Value,
  Verdict,
} from '../generated/types';

export const NOW_MS = Date.UTC(2026, 10, 21, 3, 24);
export const MINUTE_MS = 60_000;

export const text = (value: string): Value => ({ kind: 'text', value });
export const count = (value: number): Value => ({ kind: 'count', value });
export const amount = (value: string, unit: string): Value => ({
  kind: 'amount',
  value: { amount: value, unit },
});
export const day = (value: string): Value => ({ kind: 'date', value });
export const message = (code: string, values: Record<string, Value> = {}): Message => ({ code, values });

export function item(sku: string, name: string, pictogram: string, unit = 'pcs', decimals = 0): ItemCard {
  return { id: sku, sku, name, pictogram, unit, decimals, lot_tracked: true };
}
export const ITEMS = {
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

export const lot = (code: string, expiry: string | null, extra: Partial<LotCard> = {}): LotCard => ({
  id: code || 'none',
  code,
  expiry,
  expiry_kind: expiry === null ? 'none_printed' : 'date',
  near: false,
  expired: false,
  ours: false,
  status: 'released',
  ...extra,
});
export const place = (code: string, kind = 'bin'): LocationCard => ({ id: code, code, name: code, kind });
export const hand = (part: Partial<InHand> = {}): InHand => ({
  item: null,
  lot: null,
  serial: null,
  quantity: null,
  packs: null,
  from: null,
  to: null,
  reason: null,
  ...part,
});
export const prompt = (
  code: string,
  values: Record<string, Value> = {},
  part: Partial<Prompt> = {},
): Prompt => ({
  message: message(code, values),
  keypad: null,
  date_pad: false,
  text_field: null,
  question: null,
  choices: [],
  can_choose: true,
  primary: null,
  buttons: [],
  ...part,
});
export const button = (
  code: string,
  tap: Prompt['buttons'][number]['tap'],
  pictogram = '',
  values: Record<string, Value> = {},
) => ({
  message: message(code, values),
  tap,
  tone: 'plain' as const,
  pictogram,
});
export const back = button('do-back', { tap: 'back' }, 'back');
export const cancel = button('do-cancel', { tap: 'cancel' }, 'cancel');
export const verdict = (tone: Tone, said: Message, part: Partial<Verdict> = {}): Verdict => ({
  input: `input-${said.code}`,
  tone,
  scan: null,
  message: said,
  code: null,
  expected: null,
  got: null,
  entry: null,
  streak: 0,
  ...part,
});
export const finish = {
  message: message('do-finish'),
  tap: { tap: 'done' } as const,
  tone: 'primary' as const,
  pictogram: '',
};
