// Opens the face: finds its host, its seat, and mounts the frame.
import { mount } from 'svelte';
import App from './App.svelte';
import { httpHost } from './host/http';
import type { Host } from './host/host';
import './styles/tokens.css';
import './styles/base.css';

const query = new URLSearchParams(location.search);

const seat = query.get('seat') ?? 'main';

async function host(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./host/tauri')).tauriHost();
  return httpHost(location.origin, seat);
}

if (query.has('rehearsal')) {
  const { default: Rehearsal } = await import('./rehearsal/Rehearsal.svelte');
  mount(Rehearsal, { target: document.body, props: { query } });
} else {
  mount(App, { target: document.body, props: { host: await host(), seat } });
}
