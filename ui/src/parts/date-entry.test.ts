// Days and months of the date pad.
import { expect, test } from 'vitest';
import { dateText, daysOf, firstWeekday, monthText } from './date-entry';

test.each([
  [2026, 2, 28],
  [2028, 2, 29],
  [2027, 11, 30],
  [2027, 12, 31],
])('%i-%i has %i days', (year, month, days) => expect(daysOf(year, month)).toBe(days));

test('weeks begin on Monday', () => {
  expect(firstWeekday(2027, 11), '1 November 2027 is a Monday').toBe(0);
  expect(firstWeekday(2026, 11), '1 November 2026 is a Sunday').toBe(6);
});

test('dates and months are text', () => {
  expect(dateText(2027, 3, 5)).toBe('2027-03-05');
  expect(monthText(2027, 11)).toBe('2027-11');
});
