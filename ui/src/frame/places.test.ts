// What is asked of the station for a place at the desk.
import { describe, expect, test } from 'vitest';
import { daysText, dayBefore, fieldText, withKind, without } from '../desk/history-filter';
import { historyQuery, numberQuery, query } from './places';

describe('questions', () => {
  test('only what is set is asked, and every sign of it arrives', () => {
    expect(
      query([
        ['search', 'a&b=ü %'],
        ['cursor', undefined],
        ['seat', ''],
      ]),
    ).toBe('?search=a%26b%3D%C3%BC%20%25');
    expect(historyQuery({})).toBe('');
    expect(historyQuery({ serial: 'S 1', kinds: ['ship', 'pick'], owner: { id: 'o', name: 'House' } })).toBe(
      '?serial=S%201&owner=o&kind=ship%2Cpick',
    );
    expect(numberQuery({ item: { id: 'i', name: '' }, place: { id: 'p', name: '' } })).toBe('?item=i&at=p');
  });
});

describe('a filter', () => {
  test('takes kinds and leaves them', () => {
    const one = withKind({}, 'ship');
    expect(withKind(one, 'pick').kinds).toEqual(['ship', 'pick']);
    expect(withKind(one, 'ship'), 'the last one leaves no empty list').toEqual({});
  });
  test('leaves out one thing and keeps the rest', () => {
    expect(without({ from: '2026-11-01', to: '2026-11-02', serial: 'S' }, 'days')).toEqual({ serial: 'S' });
    expect(without({ serial: 'S', kinds: ['ship'] }, 'serial')).toEqual({ kinds: ['ship'] });
  });
  test('says its days in words', () => {
    expect(daysText('2026-11-21', '2026-11-21')).toBe('21 Nov 2026');
    expect(daysText('2026-11-15', '2026-11-21')).toBe('15 Nov 2026 to 21 Nov 2026');
    expect(daysText('2026-11-15', undefined)).toBe('since 15 Nov 2026');
    expect(fieldText({ kinds: ['ship', 'receive'] }, 'kind')).toBe('Shipped, Received');
  });
  test('counts days over the end of a month', () => {
    expect(dayBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(dayBefore('2026-11-21', 6)).toBe('2026-11-15');
  });
});
