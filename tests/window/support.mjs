// The real window: a display of the test's own (Xvfb), the program in it, WebDriver to look inside
// (tauri-driver, WebKitWebDriver), and real key presses from outside (xdotool), as a scanner that plays a
// keyboard makes them.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  afterwards, emptyFolder, eventually, pictureFile, root, start, stationOn, tallyman,
} from '../faces.mjs';
import { Session } from './webdriver.mjs';

export * from '../faces.mjs';

const driver =
  process.env.TAURI_DRIVER ?? path.join(root, 'target/tools/tauri-driver-2.1.0/bin/tauri-driver');
const execute = promisify(execFile);
/** A keyboard does not wait for a busy machine; where we may not go first, we go like all others. */
const HASTE = ['-n', '-15'];

/**
 * The station's window on an empty display of 1280 × 800, closed after the test: the demo on a `world` (see
 * `outsideWorld`), else an empty station. `env` is given to the program beside the display's.
 */
export async function openWindow(t, { data, world, env = {} } = {}) {
  const display = await emptyDisplay(t);
  const folder = data ?? (await emptyFolder(t));
  const home = await emptyFolder(t, 'home');
  const surroundings = {
    DISPLAY: display,
    // No graphics card, no desktop's buses, and settings of its own.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
    GDK_BACKEND: 'x11',
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    ...env,
  };
  const [port, nativePort] = [await freePort(), await freePort()];
  const ports = ['--port', String(port), '--native-port', String(nativePort)];
  const program = start(t, driver, ports, { env: surroundings });
  const base = `http://127.0.0.1:${port}`;
  await eventually('the driver listens', async () => {
    program.assertRunning();
    return (await fetch(`${base}/status`)).ok;
  });
  const options = { application: tallyman, args: stationOn(folder, world) };
  const session = await Session.begin(base, { 'tauri:options': options }).catch((error) => {
    throw new Error(`the window did not open: ${error.message}\n${program.said}`, { cause: error });
  });
  afterwards(t, () => session.end().catch(goneAlready));
  return new Window(t, display, session, program, folder);
}

/** A test may have ended the program itself; the driver then has no session to end. */
function goneAlready(error) {
  if (!/invalid session id|fetch failed/.test(error.message)) throw error;
}

class Window {
  constructor(test, display, page, program, data) {
    Object.assign(this, { test, display, page, program, data });
  }

  /** The display's number of the station's window; waits until it is shown. */
  async id() {
    return eventually('the window is shown', async () => {
      const ids = await this.xdotool('search', '--onlyvisible', '--name', '^Tallyman');
      return ids.split('\n')[0];
    });
  }

  /** Gives the window the keyboard, as a person's click on it would. */
  async focus() {
    await this.xdotool('windowfocus', '--sync', await this.id());
  }

  /** Brings another application to the front, which then has the keyboard; answers with it. */
  async focusElsewhere() {
    const args = ['-title', 'Elsewhere', '-geometry', '+40+600', 'xc:gray[240x160!]'];
    const other = start(this.test, 'display', args, { env: this.surroundings });
    const id = await eventually('another application is shown', async () => {
      other.assertRunning();
      return this.xdotool('search', '--onlyvisible', '--name', '^Elsewhere$');
    });
    await this.xdotool('windowfocus', '--sync', id.split('\n')[0]);
    return other;
  }

  /** A scan: real key presses, `gap_ms` apart, then the key `end` (none when null). GS is sent as Control and ]. */
  async scan(text, { end = 'Return', gap_ms = 4 } = {}) {
    const typed = (part) => (part === '' ? [] : ['type', '--delay', String(gap_ms), '--args', '1', part]);
    const parts = text.split('\u001d').flatMap((part, index) => [...(index ? ['key', 'ctrl+bracketright'] : []), ...typed(part)]);
    await this.xdotool(...parts, ...(end === null ? [] : ['key', end]));
  }

  /** One key press by its X name, such as `Return` or `ctrl+a`. */
  async press(key) {
    await this.xdotool('key', key);
  }

  /** A touch of the first element that `css` picks. */
  async click(css) {
    await this.page.click(css);
  }

  /** Takes the window away from its program, and waits until that is gone. */
  async close() {
    const id = await this.id();
    const pid = await this.xdotool('getwindowpid', id);
    await this.xdotool('windowclose', id);
    await eventually('the program ends with its window', () => !existsSync(`/proc/${pid}`));
  }

  /** What the page shows, kept as `target/screenshots/window/<name>.png`. */
  async picture(name) {
    await writeFile(await pictureFile('window', name), await this.page.picture());
  }

  /** What the whole display shows, other windows and all. */
  async pictureOfDisplay(name) {
    const file = await pictureFile('window', name);
    await execute('import', ['-window', 'root', file], { env: this.surroundings });
  }

  async xdotool(...args) {
    const { stdout } = await execute('nice', [...HASTE, 'xdotool', ...args], { env: this.surroundings });
    return stdout.trim();
  }

  get surroundings() {
    return { ...process.env, DISPLAY: this.display };
  }
}

/** A display that nobody else draws on. The server picks its number and tells it once it is ready. */
async function emptyDisplay(t) {
  const args = ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];
  const server = start(t, 'nice', [...HASTE, 'Xvfb', ...args]);
  return server.line('its number', (line) => /^\d+$/.test(line) && `:${line}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
