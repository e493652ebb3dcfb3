// How a test shows a part or a recorded scene, touches it, and sees what it sends.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import App from '../App.svelte';
import type { Status, Tap } from '../generated/types';
import type { Face, TaskTab } from '../frame/face.svelte';
import type { Host } from '../host/host';
import { rehearsalHost } from '../host/rehearsal';
import { settings } from '../settings.svelte';
import Parts from './Parts.svelte';

let mounted: Record<string, unknown> | null = null;

beforeEach(() => {
  settings.face.volume = 0;
  // Vitest's page has no window to be in front of.
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  if (mounted) void unmount(mounted);
  mounted = null;
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

export const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector);
export const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
export const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};

export function showPart(part: string) {
  mounted = mount(Parts, { target: document.body, props: { part } });
  flushSync();
}

/** The desk's page of tasks; the lists collect what it sends. */
export async function showDesk(tab: TaskTab): Promise<{ taps: Tap[]; posted: [string, unknown][] }> {
  const posted: [string, unknown][] = [];
  const taps = await showScene('home', (face) => {
    face.openTasks(tab);
    const { post } = face.station.host;
    face.station.host.post = (path, body) => (posted.push([path, body]), post(path, body));
  });
  await settled();
  return { taps, posted };
}

/** A scene in the real frame; the list collects the taps it sends. */
export async function showScene(
  name: string,
  begin: (face: Face) => void = () => {},
  status?: Status,
): Promise<Tap[]> {
  const taps: Tap[] = [];
  const recorded = rehearsalHost(name, status);
  const host: Host = {
    ...recorded,
    tap: (seat, id, number, tap) => (taps.push(tap), recorded.tap(seat, id, number, tap)),
  };
  mounted = mount(App, { target: document.body, props: { host, seat: 'main', begin } });
  flushSync();
  await settled();
  return taps;
}

/** Touches one after the other; each does what it does before the next. */
export async function press(...selectors: string[]) {
  for (const selector of selectors) {
    find<HTMLButtonElement>(selector)!.click();
    await settled();
  }
}
