// Goods that are weighed: two fields on one pad, one tap for both, and what is said of them.
import { expect, test } from 'vitest';
import type { Prompt } from '../generated/types';
import { amountText, measureText, piecesText, reader } from '../words/words.svelte';
import { mainButton } from './main-button';
import { PromptEntry } from './prompt-entry.svelte';

function asked(prefill: string | null, pieces: string | null): Prompt {
  return {
    message: { code: 'prompt-target', values: {} },
    keypad: {
      label: 'keypad-quantity',
      unit: 'kg',
      decimals: 3,
      prefill,
      expected: { amount: '24.380', unit: 'kg', pieces: 12 },
      signed: false,
      editing: false,
      packs: [{ name: 'sack', factor: { amount: '20.000', unit: 'kg' } }],
      pieces: { prefill: pieces },
    },
    date_pad: false,
    text_field: null,
    question: null,
    choices: [],
    can_choose: false,
    primary: null,
    buttons: [],
  };
}

function opened(prompt: Prompt): PromptEntry {
  const entry = new PromptEntry(() => prompt);
  entry.begin();
  return entry;
}

test('weight and pieces are keyed one after the other and sent as one tap', () => {
  reader.language = 'en';
  const prompt = asked(null, null);
  const entry = opened(prompt);
  expect(entry.field, 'the weight comes first').toBe('number');
  expect(entry.tap).toBeNull();
  for (const key of ['5', 'mark', '2'] as const) entry.press(key);
  const next = mainButton(prompt, entry);
  expect([next.tap, next.goesOn], 'nothing is sent without the pieces').toEqual([null, true]);
  expect(next.text).toContain('5.2');
  entry.field = 'pieces';
  expect(mainButton(prompt, entry).goesOn, 'pieces are missing still').toBe(false);
  entry.press('mark');
  entry.press('2');
  expect(entry.tap, 'pieces have no decimals').toEqual({ tap: 'weighed', amount: '5.2', pieces: '2' });
  expect(mainButton(prompt, entry).text).toContain('2 pieces');
});

test('a weight that stands waits for its pieces', () => {
  const entry = opened(asked('5.2', null));
  expect(entry.field, 'the weight was read from the label').toBe('pieces');
  entry.press('3');
  expect(entry.tap).toEqual({ tap: 'weighed', amount: '5.2', pieces: '3' });
});

test('a proposal is left as it is until a key is pressed', () => {
  const entry = opened(asked('24.38', '12'));
  expect([entry.tap, entry.isUnfinished]).toEqual([null, false]);
  expect(entry.shownPieces).toBe('12');
  entry.press('4');
  expect([entry.tap, entry.shownPieces], 'of another weight nobody can propose the pieces').toEqual([
    null,
    '',
  ]);
  expect(entry.awaitsPieces).toBe(true);
  entry.field = 'pieces';
  entry.press('2');
  expect(entry.tap).toEqual({ tap: 'weighed', amount: '4', pieces: '2' });
  entry.begin();
  entry.field = 'pieces';
  entry.press('9');
  expect(entry.tap, 'pieces of all that stands there may differ').toEqual({
    tap: 'weighed',
    amount: '24.38',
    pieces: '9',
  });
  entry.begin();
  expect(entry.isTouched, 'and are gone with the next prompt').toBe(false);
});

test('what is finer than the item shows is about so much', () => {
  reader.language = 'en';
  const fine = { amount: '19.5993', unit: 'kg', about: '19.599' };
  expect(amountText(fine)).toBe('≈ 19.599\u00a0kg');
  expect(amountText({ amount: '5.200', unit: 'kg', pieces: 2 })).toBe('5.200\u00a0kg · 2 pieces');
  expect(measureText({ amount: '5.200', unit: 'kg', pieces: 1 }), 'the weight alone').toBe('5.200\u00a0kg');
  expect(piecesText({ amount: '5.200', unit: 'kg', pieces: 1 })).toBe('1 piece');
  reader.language = 'id';
  expect(amountText({ ...fine, pieces: 3 })).toBe('≈ 19,599\u00a0kg · 3 potong');
  reader.language = 'en';
});

test('a weight with the crate is sent as such, with what is left of it said before', () => {
  reader.language = 'en';
  const prompt = asked(null, null);
  const keypad = { ...prompt.keypad!, tare: { crate_code: 'CR-011', tare: { amount: '1.850', unit: 'kg' } } };
  delete keypad.pieces;
  const entry = opened({ ...prompt, keypad });
  entry.press('9');
  entry.pressCrate();
  expect([entry.tap, entry.shownNumber], 'what was keyed was the weight without it').toEqual([null, '']);
  for (const key of ['1', 'mark', '8'] as const) entry.press(key);
  expect([entry.tap, entry.problem], 'less than the crate').toEqual([null, 'below_tare']);
  entry.pressCrate();
  entry.pressCrate();
  for (const key of ['1', '2', 'mark', '3', '5'] as const) entry.press(key);
  expect([entry.net, entry.problem]).toEqual(['10.500', null]);
  expect(entry.tap).toEqual({ tap: 'gross', amount: '12.35', pieces: null });
  expect(mainButton({ ...prompt, keypad }, entry).text, 'the goods are what is entered').toContain('10.500');
  entry.begin();
  expect(entry.withCrate, 'the next number is the goods alone again').toBe(false);
});

test('of catch-weight goods the pieces go with the weight with the crate', () => {
  const prompt = asked(null, null);
  const keypad = {
    ...prompt.keypad!,
    tare: { crate_code: 'CR-011', tare: { amount: '1.8505', unit: 'kg' } },
  };
  const entry = opened({ ...prompt, keypad });
  entry.pressCrate();
  for (const key of ['9', 'mark', '8'] as const) entry.press(key);
  expect([entry.tap, entry.awaitsPieces]).toEqual([null, true]);
  entry.field = 'pieces';
  entry.press('4');
  expect(entry.tap).toEqual({ tap: 'gross', amount: '9.8', pieces: '4' });
  expect(entry.net, 'exactly').toBe('7.9495');
});
