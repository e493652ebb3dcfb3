// A recall as a tree, and the line that says whether it adds up.
import { expect, test } from 'vitest';
import type { RecallLink, RecallView } from '../generated/types';
import { RECALL } from '../rehearsal/recalling';
import { asked, branches, isNothing, terms, type Branch } from './recall';

const view = RECALL.recall!;
const codes = (list: readonly Branch[]): unknown[] =>
  list.map((branch) => [branch.lot.name.code, ...codes(branch.branches)]);

test('what it was made from stands below it, source by source', () => {
  expect(asked(view)?.name.code).toBe('SB-A');
  expect(codes(branches(view, 'up'))).toEqual([['SHL-1'], ['CHI-P', ['GAR-1'], ['']]]);
  expect(branches(view, 'down')).toEqual([]);
});

test('goods that were worked again into themselves do not lead round for ever', () => {
  const [first] = view.links as [RecallLink];
  const round: RecallView = { ...view, links: [first, { ...first, from: 'SB-A', into: 'SHL-1' }] };
  expect(codes(branches(round, 'up'))).toEqual([['SHL-1']]);
  expect(codes(branches(round, 'down'))).toEqual([['SHL-1']]);
});

test('a lot that is reached by two ways stands at both, each with a key of its own', () => {
  const [first] = view.links as [RecallLink];
  const other = { ...first, by: { ...first.by, entry: 'another', number: 'MO-99' } };
  const keys = branches({ ...view, links: [first, other] }, 'up').map((branch) => branch.key);
  expect(new Set(keys).size).toBe(2);
});

test('the line shows what there is, and always what is on hand and unexplained', () => {
  const balance = view.lots[1]!.balance!;
  expect(terms(balance).map((term) => term.name)).toEqual(['received', 'on_hand', 'used', 'unexplained']);
  const nothing = { ...balance, received: { amount: '0.000', unit: 'kg' } };
  expect(terms(nothing)[0]?.name, 'one side is never empty').toBe('received');
  expect(['0', '0.000', '-0.0', '0.001', '-2'].map(isNothing)).toEqual([true, true, true, false, false]);
});
