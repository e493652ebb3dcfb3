// Puts the wedge classifier between the keyboard and the page: a scan works whatever has the focus and
// nothing of it leaks; typing arrives where it belongs. Also knows whether this page hears the keyboard at all.
import type { Burst } from '../generated/types';
import { Wedge, type TypedKey, type WedgeEffect, type WedgeKey, type WedgeSettings } from './wedge';

export interface KeyListener {
  onBurst(burst: Burst): void;
  /** Typed while no text field had the focus: a keypad may want it. */
  onTyped(keys: TypedKey[]): void;
  /** Whether this page has the keyboard. */
  onListening(listening: boolean): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/**
 * So long nothing must really come before silence ends a scan or typing. The stamps of the keys decide what they
 * were; but on a busy machine keys come late, and a scan must not be torn to pieces for that.
 */
const SILENCE_MS = 150;
/** A timer later than this says that the page itself was busy: keys may be in the queue behind it. */
const LATE_MS = 6;

export function listenToKeys(
  settings: WedgeSettings,
  newId: () => string,
  listener: KeyListener,
): () => void {
  const wedge = new Wedge(settings, newId);
  const swallowed = new Set<string>();
  let before: { field: TextField; value: string; start: number | null; end: number | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is due that ends what waits. */
  let silent_ms = 0;

  function carryOut(effects: WedgeEffect[]) {
    for (const effect of effects) {
      if (effect.kind === 'typed') giveBack(effect.keys, listener);
      else {
        if (effect.takeBack && before !== null) takeBack(before);
        listener.onBurst(effect.burst);
      }
    }
  }

  function wait(isSecond = false) {
    clearTimeout(timer);
    const deadline = wedge.deadline_ms;
    if (deadline === null) return;
    const now_ms = performance.now();
    const due_ms = (silent_ms = Math.max(deadline, now_ms + SILENCE_MS));
    timer = setTimeout(
      () => {
        if (!isSecond && performance.now() - due_ms > LATE_MS) return wait(true);
        carryOut(wedge.tick(performance.now()));
        wait();
      },
      due_ms - now_ms + 1,
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const field = textField(document.activeElement);
    const isFirst = wedge.deadline_ms === null;
    // The candidate's time was up and yet its timer has not run: the page was busy, not the keyboard silent.
    const stalled = wedge.deadline_ms !== null && event.timeStamp > silent_ms;
    const verdict = wedge.press(wedgeKey(event, field === null, stalled));
    if (verdict.swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
      swallowed.add(event.code);
    }
    carryOut(verdict.effects);
    // After `carryOut`: what was given back belongs to the text before this key.
    if ((isFirst || verdict.effects.length > 0) && field !== null) {
      before = { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
    }
    if (!verdict.swallow && event.key === 'Enter' && document.activeElement === document.body) {
      listener.onTyped([{ code: event.code, key: 'Enter' }]);
    }
    wait();
  }

  function onKeyUp(event: KeyboardEvent) {
    // A button is pressed by the release of the space bar: what was kept down stays kept.
    if (swallowed.delete(event.code)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  // A finger on a button leaves no focus behind, so that Enter on a keyboard never presses it again.
  function onMouseDown(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault();
  }

  const tellListening = () =>
    listener.onListening(document.hasFocus() && document.visibilityState === 'visible');
  const stopped = new AbortController();
  const capture = { capture: true, signal: stopped.signal };
  document.addEventListener('keydown', onKeyDown, capture);
  document.addEventListener('keyup', onKeyUp, capture);
  document.addEventListener('mousedown', onMouseDown, capture);
  document.addEventListener('visibilitychange', tellListening, capture);
  window.addEventListener('focus', tellListening, { signal: stopped.signal });
  window.addEventListener('blur', tellListening, { signal: stopped.signal });
  tellListening();
  return () => {
    clearTimeout(timer);
    stopped.abort();
  };
}

function wedgeKey(event: KeyboardEvent, held: boolean, stalled: boolean): WedgeKey {
  return {
    at_ms: event.timeStamp,
    code: event.code,
    key: event.key,
    shift: event.shiftKey,
    control: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    altGraph: event.getModifierState('AltGraph'),
    capsLock: event.getModifierState('CapsLock'),
    repeat: event.repeat,
    composing: event.isComposing || event.keyCode === 229,
    held,
    stalled,
  };
}

const NOT_TEXT = new Set([
  'button',
  'submit',
  'reset',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'image',
]);

function textField(element: Element | null): TextField | null {
  if (element instanceof HTMLTextAreaElement) return element;
  return element instanceof HTMLInputElement && !NOT_TEXT.has(element.type) ? element : null;
}

function giveBack(keys: TypedKey[], listener: KeyListener) {
  const focused = document.activeElement;
  const field = textField(focused);
  if (field !== null) return insert(field, keys.map((key) => (key.key === 'Enter' ? '' : key.key)).join(''));
  if (focused instanceof HTMLButtonElement && keys.length === 1 && keys[0]!.key === ' ')
    return focused.click();
  listener.onTyped(keys);
}

function insert(field: TextField, text: string) {
  if (text === '' || field.readOnly || field.disabled) return;
  const end = field.value.length;
  field.setRangeText(text, field.selectionStart ?? end, field.selectionEnd ?? end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
}

function takeBack(before: { field: TextField; value: string; start: number | null; end: number | null }) {
  const { field, value, start, end } = before;
  if (field.value === value) return;
  field.value = value;
  field.setSelectionRange(start, end);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
}
