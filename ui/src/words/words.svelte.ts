// From a code and its values to a sentence in the reader's language. An unknown code shows itself; it never
// breaks a screen.
import { FluentBundle, FluentNumber, FluentResource, type FluentVariable, type Scope } from '@fluent/bundle';
import type { Amount, Message, Value } from '../generated/types';
import english from './en.ftl?raw';
import { formatAmount, formatCount, formatDate, formatInstant, type Language } from './format';
import indonesian from './id.ftl?raw';

/** What a sentence may be given directly, besides the values that come from the station. */
export type Given = string | number | Amount | Value;

class Reader {
  language = $state<Language>('en');
  timeZone = $state('UTC');
  /** The station's clock, for "today" in instants. */
  now_ms = $state(0);
}

/** Who reads this face: its language, and the site's time zone. */
export const reader = new Reader();

const BUNDLES: Record<Language, FluentBundle> = {
  en: bundle('en-GB', english),
  id: bundle('id-ID', indonesian),
};

/** Sentences that are not of the product, such as those of the rehearsal. */
export function addWords(language: Language, source: string) {
  BUNDLES[language].addResource(new FluentResource(source), { allowOverrides: true });
}

/** The sentence of a message from the station. */
export function say(message: Message): string {
  return word(message.code, message.values);
}

/** The sentence of a code. */
export function word(code: string, values: Record<string, Given> = {}): string {
  const words = BUNDLES[reader.language];
  const pattern = words.getMessage(code)?.value;
  if (pattern === undefined || pattern === null) return `⟦${code}⟧`;
  const variables: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(values)) variables[name] = variable(value);
  // Errors (a variable that is missing) leave `{$name}` in the sentence, which a reader can report.
  return words.formatPattern(pattern, variables, []);
}

/** Whether there is a sentence for a code in the reader's language. */
export function hasWord(code: string): boolean {
  return BUNDLES[reader.language].hasMessage(code);
}

/** The word of one of a fixed set of texts (`state-retry_at`), or the text itself when nobody named it. */
export function named(prefix: string, text: string): string {
  return hasWord(`${prefix}-${text}`) ? word(`${prefix}-${text}`) : text;
}

/** A quantity with its unit in words. */
export function amountText(amount: Amount): string {
  const text = measureText(amount);
  return amount.pieces === undefined ? text : word('amount-pieces', { amount: text, count: amount.pieces });
}

/** The same without its pieces. What is finer than the item shows is about so much. */
export function measureText(amount: Amount): string {
  const shown = { amount: amount.about ?? amount.amount, unit: amount.unit };
  const text = formatAmount(shown, unitWord(amount.unit, shown.amount), reader.language);
  return amount.about === undefined ? text : word('amount-about', { amount: text });
}

/** The pieces of goods that are weighed: "2 pieces"; empty where there are none to speak of. */
export function piecesText(amount: Amount): string {
  if (amount.pieces === undefined) return '';
  return word('amount-pieces', { amount: '', count: amount.pieces }).replace(/^\s*·\s*/, '');
}

/** The word of a unit or pack, in the number that goes with `amount`: one carton, two cartons. */
export function unitWord(unit: string, amount = '1'): string {
  const code = `unit-${unit}`;
  return hasWord(code) ? word(code, { count: Number(amount) }) : unit;
}

function bundle(locale: string, source: string): FluentBundle {
  const words = new FluentBundle(locale, { useIsolating: false });
  words.addResource(new FluentResource(source));
  return words;
}

/** Chooses plurals like any number and writes itself as the floor writes counts. */
class Counted extends FluentNumber {
  override toString(_scope?: Scope): string {
    return formatCount(this.value, reader.language);
  }
}

function variable(value: Given): FluentVariable {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return new Counted(value);
  if ('unit' in value) return amountText(value);
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'count':
      return new Counted(value.value);
    case 'amount':
      return amountText(value.value);
    case 'date':
      return formatDate(value.value, reader.language);
    case 'instant':
      return formatInstant(value.value, reader.now_ms, reader.timeZone, reader.language);
    case 'word':
      return word(value.value);
  }
}
