// Both languages say the same things: same codes, same variables, nothing broken, nothing missing.
import { FluentParser, Junk, Message, Term, Visitor, type VariableReference } from '@fluent/syntax';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import english from './en.ftl?raw';
import indonesian from './id.ftl?raw';
import { addWords, hasWord, reader, say, unitWord, word } from './words.svelte';

class Variables extends Visitor {
  names = new Set<string>();
  override visitVariableReference(node: VariableReference) {
    this.names.add(node.id.name);
  }
}

/** Every message with its variables; fails on what Fluent could not read. */
function messages(source: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entry of new FluentParser({}).parse(source).body) {
    expect(entry, entry instanceof Junk ? entry.content : '').not.toBeInstanceOf(Junk);
    if (!(entry instanceof Message) && !(entry instanceof Term)) continue;
    expect(found.has(entry.id.name), `${entry.id.name} stands twice`).toBe(false);
    const variables = new Variables();
    variables.visit(entry);
    found.set(entry.id.name, [...variables.names].sort());
  }
  return found;
}

const en = messages(english);
const id = messages(indonesian);

test('both languages have the same codes', () => {
  expect([...id.keys()].sort()).toEqual([...en.keys()].sort());
});

test('a sentence names the same variables in both languages', () => {
  for (const [code, variables] of en) {
    // Indonesian packs have no plural, so their words need no number.
    const own = code.startsWith('unit-') ? variables : id.get(code);
    expect(own, code).toEqual(variables);
  }
});

test('every code that a component asks for by name has a sentence', () => {
  const asked = sources('src').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bword\(\s*'([a-zA-Z][\w-]*)'/g)].map((match) => match[1]!),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((code) => !en.has(code))).toEqual([]);
});

test('every refusal says what happened and what it means for the goods', () => {
  const parts = (source: string, code: string) =>
    new RegExp(`^${code} = (.*)$`, 'm').exec(source)?.[1]?.split(/[.?!] /).length ?? 0;
  for (const code of [...en.keys()].filter((code) => code.startsWith('refusal-'))) {
    expect(parts(english, code), `${code} in English`).toBeGreaterThanOrEqual(2);
    expect(parts(indonesian, code), `${code} in Indonesian`).toBeGreaterThanOrEqual(2);
  }
});

describe('saying', () => {
  afterEach(() => {
    reader.language = 'en';
  });

  test('values are written for the reader', () => {
    addWords(
      'en',
      'try = { $amount } until { $date }, { $reason }, { $count ->\n    [one] one scan\n   *[other] { $count } scans\n }',
    );
    addWords('id', 'try = { $amount } sampai { $date }, { $reason }, { $count } pindaian');
    const message = {
      code: 'try',
      values: {
        amount: { kind: 'amount', value: { amount: '0.070', unit: 'kg' } },
        date: { kind: 'date', value: '2027-05-03' },
        reason: { kind: 'word', value: 'reason-broken' },
        count: { kind: 'count', value: 1824 },
      },
    } as const;
    expect(say({ code: message.code, values: { ...message.values } })).toBe(
      '0.070\u00a0kg = 70\u00a0g until 3 May 2027, Broken, 1824 scans',
    );
    expect(word('try', { ...message.values, count: 1 })).toContain('one scan');
    reader.language = 'id';
    expect(say({ code: message.code, values: { ...message.values } })).toBe(
      '0,070\u00a0kg = 70\u00a0g sampai 3 Mei 2027, Pecah atau rusak, 1824 pindaian',
    );
  });

  test('an unknown code shows itself and breaks nothing', () => {
    expect(word('no-such-code')).toBe('⟦no-such-code⟧');
    expect(hasWord('no-such-code')).toBe(false);
  });

  test('a missing variable leaves its name to be seen', () => {
    expect(word('refusal-unknown-code')).toContain('{$code}');
  });

  test('packs are said in the right number, unknown units as they are', () => {
    expect([
      unitWord('carton', '1'),
      unitWord('carton', '38'),
      unitWord('kg', '2.5'),
      unitWord('galon'),
    ]).toEqual(['carton', 'cartons', 'kg', 'galon']);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path));
}
