// What needs a person, on the screen: a code that nobody knew is named a while later and booked as of then, an
// order waits for its codes, and a task is opened, settled and stays on record.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, goods, keyed } from '../codes.mjs';
import { openFloor } from './floor.mjs';
import { eventually } from './support.mjs';

const UNKNOWN = '8991234567891X';
const BACK = { tap: 'back' };

/** A hand is slower than the time in which a second touch is taken for the same one. */
async function touch(floor, key) {
  await floor.page.waitForTimeout(300);
  await key.first().click();
}

/** The newest movement, as the station tells it. */
const newest = async (floor) => (await floor.ask('/history')).rows[0];

test('a code is parked by a scan, named from the tray, and booked at its order and its time', async (t) => {
  const floor = await openFloor(t, 'lead', { language: 'id-ID' });
  await floor.scanAll(['PO-3108', UNKNOWN, command('park'), BACK]);
  const [parked] = await floor.ask('/parked');
  assert.deepEqual([parked.code, parked.document], [UNKNOWN, 'PO-3108'], 'it waits with its order');

  await floor.sees('tray', '1 di baki');
  await floor.press('tray');
  await floor.sees('parked', UNKNOWN);
  await floor.sees('parked', 'PO-3108');
  await floor.browser.picture('tray');
  await floor.press('tray-name');
  await floor.sees('mark', 'Dari baki');
  await floor.sees('prompt', UNKNOWN);
  await floor.browser.picture('tray-name');

  await touch(floor, floor.page.locator('[data-name="open_text"]'));
  await floor.page.locator('input[data-name="text"]').fill('Botol');
  await touch(floor, floor.page.locator('[data-name="main"]'));
  await touch(floor, floor.page.getByText('carton isi 48'));
  await floor.sees('mark', 'Dari baki');
  await floor.scanAll([command('noLot'), command('done')]);
  await eventually('the seat is where it was', async () => (await floor.screen()).screen.kind === 'home');

  const entry = await newest(floor);
  const carton = { amount: '48', unit: 'pcs' };
  assert.deepEqual([entry.document, entry.quantity], ['PO-3108', carton], 'at its order');
  assert.equal(entry.happened_at_ms, parked.at_ms, 'as of the scan');
  assert.ok(entry.recorded_at_ms > parked.at_ms, 'though it was written down later');
  assert.deepEqual(await floor.ask('/parked'), [], 'the tray is empty');
  const chip = floor.page.locator('[data-name="tray"]');
  await eventually('the strip says nothing of it', async () => (await chip.count()) === 0);
  await floor.press('desk-history');
  await floor.sees('history', /PO-3108/);
  await floor.browser.picture('tray-history');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('an order with a code in the tray is not closed; what is not ours leaves it', async (t) => {
  const floor = await openFloor(t, 'manager');
  const all = [goods.bottleCarton, command('noLot'), ...keyed(40), command('done')];
  await floor.scanAll(['PO-3108', UNKNOWN, ...all]);
  await floor.scan(command('done'));
  await floor.sees('question', /PO-3108 has 1 code in the tray/);
  await floor.browser.picture('tray-question');
  await touch(floor, floor.page.locator('[data-name="question"]').getByText('Leave it open'));
  await floor.sees('verdict', /PO-3108 stays open/);

  await floor.press('tray');
  await floor.press('tray-discard');
  await floor.browser.picture('tray-discard');
  await floor.press('resolution-not-ours');
  await floor.sees('parked', /The tray is empty/);
  assert.deepEqual(await floor.ask('/parked'), [], 'nothing holds the order any more');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('a count that its counter may not post is settled by the lead, and another is taken', async (t) => {
  const floor = await openFloor(t, 'operator3');
  const counted = [command('count'), 'A-04-2', goods.sambal, ...keyed(300), command('done')];
  const miscount = [...counted, { tap: 'answer', answer: 'could_not_find' }, command('done'), BACK];
  await floor.scanAll(miscount);
  await floor.sees('link', '1 needs a person');
  await floor.press('link');
  await floor.sees('tasks', /counted 300 pcs/);
  assert.equal(await floor.page.locator('[data-name="task-settle"]').count(), 0, 'an operator may only look');

  await floor.scan(badge.manager);
  await floor.press('link');
  await floor.press('task-settle');
  await floor.sees('task', /Count again or take the count/);
  await floor.browser.picture('task');
  await eventually('it is seen', async () => (await floor.ask('/tasks')).rows[0].state === 'seen');
  await floor.press('resolution-counted-again');
  await floor.sees('tasks', 'Nothing needs a person');
  await floor.page.locator('[data-value="settled"]').click();
  await floor.sees('settled-tasks', /Counted again: the book is right Inventory manager 1/);
  await floor.browser.picture('tasks-settled');

  await floor.scanAll([badge.operator3, ...miscount]);
  const { rows: [waiting] } = await floor.ask('/tasks');
  await floor.scan(badge.manager);
  await floor.press('link');
  await floor.press('task-way');
  await floor.sees('mark', 'Counted');
  await floor.scan(command('done'));
  await touch(floor, floor.page.locator('[data-name="question"]').getByText('Could not find it'));
  await floor.sees('verdict', /counted 300 pcs/);
  const entry = await newest(floor);
  const counted_ms = waiting.message.values.at.value;
  assert.deepEqual([entry.kind, entry.happened_at_ms], ['count', counted_ms], 'as of the count');
  assert.deepEqual((await floor.ask('/tasks')).rows, [], 'and nobody has to look any more');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});
