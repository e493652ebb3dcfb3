// Who types into a search: a finger, with letters to touch, or a keyboard, which needs none of them and may begin
// without touching anything.
import type { Face } from '../frame/face.svelte';

/** Nothing is asked while letters come faster than this. */
export const PAUSE_MS = 80;

export class SearchTyping {
  isTyping = $state(false);
  /** The letters on the screen would only be in the way. */
  byKeyboard = $state(false);

  /** Letters are shown to be touched. */
  get byTouch(): boolean {
    return this.isTyping && !this.byKeyboard;
  }

  /** Makes room on the desk while letters are shown. */
  makeRoom(face: Face): () => void {
    face.lettersOpen = this.byTouch;
    return () => (face.lettersOpen = false);
  }

  /** Typing outside a field goes to this search; the returned function ends it. */
  listen(face: Face, add: (text: string) => void): () => void {
    return face.listen((keys) => {
      const text = keys.map(({ key }) => (key === 'Enter' ? '' : key)).join('');
      if (text === '') return;
      this.byKeyboard = true;
      this.isTyping = true;
      add(text);
    });
  }
}

/** Runs `ask` at once when nothing is typed, and after a pause of the hands while something is. */
export function afterPause(typed: string, ask: () => void): () => void {
  if (typed === '') {
    ask();
    return () => {};
  }
  const timer = setTimeout(ask, PAUSE_MS);
  return () => clearTimeout(timer);
}
