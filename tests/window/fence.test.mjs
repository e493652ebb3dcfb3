// Trying to climb over the fence around the page in the window (reliability.md, checklist 1 to 3): a script
// that came in with data, another origin, a command that is not ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWindow } from './support.mjs';

/** What the page's policy stopped while `act` (a function of the page) was tried: the directive it names. */
const stoppedBy = (page, act) =>
  page.ask(`async () => {
    const stopped = new Promise((resolve) => {
      const tell = (event) => resolve(event.effectiveDirective);
      document.addEventListener('securitypolicyviolation', tell, { once: true });
    });
    (${act})();
    return stopped;
  }`);

test('a script that comes in with data does not run', async (t) => {
  const { page } = await openWindow(t);
  const directive = await stoppedBy(page, () => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.climbed = true">');
  });
  assert.match(directive, /^script-src/, 'the policy names what it stopped');
  assert.equal(await page.ask(() => window.climbed ?? false), false, 'and it did stop it');
});

test('the page cannot read from another origin', async (t) => {
  const { page } = await openWindow(t);
  const directive = await stoppedBy(page, () => void fetch('http://127.0.0.1:9/').catch(() => {}));
  assert.equal(directive, 'connect-src', 'the page speaks to its own station only');
});

/** How the page's call of `command` ends: `done`, `refused` with words, or `no answer`. */
const call = (page, command, given) =>
  page.ask(
    (command, given) => {
      const asked = window.__TAURI_INTERNALS__.invoke(command, given);
      const silence = new Promise((resolve) => setTimeout(resolve, 1000, 'no answer'));
      return Promise.race([asked.then(() => 'done', () => 'refused'), silence]);
    },
    command,
    given,
  );

test("the station's commands pass the gate, Tauri's own do not", async (t) => {
  const { page } = await openWindow(t);
  assert.notEqual(await call(page, 'get', { path: '/' }), 'no answer', 'our own reaches the program');
  const retitled = await call(page, 'plugin:window|set_title', { label: 'main', value: 'Mine' });
  assert.equal(retitled, 'no answer', 'the gate drops what is not ours');
  assert.equal(await page.title(), 'Tallyman', 'and nothing came of it');
});

test('the gate itself is not seen', async (t) => {
  const { page } = await openWindow(t);
  const shown = await page.ask(() => document.getElementById('__tauri_isolation__').getClientRects().length);
  assert.equal(shown, 0, 'the frame of the gate takes no room on the screen');
});
