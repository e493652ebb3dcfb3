// Values as people read them: numbers, quantities, dates and instants, per language. No codes, no sentences.
import type { Amount } from '../generated/types';

export type Language = 'en' | 'id';

export const LANGUAGES: readonly Language[] = ['en', 'id'];

const LOCALE: Record<Language, string> = { en: 'en-GB', id: 'id-ID' };
const DECIMAL_MARK: Record<Language, string> = { en: '.', id: ',' };
const THIN_SPACE = '\u202f';
/** A number and its unit stay on one line. */
const NO_BREAK = '\u00a0';
const MINUS = '\u2212';
/** Below one of these the small unit stands beside the number. */
const SMALL_UNIT: Record<string, string> = { kg: 'g', L: 'mL' };

/** Decimal text for reading: the language's decimal mark, all decimals kept, groups only from 10,000 on. */
export function formatDecimal(text: string, language: Language): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return text;
  const [, sign, whole = '', fraction] = match;
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  const tail = fraction === undefined ? '' : DECIMAL_MARK[language] + fraction;
  return (sign === '-' ? MINUS : '') + grouped + tail;
}

export function formatCount(count: number, language: Language): string {
  return formatDecimal(String(Math.trunc(count)), language);
}

/** The small reading of less than one kilogram or litre: "70 g" for 0.070 kg; `null` where there is none. */
export function smallReading(amount: Amount, language: Language): string | null {
  const unit = SMALL_UNIT[amount.unit];
  const match = /^(-?)0\.(\d{1,6})$/.exec(amount.amount);
  if (unit === undefined || match === null) return null;
  const millionths = Number(match[2]!.padEnd(6, '0'));
  if (millionths === 0) return null;
  return `${formatDecimal(match[1] + String(millionths / 1000), language)}${NO_BREAK}${unit}`;
}

/** Number and unit word, such as "1,250 kg" in Indonesian; below one unit also the small reading. */
export function formatAmount(amount: Amount, unitWord: string, language: Language): string {
  const main = `${formatDecimal(amount.amount, language)}${NO_BREAK}${unitWord}`.trim();
  const small = smallReading(amount, language);
  return small === null ? main : `${main} = ${small}`;
}

/** Signed for differences: "+3", "−2", "0". */
export function formatSigned(text: string, language: Language): string {
  const plain = formatDecimal(text, language);
  return plain.startsWith(MINUS) || /^0([.,]0*)?$/.test(plain) ? plain : `+${plain}`;
}

/** "21 November 2027": never a number for the month. */
export function formatDate(date: string, language: Language, style: 'long' | 'short' = 'long'): string {
  const at = parseDate(date);
  if (at === null) return date;
  return `${at.getUTCDate()} ${monthName(at, language, style)} ${at.getUTCFullYear()}`;
}

/** "November 2027". */
export function formatMonth(month: string, language: Language): string {
  const at = parseDate(`${month}-01`);
  return at === null ? month : `${monthName(at, language, 'long')} ${at.getUTCFullYear()}`;
}

/** The twelve months by their short names. */
export function monthNames(language: Language): string[] {
  return Array.from({ length: 12 }, (_, month) =>
    monthName(new Date(Date.UTC(2024, month, 1)), language, 'short'),
  );
}

/** Three letters where short: the British "Sept" is longer than its key. */
const MONTH_LOCALE: Record<Language, string> = { en: 'en-US', id: 'id-ID' };

function monthName(at: Date, language: Language, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(MONTH_LOCALE[language], { month: style, timeZone: 'UTC' }).format(at);
}

/** "14:05", and the day with it when it is not the day of `now_ms`. */
export function formatInstant(at_ms: number, now_ms: number, timeZone: string, language: Language): string {
  const time = formatTime(at_ms, timeZone, language);
  if (dayOf(at_ms, timeZone) === dayOf(now_ms, timeZone)) return time;
  const day = new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'short', timeZone }).format(
    at_ms,
  );
  return `${day}, ${time}`;
}

export function formatTime(at_ms: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at_ms);
}

/** The calendar day of an instant in a time zone, YYYY-MM-DD. */
export function dayOf(at_ms: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  return format.format(at_ms);
}

function parseDate(date: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : null;
}
