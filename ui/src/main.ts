// Opens the face: finds its host, its seat, and mounts the frame.
import { mount } from 'svelte';
import App from './App.svelte';
import { httpHost, ownSeat } from './host/http';
import type { Host } from './host/host';
import './styles/tokens.css';
import './styles/base.css';

const query = new URLSearchParams(location.search);

/** The window's seat is `main`; a browser works where it was paired, and may look at another. */
async function open(): Promise<{ host: Host; seat: string }> {
  if ('__TAURI_INTERNALS__' in window) {
    return { host: (await import('./host/tauri')).tauriHost(), seat: 'main' };
  }
  const seat = query.get('seat') ?? (await ownSeat(location.origin));
  return { host: httpHost(location.origin, seat), seat };
}

if (query.has('rehearsal')) {
  const { default: Rehearsal } = await import('./rehearsal/Rehearsal.svelte');
  mount(Rehearsal, { target: document.body, props: { query } });
} else {
  mount(App, { target: document.body, props: await open() });
}
