// What has to hold of every screen at both sizes and in both themes: nothing to scroll sideways, the main button
// low at the right, keys a finger can hit, words that do not run into one another. Each is kept as a picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, expiredPallet, goods } from '../codes.mjs';
import { openFloor } from './floor.mjs';

const SIZES = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }];
const BACK = { tap: 'back' };

/** Each screen with what leads there: scans, taps, or the name of a button of the page. */
const SCREENS = [
  ['badge', []],
  ['home', [badge.manager]],
  ['type-code', ['press:type-code']],
  ['receive', ['press:close', command('receive')]],
  ['receive-order', ['PO-3108']],
  ['receive-lot', [goods.bottleCarton]],
  ['receive-lot-text', [{ tap: 'open_text' }]],
  ['receive-quantity', [command('noLot')]],
  ['receive-booked', [command('done')]],
  ['receive-short', [command('done')]],
  ['receive-date', [{ tap: 'answer', answer: 'not_delivered' }, command('receive'), command('done'), goods.sambal, command('noLot')]],
  ['receive-stop', [command('cancel'), expiredPallet(12, 'SB-PAST')]],
  ['move', [{ tap: 'answer', answer: 'leave' }, BACK, command('move')]],
  ['move-goods', ['A-04-2']],
  ['move-choices', [{ tap: 'show_choices' }]],
  ['move-target', [{ tap: 'hide_choices' }, goods.sambal]],
  ['adjust', [command('cancel'), command('cancel'), BACK, command('adjust')]],
  ['adjust-place', [{ tap: 'answer', answer: 'damage' }]],
  ['adjust-quantity', ['A-04-2', goods.sambal]],
  ['adjust-reason', [command('done')]],
  ['count', [command('cancel'), command('cancel'), BACK, BACK, command('count')]],
  ['count-goods', ['A-04-2']],
  ['count-number', [goods.sambal]],
  ['name-it', [command('cancel'), command('cancel'), BACK, '8991234567891X']],
  ['stock', [{ tap: 'park' }, 'press:desk-stock']],
  ['search', ['press:search-open']],
  ['item', ['press:search-done', 'press:open-item-RM-SAL']],
  ['item-lots', ['press:item-tab-lots']],
  ['explain', ['press:why-lot']],
  ['recall', ['press:back', 'press:lot-recall']],
  ['recall-begin', ['press:desk-recall']],
  ['history', ['press:desk-history']],
  ['history-filter', ['press:history-filter']],
  ['history-find', ['press:filter-place']],
  ['history-totals', ['press:close', 'press:history-tab-totals']],
  ['tasks', ['press:desk-tasks']],
  ['task', ['press:task-look']],
  ['task-words', ['press:reason-own-words']],
  ['tray', ['press:close', 'press:tray']],
  ['discard', ['press:tray-discard']],
  ['sync', ['press:close', 'press:desk-sync']],
  ['devices', ['press:desk-devices']],
  ['settings', ['press:desk-settings']],
  ['drawer', ['press:desk-leave', 'press:drawer-open']],
];

for (const size of SIZES) {
  for (const dark of [false, true]) {
    const look = `${size.width}-${dark ? 'dark' : 'light'}`;
    test(`every screen holds at ${size.width} × ${size.height}, ${dark ? 'dark' : 'light'}`, async (t) => {
      const floor = await openFloor(t, null, { ...size, dark });
      const faults = [];
      for (const [name, steps] of SCREENS) {
        for (const step of steps) {
          const button = typeof step === 'string' && step.startsWith('press:') && step.slice(6);
          if (button) await floor.press(button);
          else await floor.scanAll([step]);
        }
        await floor.page.waitForFunction(atRest);
        await floor.browser.picture(`${look}/${name}`);
        faults.push(...(await floor.page.evaluate(faultsOfPage)).map((fault) => `${name}: ${fault}`));
      }
      assert.deepEqual(faults, [], 'nothing is out of its place');
    });
  }
}

/** Runs in the page: whether everything has come to its place; what moves for ever is no matter. */
function atRest() {
  const isOver = (one) => one.playState === 'finished' || one.effect.getComputedTiming().iterations === Infinity;
  return document.getAnimations().every(isOver);
}

/** Runs in the page: what is wrong with how it stands now, one sentence each. */
function faultsOfPage() {
  const faults = [];
  const { innerWidth: width, innerHeight: height } = window;
  if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
  // Only what can be seen: not behind a dialog, not scrolled out of its list, not for ears alone.
  const top = [...document.querySelectorAll('[role=alertdialog], [role=dialog]')].at(-1) ?? document.body;
  const seen = (element) => {
    if (!element.checkVisibility() || element.closest('.spoken')) return null;
    let box = element.getBoundingClientRect();
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflow === 'visible') continue;
      const edge = up.getBoundingClientRect();
      const [left, right] = [Math.max(box.left, edge.left), Math.min(box.right, edge.right)];
      const [upper, lower] = [Math.max(box.top, edge.top), Math.min(box.bottom, edge.bottom)];
      if (right - left < 2 || lower - upper < 2) return null;
      box = new DOMRect(left, upper, right - left, lower - upper);
    }
    return box;
  };
  const name = (element) => element.dataset.name ?? element.innerText?.trim().slice(0, 40) ?? element.className;

  for (const button of top.querySelectorAll('button:enabled')) {
    const box = button.getBoundingClientRect();
    if (seen(button) === null) continue;
    if (box.width < 43.9 || box.height < 43.9) {
      faults.push(`the key “${name(button)}” is only ${box.width.toFixed()} × ${box.height.toFixed()}`);
    }
    if (button.scrollWidth > button.clientWidth + 1) faults.push(`the words of “${name(button)}” do not fit`);
  }
  const main = document.querySelector('[data-name="main"]');
  if (main !== null) {
    const box = main.getBoundingClientRect();
    const isLow = box.bottom <= height && box.bottom > height * 0.9;
    const isRight = box.right <= width && box.right > width * 0.95;
    if (!isLow || !isRight) faults.push('the main button is not low at the right');
  }
  const words = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const boxes = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    if (node.data.trim() === '') continue;
    const clip = seen(node.parentElement);
    if (clip === null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      // A line's box is taller than its letters.
      const air = line.height * 0.2;
      const box = {
        left: Math.max(line.left, clip.left), right: Math.min(line.right, clip.right), text: node.data.trim(),
        top: Math.max(line.top + air, clip.top), bottom: Math.min(line.bottom - air, clip.bottom),
      };
      if (box.right - box.left > 2 && box.bottom - box.top > 2) boxes.push(box);
    }
  }
  // Lines of letters may touch; a third of a line is an overlap.
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const line = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (across > 2 && down > line / 3) faults.push(`“${one.text}” runs into “${other.text}”`);
    }
    if (one.right > width + 1 || one.bottom > height + 1) faults.push(`“${one.text}” stands outside of the page`);
  }
  return faults;
}
