// The listener in a page: a scan leaves no trace in a text field or on a button, typing arrives unchanged.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Burst } from '../generated/types';
import { listenToKeys } from './keys';
import { WEDGE_DEFAULTS, type TypedKey } from './wedge';

let stop: () => void;
let bursts: Burst[];
let typed: string;
let now_ms: number;

beforeEach(() => {
  vi.useFakeTimers();
  bursts = [];
  typed = '';
  now_ms = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now_ms);
  stop = listenToKeys(WEDGE_DEFAULTS, () => `id-${bursts.length}`, {
    onBurst: (burst) => bursts.push(burst),
    onTyped: (keys: TypedKey[]) => (typed += keys.map((key) => key.key).join('')),
    onListening: () => {},
  });
});
afterEach(() => {
  stop();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

/** Presses one key as a browser does: the text goes in only when nobody prevented it. */
function press(key: string, gap_ms: number) {
  now_ms += gap_ms;
  vi.advanceTimersByTime(gap_ms);
  const target = document.activeElement ?? document.body;
  const init = {
    key,
    code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
    bubbles: true,
    cancelable: true,
  };
  const event = new KeyboardEvent('keydown', init);
  Object.defineProperty(event, 'timeStamp', { value: now_ms });
  const goesIn = target.dispatchEvent(event);
  if (goesIn && target instanceof HTMLInputElement && key.length === 1) {
    const [start, end] = [target.selectionStart!, target.selectionEnd!];
    target.value = target.value.slice(0, start) + key + target.value.slice(end);
    target.setSelectionRange(start + 1, start + 1);
    target.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  if (goesIn && target instanceof HTMLButtonElement && key === 'Enter') target.click();
  const released = target.dispatchEvent(new KeyboardEvent('keyup', init));
  if (goesIn && released && target instanceof HTMLButtonElement && key === ' ') target.click();
}
const scan = (text: string) => [...text, 'Enter'].forEach((key) => press(key, 8));
const silence = () => {
  now_ms += 500;
  vi.advanceTimersByTime(500);
};
const scanned = () => bursts.map((burst) => burst.keys.map((key) => key.text).join(''));

function field(value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.value = value;
  document.body.append(input);
  input.focus();
  input.setSelectionRange(value.length, value.length);
  return input;
}
function button(): { presses: () => number } {
  const element = document.createElement('button');
  let count = 0;
  element.addEventListener('click', () => (count += 1));
  document.body.append(element);
  element.focus();
  return { presses: () => count };
}

describe('a scan', () => {
  test('arrives with nothing focused', () => {
    scan('PO-3108');
    expect(scanned()).toEqual(['PO-3108']);
    expect(typed).toBe('');
  });

  test('leaves a focused text field as it was', () => {
    const input = field('PSU');
    const seen: string[] = [];
    input.addEventListener('input', () => seen.push(input.value));
    scan('9521234002031');
    expect(scanned()).toEqual(['9521234002031']);
    expect([input.value, input.selectionStart]).toEqual(['PSU', 3]);
    expect(seen.at(-1), 'whoever listens to the field is told').toBe('PSU');
  });

  test('does not press a focused button, by Enter or by a space in it', () => {
    const confirm = button();
    scan(' PO 3108');
    expect(scanned()).toEqual([' PO 3108']);
    expect(confirm.presses()).toBe(0);
  });

  test('without an end mark arrives after silence', () => {
    [...'952123'].forEach((key) => press(key, 8));
    expect(scanned()).toEqual([]);
    silence();
    expect(scanned()).toEqual(['952123']);
  });

  test('stays in one piece when the page was busy in the middle', () => {
    const input = field('');
    [...'95212'].forEach((key) => press(key, 8));
    // Time goes on for the keyboard, but no timer of the page runs.
    now_ms += 300;
    [...'34002031', 'Enter'].forEach((key) => press(key, 8));
    expect(scanned()).toEqual(['9521234002031']);
    expect(input.value).toBe('');
  });

  test('30 of the same, right after each other, are 30', () => {
    for (let index = 0; index < 30; index += 1) {
      scan('95212340');
      now_ms += 30;
      vi.advanceTimersByTime(30);
    }
    expect(scanned()).toHaveLength(30);
  });
});

describe('typing', () => {
  test('goes into a focused text field, fast rolls too', () => {
    const input = field('');
    press('g', 90);
    press('a', 20);
    press('r', 90);
    silence();
    expect(input.value).toBe('gar');
    expect(bursts).toEqual([]);
  });

  test('a roll is put where the caret stands', () => {
    const input = field('ac');
    input.setSelectionRange(1, 1);
    press('x', 90);
    press('y', 20);
    silence();
    expect(input.value).toBe('axyc');
  });

  test('outside a text field goes to the pad', () => {
    press('4', 200);
    press('8', 150);
    silence();
    press('Enter', 200);
    expect(typed).toBe('48Enter');
  });

  test('a space still presses a focused button, and so does Enter', () => {
    const confirm = button();
    press(' ', 200);
    silence();
    press('Enter', 300);
    expect(confirm.presses()).toBe(2);
  });
});
