import { describe, expect, it } from 'vitest';
import type { Tap } from '../generated/types';
import { TypingNotice } from './typing-notice';

const UNTOUCHED = false;
const TYPED = true;

function watched() {
  const sent: Tap['tap'][] = [];
  return { sent, typing: new TypingNotice((tap) => sent.push(tap.tap)) };
}

describe('a number being typed', () => {
  it('is told with its first key, and once', () => {
    const { sent, typing } = watched();
    typing.follow(false, UNTOUCHED, true);
    typing.follow(false, TYPED, true);
    typing.follow(false, TYPED, true);
    typing.follow(true, TYPED, true);
    expect(sent).toEqual(['edit_quantity']);
  });

  it('is void when the station lets go of it', () => {
    const { sent, typing } = watched();
    typing.follow(false, TYPED, true);
    expect(typing.follow(true, TYPED, true)).toBe(false);
    expect(typing.follow(false, TYPED, true)).toBe(true);
    typing.follow(false, UNTOUCHED, true);
    typing.follow(false, TYPED, true);
    expect(sent).toEqual(['edit_quantity', 'edit_quantity']);
  });

  it('is told when the station is back', () => {
    const { sent, typing } = watched();
    typing.follow(false, TYPED, false);
    expect(sent).toEqual([]);
    typing.follow(false, TYPED, true);
    expect(sent).toEqual(['edit_quantity']);
  });

  it('that a page lost with its loading is given back', () => {
    const { sent, typing } = watched();
    typing.follow(true, UNTOUCHED, true);
    typing.follow(false, UNTOUCHED, true);
    expect(sent).toEqual(['keep_quantity']);
  });

  it('on another face is left alone', () => {
    const { sent, typing } = watched();
    typing.follow(false, UNTOUCHED, true);
    typing.follow(true, UNTOUCHED, true);
    typing.follow(false, UNTOUCHED, true);
    expect(sent).toEqual([]);
  });
});
