// The number pad's arithmetic: keys in, what would be sent out.
import { describe, expect, test } from 'vitest';
import {
  EMPTY_ENTRY,
  numberProblem,
  numberResult,
  press,
  pressPack,
  type NumberEntry,
  type NumberKey,
  type NumberRules,
} from './number-entry';

const PIECES: NumberRules = {
  decimals: 0,
  signed: false,
  prefill: '48',
  packs: [
    { name: 'carton', factor: '48' },
    { name: 'pallet', factor: '1920' },
  ],
};
const WEIGHT: NumberRules = {
  decimals: 3,
  signed: false,
  prefill: null,
  packs: [{ name: 'sack', factor: '25.000' }],
};

/** Presses keys one after the other: digits, `,` mark, `-` sign, `<` back, `C` clear, `[carton]` a pack. */
function entered(keys: string, rules: NumberRules): NumberEntry {
  const names: Record<string, NumberKey> = { ',': 'mark', '.': 'mark', '-': 'sign', '<': 'back', C: 'clear' };
  return (keys.match(/\[\w+\]|./g) ?? []).reduce(
    (entry, key) =>
      key.startsWith('[')
        ? pressPack(entry, key.slice(1, -1), rules)
        : press(entry, names[key] ?? (key as NumberKey), rules),
    EMPTY_ENTRY,
  );
}

describe('what is sent', () => {
  test.each([
    ['the untouched proposal', '', PIECES, { amount: '48', pack: null }],
    ['the first digit replaces the proposal', '7', PIECES, { amount: '7', pack: null }],
    ['leading zeros fall away', '007', PIECES, { amount: '7', pack: null }],
    ['back takes one digit', '123<', PIECES, { amount: '12', pack: null }],
    ['whole packs of one kind stay packs', '38[carton]', PIECES, { amount: '38', pack: 'carton' }],
    ['a pack key alone is one pack', '[carton]', PIECES, { amount: '1', pack: 'carton' }],
    ['twice is two', '[carton][carton]', PIECES, { amount: '2', pack: 'carton' }],
    ['packs and pieces add up in stock units', '4[carton]3', PIECES, { amount: '195', pack: null }],
    ['packs of two kinds add up', '1[pallet]2[carton]', PIECES, { amount: '2016', pack: null }],
    ['back reopens the last pack', '38[carton]<<9[carton]', PIECES, { amount: '39', pack: 'carton' }],
    ['decimals with comma', '19,6', WEIGHT, { amount: '19.6', pack: null }],
    ['decimals with point', '0.07', WEIGHT, { amount: '0.07', pack: null }],
    ['a mark first is zero point', ',5', WEIGHT, { amount: '0.5', pack: null }],
    ['a second mark is ignored', '1,2,3', WEIGHT, { amount: '1.23', pack: null }],
    ['sacks and loose kilograms, exactly', '2[sack]0,1', WEIGHT, { amount: '50.1', pack: null }],
    ['a mark means nothing for pieces', '1,5', PIECES, { amount: '15', pack: null }],
    ['a sign means nothing where it is not offered', '-5', PIECES, { amount: '5', pack: null }],
  ])('%s', (_, keys, rules, result) => {
    expect(numberResult(entered(keys, rules), rules)).toEqual(result);
  });

  test('a difference may be negative', () => {
    const signed = { ...PIECES, signed: true };
    expect(numberResult(entered('5-', signed), signed)).toEqual({ amount: '-5', pack: null });
  });
});

describe('what is not sent', () => {
  test.each([
    ['nothing after clear, not even the proposal', 'C', PIECES, null],
    ['all digits taken back', '5<', PIECES, null],
    ['eight digits look like a code', '95212340', PIECES, 'looks_like_a_code'],
    ['a whole GTIN does too', '9521234002031', PIECES, 'looks_like_a_code'],
    ['more decimals than the item keeps', '1,2345', WEIGHT, 'too_fine'],
  ])('%s', (_, keys, rules, problem) => {
    const entry = entered(keys, rules);
    expect(numberResult(entry, rules)).toBeNull();
    expect(numberProblem(entry, rules)).toBe(problem);
  });
});
