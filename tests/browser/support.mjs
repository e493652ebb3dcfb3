// Debian's Chromium on the page of a station: opened fresh for each test, with scans as a keyboard scanner
// makes them (DevTools' input domain) and pictures of what a person would see.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterwards, emptyFolder, pictureFile } from '../faces.mjs';
import { eventsOf } from './keyboard.mjs';

export * from '../faces.mjs';

const { chromium } = createRequire(new URL('../../ui/package.json', import.meta.url))('playwright-core');

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// No look-ups of its own: a test machine may have no network, and every refused one costs time.
const FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * The page of a served `station` in a browser without a past, made known to it by its link. `page` is
 * playwright's; `errors` holds what the page complained of: uncaught errors and what its policy or its
 * scripts wrote as an error. Most tests want it to be empty. A refused request is not in it; what the page makes
 * of that is to be seen on the screen.
 */
export async function open(t, station, options = {}) {
  const { width = 1280, height = 800, language = 'en-GB', dark = false } = options;
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  const context = await chromium.launchPersistentContext(await emptyFolder(t, 'chromium'), {
    executablePath,
    args: FLAGS,
    headless: true,
    viewport: { width, height },
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
  });
  afterwards(t, () => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    const words = message.text();
    if (message.type() === 'error' && !words.startsWith('Failed to load resource')) errors.push(words);
  });
  const tools = await context.newCDPSession(page);
  await page.goto(station.told.pair);
  return new Browser(page, tools, errors);
}

class Browser {
  constructor(page, tools, errors) {
    Object.assign(this, { page, tools, errors });
  }

  /**
   * A scan: the keys of `text` and the end key, `gap_ms` between two presses. The stamps are ours and the
   * keys are sent without waiting, so a busy machine makes no slow scanner of it.
   */
  async scan(text, { end = 'Enter', gap_ms = 4 } = {}) {
    const start_s = Date.now() / 1000;
    const sent = eventsOf(text, end).map((event, index) => {
      // A press and its release take one gap together.
      const timestamp = start_s + (index * gap_ms) / 2000;
      return this.tools.send('Input.dispatchKeyEvent', { ...event, timestamp });
    });
    await Promise.all(sent);
  }

  /** What the whole page shows, kept as `target/screenshots/browser/<name>.png`. */
  async picture(name) {
    await this.page.screenshot({ path: await pictureFile('browser', name) });
  }
}
