// The keyboard of the browser: many scans in a row, typing beside them, scanners that send control characters,
// and a page that does not hear or has lost its station.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { command, damaged, goods, pallet } from '../codes.mjs';
import { openFloor } from './floor.mjs';
import { eventually, start, stationOn, tallyman } from './support.mjs';

const SCANS = 30;
const PACE_MS = 100;

/** Scans `codes` at the pace of thirty in three seconds, without waiting for any answer. */
async function hurry(floor, codes) {
  for (const code of codes) {
    const next = pause(PACE_MS);
    await floor.browser.scan(code);
    await next;
  }
}

test('thirty scans in three seconds are thirty entries in order, also thirty times the same', async (t) => {
  const floor = await openFloor(t);
  await floor.scanAll([command('receive'), command('done')]);
  const entries = async () => (await floor.ask('/history')).rows.filter((row) => row.kind === 'receive');

  await hurry(floor, Array(SCANS).fill(pallet(24, 'SB-SAME')));
  const same = await eventually('thirty entries of the same', async () => {
    const rows = await entries();
    return rows.length >= SCANS && rows;
  });
  assert.equal(same.length, SCANS, 'each scan is one entry');
  const [stock] = (await floor.ask('/stock?search=FG-SB250')).rows;
  const atDock = stock.places.filter((place) => place.lot.code === 'SB-SAME');
  assert.deepEqual(atDock.map((place) => place.on_hand.amount), [String(24 * SCANS)], '30 × 24 stand at the dock');

  const counts = Array.from({ length: SCANS }, (_, index) => 101 + index);
  await hurry(floor, counts.map((count) => pallet(count, `SB-${count}`)));
  const rows = await eventually('thirty entries more', async () => {
    const page = await entries();
    return page.some((row) => row.lot.code === 'SB-130') && page;
  });
  const newest = rows.slice(0, SCANS).map((row) => Number(row.quantity.amount)).reverse();
  assert.deepEqual(newest, counts, 'in the order of the scans, with the lot behind the group separator');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('typing is left alone and goes to the open keypad', async (t) => {
  const floor = await openFloor(t);
  await floor.press('type-code');
  await floor.page.keyboard.type('po-31', { delay: 70 });
  const field = floor.page.locator('input[data-name="text"]');
  assert.equal(await field.inputValue(), 'po-31', 'every letter is in the field');
  await floor.page.keyboard.press('Escape');

  await floor.scanAll(['PO-3108', goods.bottle, command('noLot')]);
  await floor.page.keyboard.type('96', { delay: 90 });
  await floor.sees('number', '96');
  await floor.page.keyboard.press('Backspace');
  await floor.sees('number', /^9$/);
  await floor.page.keyboard.type('6', { delay: 90 });
  await pause(200);
  await floor.page.keyboard.press('Enter');
  await eventually('the number is taken', async () => {
    const { screen } = await floor.screen();
    return screen.in_hand.quantity?.amount === '96' || screen.lines[0].done.amount === '96';
  });
  assert.equal(floor.bursts.length, 4, 'nothing of it was taken for a scan');
});

test('a number half typed on the pad is not booked as the proposal, whatever is scanned meanwhile', async (t) => {
  const floor = await openFloor(t);
  await floor.scanAll(['PO-3108', goods.bottleCarton, command('noLot')]);
  const entries = async () => (await floor.ask('/history')).rows.length;
  const before = await entries();
  const key = (digit) => floor.page.locator('.keys button').getByText(digit, { exact: true });
  for (const digit of '192') await key(digit).click();
  await floor.sees('number', /^192$/);
  await eventually('the station knows of it', async () => (await floor.screen()).screen.prompt.keypad.editing);

  const done = await floor.scan(command('done'));
  assert.equal(done.verdict.message.code, 'refusal-number-not-entered', 'DONE books nothing the screen does not show');
  assert.equal((await floor.scan('PO-3109')).waiting_count, 1, 'the next scan waits');
  await floor.sees('number', /^192$/);
  await floor.browser.picture('keyboard-half-typed');
  await key('0').click();
  await floor.page.locator('[data-name="main"]').click();
  await floor.sees('number', /1,920|1920/);
  assert.equal(await entries(), before, 'nothing was booked on the way');
  await floor.scan(command('done'));
  await eventually('what stood on the screen is booked', async () => {
    const [newest] = (await floor.ask('/history')).rows;
    return newest.quantity.amount === '1920';
  });

  // A page that is loaded anew has lost the number: the scans do not wait for it for ever.
  await floor.scanAll([command('cancel'), command('receive'), command('done'), goods.bottle, command('noLot')]);
  await floor.page.locator('[data-name="number"]').waitFor();
  await key('7').click();
  await eventually('the station knows of it', async () => (await floor.screen()).screen.prompt.keypad.editing);
  await floor.page.reload();
  await eventually('it was let go of', async () => !(await floor.screen()).screen.prompt.keypad.editing);
});

test('control characters of a scanner open and reload nothing', async (t) => {
  const floor = await openFloor(t);
  await floor.page.evaluate(() => (window.stayed = true));
  const keys = [...damaged];
  for (const end of ['\n', '\r', '\t']) {
    await floor.browser.scan([...keys, end], { end: null });
    await floor.sees('verdict', damaged);
  }
  await floor.browser.scan([...keys.slice(0, 6), 'F5', '\u0012', '\u0010', 'Backspace', ...keys.slice(6)]);
  await eventually('the last one is handed in', () => floor.bursts.length === 5);
  const ends = floor.bursts.slice(1).map((burst) => burst.terminator);
  assert.deepEqual(ends, ['enter', 'enter', 'tab', 'enter'], 'line feed, carriage return and tab end a scan');
  assert.equal(await floor.page.evaluate(() => window.stayed), true, 'the page was not loaded anew');
  assert.equal(floor.page.context().pages().length, 1, 'nothing was opened');
});

test('a page without the keyboard says so across its width', async (t) => {
  const floor = await openFloor(t);
  // Chromium without a screen gives every page the focus; the window's tests take it away for real.
  await floor.page.evaluate(() => {
    document.hasFocus = () => false;
    window.dispatchEvent(new Event('blur'));
  });
  await floor.sees('not-listening', /Not listening/);
  const bar = await floor.page.locator('[data-name="not-listening"]').boundingBox();
  assert.equal(bar.width, floor.page.viewportSize().width, 'from edge to edge');
  await floor.browser.picture('not-listening');
  await floor.page.evaluate(() => {
    delete document.hasFocus;
    window.dispatchEvent(new Event('focus'));
  });
  await floor.page.locator('[data-name="not-listening"]').waitFor({ state: 'detached' });
});

test('a page that loses its station says so, keeps the scans, and hands them in when it is back', async (t) => {
  const floor = await openFloor(t, 'manager');
  const { port } = new URL(floor.station.address);
  await floor.station.program.end('SIGKILL');
  await floor.sees('lost', /lost its station/);
  for (const code of [command('receive'), command('done'), pallet(24, 'SB-KEPT')]) await floor.browser.scan(code);
  await floor.sees('lost', /3 scans are kept/);
  await floor.browser.picture('lost');

  // Its address is a setting; here the system had chosen it.
  const settings = path.join(floor.station.data, 'station.toml');
  await writeFile(settings, (await readFile(settings, 'utf8')).replace(/^port = 0$/m, `port = ${port}`));
  const again = start(t, tallyman, [...stationOn(floor.station.data, floor.world), '--serve']);
  await again.line('where it serves', (line) => line.startsWith('{') && JSON.parse(line));
  await floor.page.locator('[data-name="lost"]').waitFor({ state: 'detached' });
  const rows = await eventually('the kept scans are booked', async () => {
    const page = (await floor.ask('/history')).rows.filter((row) => row.lot.code === 'SB-KEPT');
    return page.length > 0 && page;
  });
  assert.equal(rows.length, 1, 'once');
  assert.equal((await floor.screen()).operator.name, 'Inventory manager 1', 'and the person is still at work');
});
