// The window's way to its station: each call one command, screens and status through one channel.
// The only file that imports Tauri.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { SeatScreen, Status } from '../generated/types';
import type { Answer, Host, Watcher } from './host';

type Push = { kind: 'screen'; value: SeatScreen } | { kind: 'status'; value: Status };

const RETRY_MS = 1_000;

export function tauriHost(): Host {
  return {
    kind: 'window',
    watch,
    tap: (_seat, id, number, tap) => invoke<Answer>('tap', { id, number, tap }),
    burst: (_seat, burst) => invoke<Answer>('burst', { burst }),
    get: (path) => invoke<Answer>('get', { path }),
    paper: (path) => invoke<Answer>('paper', { path }),
    post: (path, body, key) => invoke<Answer>('post', { path, body, key: key ?? null }),
  };
}

function watch(seat: string, watcher: Watcher): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const channel = new Channel<Push>();
  channel.onmessage = (push) => {
    if (push.kind === 'screen') watcher.onScreen(push.value);
    else watcher.onStatus(push.value);
  };
  const start = () => {
    invoke('watch', { seat, channel }).catch(() => {
      watcher.onLost();
      timer = setTimeout(start, RETRY_MS);
    });
  };
  start();
  return () => {
    clearTimeout(timer);
    channel.onmessage = () => {};
  };
}
