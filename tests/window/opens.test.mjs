// The first thing that has to hold: the program opens a real window, and a key press reaches its page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openWindow } from './support.mjs';

test('the window opens and shows its title', async (t) => {
  const window = await openWindow(t);
  assert.equal(await window.page.title(), 'Tallyman', 'the page names the product');
  assert.equal(await window.xdotool('getwindowname', await window.id()), 'Tallyman', 'and so does the frame');
  await window.picture('opens');
  await window.pictureOfDisplay('opens-display');
});

test('a scan arrives as real key presses', async (t) => {
  const window = await openWindow(t);
  await window.page.ask(() => {
    window.heard = [];
    window.addEventListener('keydown', (event) => window.heard.push([event.key, event.timeStamp]), true);
  });
  await window.focus();
  await window.scan('0109Ab(9');
  const heard = await eventually('Enter arrives', () =>
    window.page.ask(() => window.heard.some(([key]) => key === 'Enter') && window.heard),
  );
  const keys = heard.map(([key]) => key).filter((key) => key !== 'Shift');
  assert.deepEqual(keys, ['0', '1', '0', '9', 'A', 'b', '(', '9', 'Enter'], 'each key once, in order');
});
