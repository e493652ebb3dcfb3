// Opens the face: finds its host, its seat, and mounts the frame.
import { mount, unmount } from 'svelte';
import App from './App.svelte';
import Joining from './frame/Joining.svelte';
import { httpHost, ownSeat } from './host/http';
import type { Host } from './host/host';
import { settings } from './settings.svelte';
import { wearLanguage, wearSettings } from './wear.svelte';
import './styles/tokens.css';
import './styles/base.css';

const query = new URLSearchParams(location.search);

/** The window's seat is `main`; a browser works where it was paired, and may look at another. */
async function open(): Promise<{ host: Host; seat: string }> {
  if ('__TAURI_INTERNALS__' in window) {
    return { host: (await import('./host/tauri')).tauriHost(), seat: 'main' };
  }
  const seat = query.get('seat') ?? (await ownSeat(location.origin, wait));
  return { host: httpHost(location.origin, seat), seat };
}

/** What ends all that is shown while the page does not know yet where it works: one thing or none. */
const shown: (() => Promise<void>)[] = [];

/** A page that waits says that it is on its way. */
async function wait(delay_ms: number) {
  if (shown.length === 0) shown.push(join());
  await new Promise((resolve) => setTimeout(resolve, delay_ms));
}

function join(): () => Promise<void> {
  const page = document.documentElement;
  wearLanguage(settings.face, page, undefined);
  const takeOff = wearSettings(settings.face, page);
  const joining = mount(Joining, { target: document.body });
  return () => {
    takeOff();
    return unmount(joining);
  };
}

if (query.has('rehearsal')) {
  const { default: Rehearsal } = await import('./rehearsal/Rehearsal.svelte');
  mount(Rehearsal, { target: document.body, props: { query } });
} else {
  const props = await open();
  await shown.pop()?.();
  mount(App, { target: document.body, props });
}
