// A wedge burst is a scan on every screen, whatever is open or has the focus, and nothing of it reaches the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, damaged, expiredPallet, goods, keyed } from '../codes.mjs';
import { openFloor } from './floor.mjs';

const BACK = { tap: 'back' };
/** Out of an order with a number half keyed: the digits, the goods in hand, the order. */
const LEFT = [command('cancel'), command('cancel'), BACK];

/** The steps of every flow: what leads there, and the kind of its screen. */
const STEPS = [
  ['home', [badge.manager], 'home'],
  ['receive', [command('receive')], 'receive'],
  ['receive-order', ['PO-3108'], 'receive'],
  ['receive-lot', [goods.bottleCarton], 'receive'],
  ['receive-quantity', [command('noLot')], 'receive'],
  ['receive-digits', keyed(38).slice(0, 2), 'receive'],
  ['receive-date', [...LEFT, command('receive'), command('done'), goods.sambal, command('noLot')], 'receive'],
  ['move', [command('cancel'), BACK, command('move')], 'move_stock'],
  ['move-goods', ['A-04-2'], 'move_stock'],
  ['move-target', [goods.sambal], 'move_stock'],
  ['adjust', [command('cancel'), command('cancel'), BACK, command('adjust')], 'adjust'],
  ['count', [BACK, command('count')], 'count'],
  ['count-goods', ['A-04-2'], 'count'],
  ['count-number', [goods.sambal], 'count'],
  ['name-it', [command('cancel'), BACK, '8991234567891X'], 'name_it'],
];

test('a burst is a scan at the steps of every flow, and changes nothing beside', async (t) => {
  const floor = await openFloor(t, null);
  await floor.probe();
  await floor.browser.picture('badge');
  for (const [name, codes, kind] of STEPS) {
    const { screen } = await floor.scanAll(codes);
    assert.equal(screen.kind, kind, `${name} is open`);
    await floor.probe();
    assert.deepEqual((await floor.screen()).screen, screen, `the step of ${name} stays as it was`);
    await floor.browser.picture(name);
  }
  assert.equal(new URL(floor.page.url()).pathname, '/', 'the page stayed where it was');
  assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
});

test('a burst is a scan on the pages of the desk, with the drawer open, and with Caps Lock on', async (t) => {
  const floor = await openFloor(t, 'manager');
  for (const page of ['stock', 'history', 'recall', 'tasks', 'sync', 'devices', 'settings']) {
    await floor.press(`desk-${page}`);
    await floor.probe();
    await floor.browser.picture(`desk-${page}`);
  }
  await floor.press('drawer-open');
  await floor.probe();
  await floor.browser.picture('drawer');
  // What Caps Lock does to a burst: each letter in the other case, on the same keys.
  const inverted = [...damaged].map((letter) => letter.toLowerCase()).join('');
  await floor.page.evaluate(() => {
    const asIs = KeyboardEvent.prototype.getModifierState;
    KeyboardEvent.prototype.getModifierState = function (name) {
      return name === 'CapsLock' || asIs.call(this, name);
    };
  });
  await floor.probe();
  assert.ok(floor.bursts.at(-1).keys.every((key) => key.caps_lock), 'the page tells that Caps Lock is on');
  assert.equal(floor.bursts.length, 10, `all of it was scans; ${inverted} was none`);
});

test('a burst into a focused text field leaves nothing there', async (t) => {
  const floor = await openFloor(t, 'manager');
  const field = (name) => floor.page.locator(`input[data-name="${name}"]`);

  await floor.press('type-code');
  await field('text').fill('AB');
  await floor.probe();
  assert.equal(await field('text').inputValue(), 'AB', 'the code that is being typed keeps its letters');
  await floor.press('close');

  await floor.press('desk-stock');
  await floor.press('search-open');
  await field('search').fill('samb');
  await floor.probe();
  assert.equal(await field('search').inputValue(), 'samb', 'and so does the search');
  await floor.press('search-done');
  await floor.press('desk-leave');

  await floor.scanAll(['PO-3108', goods.bottleCarton]);
  await floor.tap({ tap: 'open_text' });
  await field('text').fill('BTL');
  await floor.probe();
  assert.equal(await field('text').inputValue(), 'BTL', 'and so does the lot');
  assert.equal(await field('text').evaluate((input) => document.activeElement === input), true, 'which stays in work');
});

test('Enter of a burst presses no focused button', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.page.locator('[data-name="flow-receive"]').focus();
  await floor.probe();
  assert.equal((await floor.screen()).screen.kind, 'home', 'the flow was not opened');
  await floor.scanAll(['PO-3108', goods.bottleCarton, command('noLot')]);
  const before = await floor.ask('/history');
  await floor.page.locator('[data-name="main"]').focus();
  await floor.probe();
  await floor.probe({ end: 'Tab' });
  assert.deepEqual(await floor.ask('/history'), before, 'and nothing was booked');
});

test('scans behind an open question wait, are shown, and are taken in order', async (t) => {
  const floor = await openFloor(t, 'manager');
  await floor.scanAll([command('receive'), command('done')]);
  const asked = await floor.scan(expiredPallet(12, 'SB-PAST'));
  assert.ok(asked.screen.prompt.question, 'an expired lot asks');
  const screen = await floor.scan(`]C1${expiredPallet(12, 'SB-PAST').replace('3712', '3724').replace('260101', '270627')}`);
  assert.equal(screen.waiting_count, 1, 'the scan behind the question waits');
  await floor.sees('question', /1 scan waits/);
  await floor.browser.picture('question-waiting');
  const before = (await floor.ask('/history')).rows.length;
  await floor.page.locator('[data-name="question"] .safe').click();
  const after = (await floor.ask('/history')).rows.length;
  const then = await floor.screen();
  assert.equal(then.waiting_count, 0, 'nothing waits any more');
  assert.ok(after >= before, `${before} entries became ${after}`);
});
