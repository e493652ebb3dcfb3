// Real key presses into the real window: a burst is a scan on every kind of screen, and a window without the
// keyboard says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, damaged, expiredPallet, goods, pallet } from '../codes.mjs';
import { eventually, openWindow, outsideWorld } from './support.mjs';

/** What `name` says on the page, or nothing. */
const textOf = (window, name) =>
  window.page.ask((name) => document.querySelector(`[data-name="${name}"]`)?.innerText ?? '', name);

const sees = (window, name, words) =>
  eventually(`${name} says ${words}`, async () => {
    const text = (await textOf(window, name)).replaceAll(/\s+/g, ' ');
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  }).catch(async (error) => {
    throw new Error(`${error.message}; it says: ${await textOf(window, name)} (${await textOf(window, 'verdict')})`);
  });

/** Waits until the page has the keyboard and says nothing else. */
const hears = (window) =>
  eventually('the page has the keyboard', () =>
    window.page.ask(() => document.hasFocus() && !document.querySelector('[data-name="not-listening"]')),
  );

/** The demo in its window, with the keyboard and a person at work. */
async function openFloor(t, options = {}) {
  const world = await outsideWorld(t);
  const window = await openWindow(t, { world, ...options });
  await window.focus();
  await sees(window, 'prompt', /\S/);
  await hears(window);
  return { window, world };
}

/** A scan that changes nothing is answered in sight; the sign of the scan before is taken away first. */
async function probe(window, keys) {
  await window.page.ask(() => document.querySelector('[data-name="verdict"]')?.setAttribute('data-old', ''));
  await window.scan(damaged, keys);
  await eventually('the scan is answered', () =>
    window.page.ask((code) => {
      const band = document.querySelector('[data-name="verdict"]:not([data-old])');
      return band?.innerText.includes(code) ?? false;
    }, damaged),
  ).catch(async (error) => {
    throw new Error(`${error.message}; it says: ${await textOf(window, 'verdict')}`);
  });
}

test('a burst is a scan at the badge, at home, in a flow, a dialog, a field, and before a button', async (t) => {
  const { window } = await openFloor(t);
  await probe(window);
  await window.picture('badge');

  await window.scan(badge.manager);
  await sees(window, 'operator', 'Inventory manager 1');
  await probe(window);
  await window.picture('home');

  // Before a button that has the focus.
  await window.page.ask(() => document.querySelector('[data-name="flow-receive"]').focus());
  await probe(window);
  await sees(window, 'prompt', 'What are you doing now?');

  // With Caps Lock on, as the system has it.
  await window.press('Caps_Lock');
  await probe(window);
  await window.press('Caps_Lock');

  // In a dialog with a text field.
  await window.click('[data-name="type-code"]');
  await probe(window);
  const value = await window.page.ask(() => document.querySelector('input[data-name="text"]').value);
  assert.equal(value, '', 'nothing of the burst stays in the field');
  await window.press('Escape');

  await window.scan(command('receive'));
  await sees(window, 'prompt', /Scan the order/);
  await probe(window);
  await window.scan(command('done'));
  await sees(window, 'prompt', /just scan the goods/);
  await window.picture('receive');

  // Behind an open question.
  await window.scan(`]C1${expiredPallet(12, 'SB-PAST')}`);
  await sees(window, 'question', 'SB-PAST');
  await window.scan(pallet(24, 'SB-NEW'));
  await sees(window, 'question', /1 scan waits/);
  await window.picture('question');
});

test('a window without the keyboard says so across its width, and no more when it has it again', async (t) => {
  const { window } = await openFloor(t);
  await window.focusElsewhere();
  await sees(window, 'not-listening', /Not listening|Tidak/);
  const wide = await window.page.ask(
    () => document.querySelector('[data-name="not-listening"]').getBoundingClientRect().width === innerWidth,
  );
  assert.equal(wide, true, 'from edge to edge');
  await window.pictureOfDisplay('not-listening');
  await window.focus();
  await hears(window);
  await probe(window);
});

test('a delivery is received and labelled; the window opens again at the same step', async (t) => {
  const { window, world } = await openFloor(t);
  for (const [code, name, words] of [
    [badge.manager, 'operator', 'Inventory manager 1'],
    ['PO-3108', 'prompt', 'PO-3108: scan what came.'],
    [goods.bottleCarton, 'prompt', 'scan or type the lot'],
    [command('noLot'), 'prompt', 'how many came?'],
    [command('done'), 'lines', /1 of 40/],
  ]) {
    await window.scan(code);
    await sees(window, name, words);
  }
  await window.picture('received');
  const printed = await eventually('the label comes out', async () => {
    const { labels } = await (await fetch(new URL('/_control/printed', world.told.control.url))).json();
    return labels.length > 0 && labels;
  });
  assert.equal(printed.length, 1, 'one label for one carton');
  await window.scan(goods.bottleCarton);
  await sees(window, 'prompt', 'scan or type the lot');

  await window.close();
  const again = await openWindow(t, { world, data: window.data });
  await sees(again, 'prompt', 'scan or type the lot');
  await sees(again, 'operator', 'Inventory manager 1');
  await again.picture('opened-again');
});
