// Looking things up at the desk, on the demo's real goods: found while typing, opened, explained movement by movement,
// and traced from a part of a lot's code; in both languages, with a keyboard, by touch and with a scanner.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, pallet } from '../codes.mjs';
import { openFloor } from './floor.mjs';
import { eventually } from './support.mjs';

const texts = (floor, selector) =>
  floor.page.locator(selector).allInnerTexts().then((all) => all.map((text) => text.replaceAll(/\s+/g, ' ').trim()));

/** The SKUs that are found, as soon as they are `wanted`. */
async function finds(floor, wanted) {
  const found = () =>
    floor.page.locator('[data-name=stock] .open-item').evaluateAll((rows) => rows.map((row) => row.dataset.sku));
  const fits = async () => JSON.stringify(await found()) === JSON.stringify(wanted);
  await eventually(`the search finds ${wanted}`, fits, 8_000).catch(async (error) => {
    throw new Error(`${error.message}; it finds ${await found()}`);
  });
}

/** The letters on the screen, touched one after the other. */
async function touchLetters(floor, letters) {
  for (const letter of letters) {
    await floor.page.locator('.letters .key', { hasText: new RegExp(`^${letter}$`) }).click();
  }
}

/** Two dozen jars of a lot that only this test has. */
const received = (lot) => [command('receive'), command('done'), pallet(24, lot), command('done')];

test('an item is found while typing: with a mistake, in the other language, by its lot and by its place', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.press('desk-stock');
  await floor.page.keyboard.type('garem', { delay: 120 });
  await finds(floor, ['RM-SAL']);
  await floor.browser.picture('desk-search-typed');
  assert.equal(floor.bursts.length, 1, 'typing by hand is no scan: the badge was the only one');
  await floor.page.locator('input[data-name=search]').fill('SAL-9');
  await eventually('the lot leads to its item', async () => {
    const [first] = await texts(floor, '[data-name=stock] .open-item');
    return first?.includes('RM-SAL') && first.includes('SAL-9');
  });
  await floor.page.locator('input[data-name=search]').fill('A-01-4');
  await finds(floor, ['RM-SAL']);
  await floor.page.locator('input[data-name=search]').fill('nothing of ours');
  await floor.sees('stock', /Nothing fits/);
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('letters are touched where no keyboard is, and a scan meanwhile is a scan', async (t) => {
  const floor = await openFloor(t, 'lead', { language: 'id-ID' });
  await floor.press('desk-stock');
  await floor.press('search-open');
  await touchLetters(floor, 'GARAM');
  await finds(floor, ['RM-SAL']);
  await floor.browser.picture('desk-search-touched');
  await floor.probe();
  assert.equal(await floor.page.locator('input[data-name=search]').inputValue(), 'GARAM', 'nothing was typed by it');
  await finds(floor, ['RM-SAL']);
  await floor.page.locator('[data-sku=RM-SAL]').click();
  await floor.sees('item', 'Garam');
  await floor.sees('item-places', /A-01-4.*61,400 kg/);
  await floor.browser.picture('desk-item');
});

test('a number is explained by the movements that made it, down to nothing', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.scanAll(received('SB-WHY'));
  await leave(floor);
  await floor.press('desk-stock');
  await floor.page.locator('[data-name="why-FG-SB250"]').click();
  const item = (await floor.ask('/stock?search=FG-SB250')).rows[0];
  const told = await floor.ask(`/stock/explain?item=${item.item.id}`);
  await floor.sees('explained-number', `${item.on_hand.amount} pcs`);
  const steps = await texts(floor, '[data-name=explain-step]');
  assert.equal(steps.length, told.steps.length, 'every movement is there');
  assert.match(steps[0], /^\+24 pcs Received Supplier .*Inventory manager/, 'the newest is what was just received');
  const sum = told.steps.reduce((total, step) => total + Number(step.change.amount), 0);
  assert.equal(sum, Number(item.on_hand.amount), 'and they make the number');
  await floor.sees('explain-sum', `It began with 0 pcs. ${steps.length} movements together make ${item.on_hand.amount} pcs.`);
  await floor.browser.picture('desk-explain');
  await floor.press('back');
  await floor.sees('stock', 'Sambal Bawang');
});

test('a lot is recalled from a part of its code: where each jar is, and that it adds up', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.scanAll(received('SB-RCL-77'));
  await leave(floor);
  await floor.press('desk-recall');
  await floor.browser.picture('desk-recall-begin');
  await floor.page.keyboard.type('rcl-7', { delay: 120 });
  await floor.sees('recall-root', 'SB-RCL-77');
  await floor.sees('balance', 'Received 24 pcs = On hand 24 pcs + Unexplained 0 pcs');
  await floor.sees('recall-sheet', 'It adds up');
  const parts = await texts(floor, '[data-name=recall-sheet] li');
  assert.ok(parts.some((part) => /^Received .*scanned 24 pcs$/.test(part)), `where it came from: ${parts}`);
  assert.ok(parts.some((part) => /^Here now .*scanned 24 pcs$/.test(part)), `and where it is: ${parts}`);
  await floor.browser.picture('desk-recall');
  await floor.page.locator('input[data-name=search]').fill('sb-');
  await floor.page.locator('[data-name=recall-found] [data-lot="SB-RCL-77"]').click();
  await floor.sees('recall-root', 'SB-RCL-77');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('a lead puts a recalled lot on hold, and an operator is not offered it', async (t) => {
  const floor = await openFloor(t, 'lead');
  await floor.scanAll(received('SB-HOLD'));
  await leave(floor);
  await floor.press('desk-recall');
  await floor.page.keyboard.type('SB-HOLD', { delay: 120 });
  await floor.sees('recall-root', 'SB-HOLD');
  await floor.press('recall-hold');
  await floor.browser.picture('desk-hold-why');
  await floor.press('reason-check-failed');
  await floor.sees('recall-sheet', /[Dd]itahan/);
  const lot = (await floor.ask('/recall?code=SB-HOLD')).recall.lots[0];
  assert.equal(lot.name.status, 'quarantine', 'the book says so');
  await floor.browser.picture('desk-held');
  await floor.scan(badge.operator3);
  await floor.press('desk-recall');
  await floor.page.keyboard.type('SB-A', { delay: 120 });
  await floor.sees('recall-root', 'SB-A');
  assert.equal(await floor.page.locator('[data-name=recall-hold]').count(), 0, 'not by everybody');
});

test('the history is narrowed down by touch and added up', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.scanAll(received('SB-HIS'));
  await leave(floor);
  await floor.press('desk-history');
  await floor.press('history-filter');
  await floor.press('filter-kind');
  await floor.press('kind-receive');
  await floor.browser.picture('desk-history-filter');
  await floor.press('filter-lot');
  await touchLetters(floor, 'HIS');
  await floor.page.locator('[data-name="found-SB-HIS"]').click();
  await floor.sees('filter-off-kind', 'Received');
  await floor.sees('filter-off-lot', 'SB-HIS');
  assert.equal((await texts(floor, '[data-name=history] li')).length, 1, 'this one receipt');
  await floor.page.locator('[data-value=totals]').click();
  await floor.sees('totals', /Received 1 movement 24 pcs 24 pcs 0 pcs/);
  await floor.browser.picture('desk-history-totals');
  await floor.press('filter-off-lot');
  await floor.press('filter-off-kind');
  await floor.sees('totals', 'Opening stock');
});

/** Back to the home screen out of a delivery. */
async function leave(floor) {
  for (let step = 0; step < 6; step += 1) {
    const { screen } = await floor.screen();
    if (screen.kind === 'home') return;
    const question = screen.prompt.question;
    await floor.tap(question ? question.answers.at(-1).tap : { tap: 'back' });
  }
  throw new Error('the way home is longer than that');
}
