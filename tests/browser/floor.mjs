// A shift at the demo's kitchen in the browser: the station on its outside world, scans that are waited for,
// and what the station and the outside world hold to be true.
import assert from 'node:assert/strict';
import { badge, damaged } from '../codes.mjs';
import { eventually, open, outsideWorld, serve } from './support.mjs';

/** The demo, served and open in a browser; `who` names the badge that is scanned first, or null. */
export async function openFloor(t, who = 'operator3', options = {}) {
  const world = await outsideWorld(t);
  const station = await serve(t, { world });
  const floor = new Floor(world, station, await open(t, station, options));
  await floor.page.locator('[data-name=prompt]').waitFor();
  if (who !== null) await floor.scan(badge[who]);
  return floor;
}

class Floor {
  /** What the page handed in as scans, in order, as the station got it. */
  bursts = [];

  constructor(world, station, browser) {
    Object.assign(this, { world, station, browser, page: browser.page });
    this.page.on('request', (request) => {
      if (request.url().endsWith('/bursts')) this.bursts.push(request.postDataJSON());
    });
  }

  /** The station's answer to GET /api/v1`path`, asked with the page's cookie. */
  async ask(path) {
    const answer = await this.page.request.get(`${this.station.address}/api/v1${path}`);
    assert.equal(answer.status(), 200, `the station answers ${path}`);
    return answer.json();
  }

  async post(path, body) {
    const headers = { origin: this.station.address };
    const answer = await this.page.request.post(`${this.station.address}/api/v1${path}`, { data: body, headers });
    assert.equal(answer.status(), 200, `the station takes ${JSON.stringify(body)}: ${await answer.text()}`);
    return answer.json();
  }

  screen() {
    return this.ask('/seats/main/screen');
  }

  /** What the outside world's control answers at `path`. */
  async outside(path) {
    return (await fetch(new URL(path, this.world.told.control.url))).json();
  }

  /** Scans by keys and answers with what the seat shows then; the page has handed in exactly one scan. */
  async scan(code, keys) {
    const before = this.bursts.length;
    const answered = this.page.waitForResponse((response) => response.url().endsWith('/bursts'));
    await this.browser.scan(code, keys);
    const answer = await answered;
    assert.equal(answer.status(), 200, `the scan of ${code} was taken`);
    assert.equal(this.bursts.length, before + 1, `${code} is one scan`);
    const read = this.bursts.at(-1).keys.map((key) => key.text).join('');
    assert.equal(read.toLowerCase(), code.replaceAll('\u001d', '').toLowerCase(), 'with every key of it');
    return answer.json();
  }

  /** Scans `codes` one after the other, as a person does; a tap among them is made as the page makes it. */
  async scanAll(codes) {
    let screen;
    for (const code of codes) screen = await (typeof code === 'string' ? this.scan(code) : this.tap(code));
    return screen;
  }

  /** A scan that changes nothing is taken here and answered in sight; `keys` as of `scan`. */
  async probe(keys) {
    const { verdict } = await this.scan(damaged, keys);
    assert.equal(verdict.message.code, 'refusal-damaged-own-code', 'the station understood what was scanned');
    assert.equal(verdict.input, this.bursts.at(-1).id, 'and answers this very scan');
    await this.sees('verdict', damaged);
  }

  /** Waits until the part of the page named `name` says `words`. */
  async sees(name, words) {
    const part = this.page.locator(`[data-name="${name}"]`).first();
    const told = () => part.innerText().then((text) => text.replaceAll(/\s+/g, ' '));
    await eventually(`${name} says ${words}`, async () => {
      const text = await told();
      return typeof words === 'string' ? text.includes(words) : words.test(text);
    }, 8_000).catch(async (error) => {
      throw new Error(`${error.message}; it says: ${await told().catch(String)}`);
    });
  }

  press(name) {
    return this.page.locator(`[data-name="${name}"]`).first().click();
  }

  /** A tap as the page makes it, without looking for its button. */
  async tap(tap) {
    const { number } = await this.screen();
    return this.post('/seats/main/taps', { id: crypto.randomUUID(), number, tap });
  }
}
