// Days of a month for the date pad: calendar arithmetic on YYYY-MM-DD text, no clock and no time zone.

/** Days of a month; `month` is 1 to 12. */
export function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The weekday of the first, Monday 0. */
export function firstWeekday(year: number, month: number): number {
  return (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
}

export function dateText(year: number, month: number, day: number): string {
  return `${monthText(year, month)}-${String(day).padStart(2, '0')}`;
}

export function monthText(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
