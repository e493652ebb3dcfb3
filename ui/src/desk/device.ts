// What the page of one device is made of, besides its words.
import type { DeviceDetail, ScanCounts } from '../generated/types';

export const DEVICE_SIGNS: Record<string, 'good' | 'person' | 'wait'> = {
  ready: 'good',
  attention: 'person',
  away: 'wait',
};

export const VERDICT_SIGNS: Record<string, 'good' | 'busy' | 'wait' | 'person' | 'off'> = {
  accepted: 'good',
  command: 'good',
  refused: 'person',
  unknown: 'person',
  parked: 'wait',
  waiting: 'wait',
  repeat: 'off',
  faulted: 'person',
};

/** Hits and misses in the order they are read; those of zero only where they always matter. */
export function hits(scans: ScanCounts): [keyof ScanCounts, number][] {
  const always = new Set<keyof ScanCounts>(['accepted', 'refused', 'unknown']);
  const order: (keyof ScanCounts)[] = [
    'accepted',
    'refused',
    'unknown',
    'repeats',
    'waiting',
    'unreadable',
    'cut_off',
  ];
  const all = order.map((name): [keyof ScanCounts, number] => [name, scans[name]]);
  return all.filter(([name, count]) => count > 0 || always.has(name));
}

/** Where a device is asked about, by its name. */
export const devicePath = (name: string, what: string) => `/devices/${encodeURIComponent(name)}/${what}`;

/** Whether labels can be tried on it. */
export const takesLabels = (detail: DeviceDetail) => detail.device.kind === 'printer';
