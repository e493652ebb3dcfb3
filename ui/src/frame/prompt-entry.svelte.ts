// What the person has entered on the open prompt and not sent yet: a number, a date or a word, and the one tap the
// main button makes of it.
import type { Keypad, Prompt, Tap } from '../generated/types';
import { dateText, monthText } from '../parts/date-entry';
import {
  EMPTY_ENTRY,
  lessTare,
  numberProblem,
  numberResult,
  numberTotal,
  press,
  pressPack,
  type NumberEntry,
  type NumberKey,
  type NumberProblem,
  type NumberRules,
} from '../parts/number-entry';

export interface DateEntry {
  year: number | null;
  month: number | null;
  day: number | null;
}

/** The fields of the number pad. */
export type NumberField = 'number' | 'pieces';

const NO_DATE: DateEntry = { year: null, month: null, day: null };

export class PromptEntry {
  number = $state.raw<NumberEntry>(EMPTY_ENTRY);
  /** Of goods that are weighed, beside their weight. */
  pieces = $state.raw<NumberEntry>(EMPTY_ENTRY);
  /** The number is the weight with the crate. */
  withCrate = $state(false);
  /** Where the keys go. */
  field = $state<NumberField>('number');
  date = $state.raw<DateEntry>(NO_DATE);
  text = $state('');
  #prompt: () => Prompt;

  constructor(prompt: () => Prompt) {
    this.#prompt = prompt;
  }

  /** Another prompt stands here: what was entered belonged to the one before. */
  begin() {
    this.number = EMPTY_ENTRY;
    this.pieces = EMPTY_ENTRY;
    this.withCrate = false;
    const keypad = this.#prompt().keypad;
    const isWeighed = keypad?.pieces != null && keypad.prefill !== null;
    this.field = isWeighed && keypad?.pieces?.prefill === null ? 'pieces' : 'number';
    this.date = NO_DATE;
    this.text = this.#prompt().text_field?.prefill ?? '';
  }

  get rules(): NumberRules {
    return rulesOf(this.#prompt().keypad);
  }

  get pieceRules(): NumberRules {
    const prefill = this.#prompt().keypad?.pieces?.prefill ?? null;
    return { decimals: 0, signed: false, prefill, packs: [] };
  }

  press(key: NumberKey) {
    if (this.field === 'pieces') this.pieces = press(this.pieces, key, this.pieceRules);
    else this.number = press(this.number, key, this.rules);
  }

  /** Anything was keyed, into either field. */
  get isTouched(): boolean {
    return this.number.touched || this.pieces.touched;
  }

  /** The weight stands and the pieces are still to be keyed. */
  get awaitsPieces(): boolean {
    if (this.#prompt().keypad?.pieces == null || this.field === 'pieces') return false;
    return numberResult(this.number, this.rules) !== null && this.#saidPieces === null;
  }

  get shownPieces(): string {
    if (this.pieces.touched) return this.pieces.digits;
    return this.isPiecesProposed ? (this.pieceRules.prefill ?? '') : '';
  }

  /** The proposed pieces are those of the proposed weight: of another weight nobody can propose them. */
  get isPiecesProposed(): boolean {
    return !this.pieces.touched && !this.number.touched && this.pieceRules.prefill !== null;
  }

  get #saidPieces(): string | null {
    if (!this.pieces.touched && !this.isPiecesProposed) return null;
    return numberResult(this.pieces, this.pieceRules)?.amount ?? null;
  }

  /** Packs say nothing of a weight with its crate: what was keyed begins anew. */
  pressCrate() {
    this.withCrate = !this.withCrate;
    this.number = EMPTY_ENTRY;
    this.field = 'number';
  }

  /** What the goods weigh without the crate, once a weight with it was keyed. */
  get net(): string | null {
    const tare = this.#prompt().keypad?.tare?.tare.amount;
    const gross = this.#gross;
    return tare === undefined || gross === null ? null : lessTare(gross, tare);
  }

  get #gross(): string | null {
    if (!this.withCrate || !this.number.touched) return null;
    return numberResult(this.number, this.rules)?.amount ?? null;
  }

  pressPack(pack: string) {
    this.number = pressPack(this.number, pack, this.rules);
  }

  pick(part: Partial<DateEntry>) {
    this.date = { ...this.date, ...part };
  }

  get problem(): NumberProblem | 'below_tare' | null {
    const problem = numberProblem(this.number, this.rules);
    return problem === null && (this.net?.startsWith('-') ?? false) ? 'below_tare' : problem;
  }

  get pieceProblem(): NumberProblem | null {
    return numberProblem(this.pieces, this.pieceRules);
  }

  /** Packs and pieces together, when packs were used. */
  get packTotal(): string | null {
    return this.number.terms.length === 0 ? null : numberTotal(this.number);
  }

  /** The number as it stands: typed, or the proposal. */
  get shownNumber(): string {
    if (!this.number.touched && this.withCrate) return '';
    if (!this.number.touched) return allDecimals(this.rules.prefill ?? '', this.rules.decimals);
    const typed = this.number.terms.length > 0 ? numberTotal(this.number) : this.number.digits;
    return this.number.negative ? `-${typed}` : typed;
  }

  get pickedDate(): string | null {
    const { year, month, day } = this.date;
    return year !== null && month !== null && day !== null ? dateText(year, month, day) : null;
  }

  get pickedMonth(): string | null {
    const { year, month } = this.date;
    return year !== null && month !== null ? monthText(year, month) : null;
  }

  /** The tap that sends what was entered, or `null` while there is nothing to send. */
  get tap(): Tap | null {
    const prompt = this.#prompt();
    if (this.withCrate) return this.#withCrate;
    if (prompt.keypad?.pieces != null) return this.#weighed;
    if (prompt.keypad !== null && this.number.touched) {
      const result = numberResult(this.number, this.rules);
      if (result !== null) return { tap: 'quantity', ...result };
    }
    if (prompt.date_pad && this.pickedDate !== null) return { tap: 'date', date: this.pickedDate };
    const text = this.text.trim();
    if (prompt.text_field !== null && text !== '') return { tap: 'text', text };
    return null;
  }

  /** The weight with the crate, and the pieces where there are some; nothing while it is below the crate's own. */
  get #withCrate(): Tap | null {
    if (this.#gross === null || this.net === null || this.net.startsWith('-')) return null;
    if (this.#prompt().keypad?.pieces == null) return { tap: 'gross', amount: this.#gross, pieces: null };
    const pieces = this.#saidPieces;
    return pieces === null ? null : { tap: 'gross', amount: this.#gross, pieces };
  }

  /** Weight and pieces together, once both are there. */
  get #weighed(): Tap | null {
    if (!this.isTouched) return null;
    const weight = numberResult(this.number, this.rules);
    const pieces = this.#saidPieces;
    return weight && pieces !== null ? { tap: 'weighed', amount: weight.amount, pieces } : null;
  }

  /** Something was begun that the main button would not send yet. */
  get isUnfinished(): boolean {
    const prompt = this.#prompt();
    return (prompt.keypad !== null && this.isTouched) || (prompt.date_pad && this.date.year !== null);
  }
}

/** A proposed measure shows all its decimals, as every measured quantity does. */
function allDecimals(number: string, decimals: number): string {
  if (number === '' || decimals === 0) return number;
  const [whole = '', fraction = ''] = number.split('.');
  return `${whole}.${fraction.padEnd(decimals, '0')}`;
}

function rulesOf(keypad: Keypad | null): NumberRules {
  if (keypad === null) return { decimals: 0, signed: false, prefill: null, packs: [] };
  // Packs of goods that are weighed say nothing of their weight.
  const packs = (keypad.pieces == null ? keypad.packs : []).map((pack) => ({
    name: pack.name,
    factor: pack.factor.amount,
  }));
  return { decimals: keypad.decimals, signed: keypad.signed, prefill: keypad.prefill, packs };
}
