// No component holds a sentence: all words a person reads are in words/.
import { parse, type AST } from 'svelte/compiler';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label']);

/** Texts with letters that stand in the markup itself. */
function textsOf(path: string): string[] {
  const found: string[] = [];
  const look = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(look);
    const typed = node as { type?: string; name?: string; value?: unknown; data?: string };
    if (typed.type === 'Attribute') {
      const parts = Array.isArray(typed.value) ? (typed.value as AST.Text[]) : [];
      const text = parts
        .filter((part) => part.type === 'Text')
        .map((part) => part.data)
        .join('');
      if (SPOKEN.has(typed.name ?? '') && /\p{L}{2}/u.test(text)) found.push(text);
    } else if (typed.type === 'Text' && /\p{L}{2}/u.test(typed.data ?? '')) {
      found.push(typed.data!.trim());
    }
    if (typed.type !== 'Attribute' && typed.type !== 'StyleDirective') Object.values(node).forEach(look);
  };
  look(parse(readFileSync(path, 'utf8'), { modern: true }).fragment);
  return found;
}

test('components hold no sentences', () => {
  const components = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.svelte') && !path.startsWith('rehearsal'),
  );
  expect(components.length).toBeGreaterThan(30);
  for (const path of components) expect(textsOf(`src/${path}`), path).toEqual([]);
});

test('nothing writes HTML or inline styles, which the page forbids', () => {
  for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.svelte'),
  )) {
    const source = readFileSync(`src/${path}`, 'utf8');
    expect(source, path).not.toMatch(/\{@html|\sstyle="|innerHTML/);
  }
});
