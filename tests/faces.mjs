// What the tests of the window and of the browser share: the built programs, folders that vanish after a
// test, children that end with it, and where pictures are kept. It knows no screen.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const PATIENCE_MS = 30_000;
const GLANCE_MS = 40;

/** The station's program, as `cargo xtask test` built it. */
export const tallyman = process.env.TALLYMAN_PROGRAM ?? path.join(root, 'target/debug/tallyman');
export const sandbox = process.env.SANDBOX_PROGRAM ?? path.join(root, 'target/debug/sandbox');
const pictures = process.env.TALLYMAN_PICTURES ?? path.join(root, 'target/screenshots');

const endings = new WeakMap();

/** Has `action` done after the test `t`: what was begun last is ended first. */
export function afterwards(t, action) {
  if (!endings.has(t)) {
    endings.set(t, []);
    t.after(async () => {
      for (const end of endings.get(t).reverse()) await end();
    });
  }
  endings.get(t).push(action);
}

/** An empty folder, removed after the test `t`. */
export async function emptyFolder(t, name = 'data') {
  const folder = await mkdtemp(path.join(tmpdir(), `tallyman-${name}-`));
  afterwards(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Where the picture `name` of a face goes; pictures stay after the test, to be looked at. */
export async function pictureFile(face, name) {
  const folder = path.join(pictures, face);
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}

/** The answer of `ask` as soon as it is something; fails with `what` when it stays nothing. */
export async function eventually(what, ask, patience_ms = PATIENCE_MS) {
  const deadline = performance.now() + patience_ms;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (error instanceof Ended) throw error;
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${patience_ms} ms`, { cause: last });
    }
    await pause(GLANCE_MS);
  }
}

/** A program is gone: waiting for it has no sense any more. */
class Ended extends Error {}

/** Ended with us, should a test run be broken off. */
const running = new Set();
process.once('exit', () => running.forEach((program) => program.signal('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** A child program. `said` holds all that it printed; `end` is its end, by signal or by itself. */
export class Program {
  said = '';

  constructor(file, args, { env = {}, stdio = ['ignore', 'pipe', 'pipe'] } = {}) {
    this.name = path.basename(file);
    // A group of its own, so that what it started ends with it.
    this.child = spawn(file, args, { env: { ...process.env, ...env }, stdio, detached: true });
    running.add(this);
    this.lines = [];
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (bytes) => (this.said += bytes));
    }
    if (this.child.stdout) {
      createInterface({ input: this.child.stdout }).on('line', (line) => this.lines.push(line));
    }
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      this.child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
    });
    this.ended.then((how) => (this.how = how));
  }

  /** The first answer of `find` on a printed line. */
  async line(what, find) {
    return eventually(`${this.name} says ${what}`, () => {
      for (const line of this.lines) {
        const found = find(line);
        if (found) return found;
      }
      this.assertRunning();
    });
  }

  assertRunning() {
    if (this.how) throw new Ended(`${this.name} ${this.how}\n${this.said}`);
  }

  /** Ends it, gently unless told otherwise, and waits for that. */
  async end(signal = 'SIGTERM') {
    if (!this.how) this.signal(signal);
    const hardly = setTimeout(() => this.signal('SIGKILL'), 5_000);
    await this.ended;
    clearTimeout(hardly);
    // What it started and left.
    this.signal('SIGKILL');
    running.delete(this);
  }

  /** To the program and all that it started; nothing when they are gone. */
  signal(signal) {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** A program that ends with the test `t`. */
export function start(t, file, args, options) {
  const program = new Program(file, args, options);
  afterwards(t, () => program.end());
  return program;
}

/**
 * What starts the station on `data`: with a `world` (see `outsideWorld`) the demo on it, else an empty one.
 */
export function stationOn(data, world) {
  return world ? ['demo', '--data', data, '--sandbox', world.file] : ['--data', data];
}

/**
 * A station without a window, on a port of its own. It tells where it is in one line of JSON; all of that is
 * in `told`: `address`, and `pair`, a link that makes one browser known.
 */
export async function serve(t, { data, world, env } = {}) {
  const folder = data ?? (await emptyFolder(t));
  const program = start(t, tallyman, [...stationOn(folder, world), world ? '--serve' : 'serve'], { env });
  const told = await program.line('where it serves', (line) => line.startsWith('{') && JSON.parse(line));
  return { program, data: folder, told, address: told.address };
}

/** The outside world: a Katana, a printer, a scanner. `told` is what it announced. */
export async function outsideWorld(t) {
  const file = path.join(await emptyFolder(t, 'world'), 'sandbox.json');
  const program = start(t, sandbox, ['--announce', file]);
  const told = await eventually('the sandbox tells its addresses', async () => {
    program.assertRunning();
    return JSON.parse(await readFile(file, 'utf8'));
  });
  return { program, file, told };
}
