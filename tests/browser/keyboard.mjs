// The keys of a scanner that plays a keyboard with the American layout, as DevTools' input domain takes them.
// A scanner presses Shift like anyone; a group separator is Control and ].

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'].map((key) => {
  return [key, { code: `Key${key.toUpperCase()}`, key }];
});
const DIGITS = [...'0123456789'].map((key) => [key, { code: `Digit${key}`, key }]);
const MARKS = Object.entries({
  '-': 'Minus', '=': 'Equal', '[': 'BracketLeft', ']': 'BracketRight', '\\': 'Backslash', ';': 'Semicolon',
  "'": 'Quote', '`': 'Backquote', ',': 'Comma', '.': 'Period', '/': 'Slash', ' ': 'Space',
}).map(([key, code]) => [key, { code, key }]);
const PLAIN = new Map([...LETTERS, ...DIGITS, ...MARKS]);

const SHIFTED = new Map(
  Object.entries({
    '!': '1', '@': '2', '#': '3', $: '4', '%': '5', '^': '6', '&': '7', '*': '8', '(': '9', ')': '0',
    _: '-', '+': '=', '{': '[', '}': ']', '|': '\\', ':': ';', '"': "'", '~': '`', '<': ',', '>': '.',
    '?': '/',
  }),
);

const NAMED = new Map(
  Object.entries({
    Enter: { code: 'Enter', key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
    Tab: { code: 'Tab', key: 'Tab', windowsVirtualKeyCode: 9 },
    Escape: { code: 'Escape', key: 'Escape', windowsVirtualKeyCode: 27 },
    Backspace: { code: 'Backspace', key: 'Backspace', windowsVirtualKeyCode: 8 },
    F5: { code: 'F5', key: 'F5', windowsVirtualKeyCode: 116 },
    F9: { code: 'F9', key: 'F9', windowsVirtualKeyCode: 120 },
  }),
);

const SHIFT = { modifier: 8, key: { code: 'ShiftLeft', key: 'Shift', windowsVirtualKeyCode: 16 } };
const CONTROL = { modifier: 2, key: { code: 'ControlLeft', key: 'Control', windowsVirtualKeyCode: 17 } };
/** Control characters, as Control and the key that stands for them. */
const CONTROLS = new Map([['\u001d', ']'], ['\n', 'j'], ['\r', 'm'], ['\t', 'i'], ['\u0012', 'r'], ['\u0010', 'p']]);

/**
 * The key events of `text` and then the key named `end` (none when null), in order, without times. `text` is a
 * string, or a list of characters and names of keys.
 */
export function eventsOf(text, end = 'Enter') {
  const events = [...text].flatMap(eventsOfCharacter);
  if (end !== null) events.push(...press(NAMED.get(end)));
  return events;
}

function eventsOfCharacter(character) {
  if (NAMED.has(character)) return press(NAMED.get(character));
  const control = CONTROLS.get(character);
  if (control) {
    const key = PLAIN.get(control);
    return held(CONTROL, { ...key, text: undefined, windowsVirtualKeyCode: keyCode(key) });
  }
  const plain = PLAIN.get(character);
  if (plain) return press({ ...plain, text: character, windowsVirtualKeyCode: keyCode(plain) });
  const base = PLAIN.get(SHIFTED.get(character) ?? character.toLowerCase());
  if (!base) throw new Error(`no key of this keyboard makes ${JSON.stringify(character)}`);
  return held(SHIFT, { ...base, key: character, text: character, windowsVirtualKeyCode: keyCode(base) });
}

function press(key, modifiers = 0) {
  return [
    { ...key, type: key.text ? 'keyDown' : 'rawKeyDown', modifiers },
    { ...key, type: 'keyUp', text: undefined, modifiers },
  ];
}

function held({ modifier, key }, inner) {
  const down = { ...key, type: 'rawKeyDown', modifiers: modifier };
  return [down, ...press(inner, modifier), { ...key, type: 'keyUp', modifiers: 0 }];
}

function keyCode({ code, key }) {
  return code.startsWith('Key') || code.startsWith('Digit') ? key.toUpperCase().charCodeAt(0) : 0;
}
