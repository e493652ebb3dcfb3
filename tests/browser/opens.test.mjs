// The first thing that has to hold: a station that is served shows its page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, serve } from './support.mjs';

test('a served station shows its page', async (t) => {
  const station = await serve(t);
  const browser = await open(t, station);
  assert.equal(await browser.page.title(), 'Tallyman', 'the page names the product');
  await browser.picture('opens');
  assert.deepEqual(browser.errors, [], 'the page complains of nothing');
});

test('a scan arrives as key presses with the gaps of a scanner', async (t) => {
  const station = await serve(t);
  const browser = await open(t, station);
  await browser.page.evaluate(() => {
    window.heard = [];
    window.addEventListener('keydown', (event) => window.heard.push([event.key, event.timeStamp]), true);
  });
  await browser.scan('0109Ab\u001d(9');
  const heard = await browser.page.evaluate(() => window.heard);
  const keys = heard.map(([key]) => key).filter((key) => key !== 'Shift' && key !== 'Control');
  assert.deepEqual(keys, ['0', '1', '0', '9', 'A', 'b', ']', '(', '9', 'Enter'], 'each key once, in order');
  const gaps = heard.slice(1).map(([, at], index) => at - heard[index][1]);
  assert.ok(gaps.every((gap) => gap >= 0 && gap <= 20), `gaps of a scanner, in ms: ${gaps.join(', ')}`);
});
