// What fingers make of a number pad: digits, one decimal mark, a sign, and whole packs. Exact, without floating
// point, and without any idea of stock: it hands out decimal text.

export interface NumberRules {
  /** Decimals that may be entered. */
  decimals: number;
  signed: boolean;
  /** Shown until the first digit replaces it. */
  prefill: string | null;
  packs: readonly { name: string; factor: string }[];
}

/** A number of whole packs that was set aside by its pack key: "4 × carton". */
export interface PackTerm {
  count: string;
  pack: string;
  factor: string;
}

export interface NumberEntry {
  /** As typed; empty while the prefill stands or after a pack key. */
  digits: string;
  negative: boolean;
  terms: readonly PackTerm[];
  /** Anything was pressed: the prefill is gone. */
  touched: boolean;
}

/** Why an entry cannot be taken. */
export type NumberProblem = 'looks_like_a_code' | 'too_fine';

export interface NumberResult {
  amount: string;
  /** The pack, when the number counts only packs of one kind. */
  pack: string | null;
}

export type NumberKey =
  '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'mark' | 'sign' | 'back' | 'clear';

/** A scan that fell into a quantity field looks like this (ux.md 2.4). */
const CODE_LENGTH = 8;
const SCALE_DIGITS = 6;

export const EMPTY_ENTRY: NumberEntry = { digits: '', negative: false, terms: [], touched: false };

/** One key on an entry. What cannot be entered leaves it as it is; `numberProblem` says why. */
export function press(entry: NumberEntry, key: NumberKey, rules: NumberRules): NumberEntry {
  switch (key) {
    case 'clear':
      return { ...EMPTY_ENTRY, touched: true };
    case 'sign':
      return rules.signed ? { ...entry, negative: !entry.negative, touched: true } : entry;
    case 'back':
      return back(entry);
    case 'mark':
      if (rules.decimals === 0 || entry.digits.includes('.')) return entry;
      return { ...entry, digits: `${entry.digits === '' ? '0' : entry.digits}.`, touched: true };
    default:
      return { ...entry, digits: addDigit(entry.digits, key), touched: true };
  }
}

/** A pack key: the number before it counts packs, or it is one pack. */
export function pressPack(entry: NumberEntry, pack: string, rules: NumberRules): NumberEntry {
  const known = rules.packs.find((candidate) => candidate.name === pack);
  if (known === undefined || entry.digits.includes('.')) return entry;
  const count = entry.digits === '' ? '1' : entry.digits;
  const same = entry.terms.findIndex((term) => term.pack === pack);
  const terms =
    same >= 0 && entry.digits === ''
      ? entry.terms.map((term, index) =>
          index === same ? { ...term, count: String(BigInt(term.count) + 1n) } : term,
        )
      : [...entry.terms, { count, pack, factor: known.factor }];
  return { ...entry, digits: '', terms, touched: true };
}

function addDigit(digits: string, digit: string): string {
  return digits === '0' ? digit : digits + digit;
}

function back(entry: NumberEntry): NumberEntry {
  if (entry.digits !== '') return { ...entry, digits: entry.digits.slice(0, -1), touched: true };
  const last = entry.terms.at(-1);
  if (last === undefined) return { ...EMPTY_ENTRY, touched: true };
  return { ...entry, digits: last.count, terms: entry.terms.slice(0, -1), touched: true };
}

export function numberProblem(entry: NumberEntry, rules: NumberRules): NumberProblem | null {
  const [whole = '', fraction = ''] = entry.digits.split('.');
  if (whole.length >= CODE_LENGTH) return 'looks_like_a_code';
  return fraction.length > rules.decimals ? 'too_fine' : null;
}

/** What would be sent, or `null` while there is nothing to send. */
export function numberResult(entry: NumberEntry, rules: NumberRules): NumberResult | null {
  if (!entry.touched) return rules.prefill === null ? null : { amount: rules.prefill, pack: null };
  if (numberProblem(entry, rules) !== null || (entry.digits === '' && entry.terms.length === 0)) return null;
  const [only] = entry.terms;
  const sign = entry.negative ? '-' : '';
  if (only !== undefined && entry.terms.length === 1 && entry.digits === '') {
    return { amount: sign + only.count, pack: only.pack };
  }
  return { amount: sign + numberTotal(entry), pack: null };
}

/** Packs and loose pieces together in stock units, exactly. Without its sign. */
export function numberTotal(entry: NumberEntry): string {
  const loose = millionths(entry.digits === '' ? '0' : entry.digits);
  const packed = entry.terms.reduce((sum, term) => sum + BigInt(term.count) * millionths(term.factor), 0n);
  return decimal(loose + packed, entry.digits.split('.')[1]?.length ?? 0);
}

/** What is left of a weight without its tare; exactly, and below zero where the tare is more. */
export function lessTare(gross: string, tare: string): string {
  const left = millionths(gross) - millionths(tare);
  const decimals = Math.max(gross.split('.')[1]?.length ?? 0, tare.split('.')[1]?.length ?? 0);
  return left < 0n ? `-${decimal(-left, decimals)}` : decimal(left, decimals);
}

function millionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, SCALE_DIGITS).padEnd(SCALE_DIGITS, '0'));
}

function decimal(value: bigint, leastDecimals: number): string {
  const digits = value.toString().padStart(SCALE_DIGITS + 1, '0');
  const fraction = digits.slice(-SCALE_DIGITS).replace(/0+$/, '').padEnd(leastDecimals, '0');
  const whole = digits.slice(0, -SCALE_DIGITS);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
