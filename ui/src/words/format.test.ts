// Values as people read them, in both languages (ux.md 2.4, units.md).
import { describe, expect, test } from 'vitest';
import {
  dayOf,
  formatAmount,
  formatCount,
  formatDate,
  formatDecimal,
  formatInstant,
  formatMonth,
  formatSigned,
  monthNames,
  smallReading,
} from './format';

const THIN = '\u202f';

describe('numbers', () => {
  test.each([
    ['1.250', '1.250', '1,250'],
    ['0', '0', '0'],
    ['9999', '9999', '9999'],
    ['12000', `12${THIN}000`, `12${THIN}000`],
    ['1824.5', '1824.5', '1824,5'],
    ['1234567.890', `1${THIN}234${THIN}567.890`, `1${THIN}234${THIN}567,890`],
    ['-2.000', '−2.000', '−2,000'],
  ])('%s', (text, english, indonesian) => {
    expect(formatDecimal(text, 'en')).toBe(english);
    expect(formatDecimal(text, 'id')).toBe(indonesian);
  });

  test('what is no number stays as it came', () => expect(formatDecimal('≈5', 'id')).toBe('≈5'));
  test('counts carry no marks below 10,000', () => expect(formatCount(1824, 'en')).toBe('1824'));
  test('differences carry their sign', () => {
    expect([formatSigned('3', 'en'), formatSigned('-2.000', 'id'), formatSigned('0.000', 'en')]).toEqual([
      '+3',
      '−2,000',
      '0.000',
    ]);
  });
});

describe('quantities', () => {
  test('below one kilogram the small unit stands beside it', () => {
    expect(formatAmount({ amount: '0.070', unit: 'kg' }, 'kg', 'id')).toBe('0,070\u00a0kg = 70\u00a0g');
    expect(formatAmount({ amount: '0.070', unit: 'kg' }, 'kg', 'en')).toBe('0.070\u00a0kg = 70\u00a0g');
    expect(smallReading({ amount: '0.250', unit: 'L' }, 'en')).toBe('250\u00a0mL');
  });
  test('not at nothing, above one, or for pieces', () => {
    for (const amount of [
      { amount: '0.000', unit: 'kg' },
      { amount: '1.070', unit: 'kg' },
      { amount: '0.5', unit: 'pcs' },
    ]) {
      expect(smallReading(amount, 'en')).toBeNull();
    }
  });
});

describe('dates', () => {
  test('never a number for the month', () => {
    expect(formatDate('2027-05-03', 'en')).toBe('3 May 2027');
    expect(formatDate('2027-05-03', 'id')).toBe('3 Mei 2027');
    expect(formatDate('2027-09-03', 'en', 'short')).toBe('3 Sep 2027');
    expect(formatMonth('2027-11', 'id')).toBe('November 2027');
  });
  test('twelve names', () =>
    expect(monthNames('id')).toEqual([
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'Mei',
      'Jun',
      'Jul',
      'Agu',
      'Sep',
      'Okt',
      'Nov',
      'Des',
    ]));
  test('what is no date stays as it came', () => expect(formatDate('2027-02-30', 'en')).toBe('2027-02-30'));

  test("instants in the site's time zone, with the day when it is another", () => {
    const at_ms = Date.UTC(2026, 10, 21, 3, 5);
    expect(formatInstant(at_ms, at_ms, 'Asia/Jakarta', 'en')).toBe('10:05');
    expect(formatInstant(at_ms, at_ms, 'Asia/Jakarta', 'id')).toBe('10.05');
    expect(formatInstant(at_ms, at_ms + 86_400_000, 'Asia/Jakarta', 'en')).toBe('21 Nov, 10:05');
    expect(dayOf(Date.UTC(2026, 10, 21, 18), 'Asia/Jakarta'), 'past midnight there').toBe('2026-11-22');
  });
});
