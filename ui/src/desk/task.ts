// How a task is told on the desk: its sign, the line below its sentence, the word of its main button.
import type { TaskRow } from '../generated/types';
import { hasWord, named, word } from '../words/words.svelte';

export const TASK_SIGNS: Record<string, 'person' | 'wait' | 'off'> = {
  urgent: 'person',
  high: 'person',
  medium: 'wait',
  low: 'off',
};

/** Since when, for whom, of which document. */
export function taskMeta(row: TaskRow): string {
  const parts = [
    word('task-since', { time: { kind: 'instant', value: row.since_ms } }),
    word('task-for', { role: named('role', row.role) }),
    row.document ?? '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What the main button of this kind does. */
export function wayText(row: TaskRow): string {
  const own = `task-way-${row.kind}`;
  if (row.way?.to === 'history') return word('task-way-history');
  return hasWord(own) ? word(own) : word('task-look');
}
