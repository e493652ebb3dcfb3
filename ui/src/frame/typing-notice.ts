// Tells the station once that a number is being typed here, so that nothing else is booked meanwhile; and knows when
// the station says that it no longer is.
import type { Tap } from '../generated/types';

export class TypingNotice {
  #isFirst = true;
  #wasKnown = false;
  #isTold = false;
  #notice: (tap: Tap) => void;

  constructor(notice: (tap: Tap) => void) {
    this.#notice = notice;
  }

  /**
   * One look at how things stand: what the station knows, what stands on the pad here, whether the station answers.
   * Answers `true` when what stands on the pad here is void: the station let go of it.
   */
  follow(isKnown: boolean, isTyped: boolean, isLive: boolean): boolean {
    const isLetGo = this.#wasKnown && !isKnown && isTyped;
    this.#wasKnown = isKnown;
    // A page that was loaded anew has lost what was typed on it.
    const isLost = this.#isFirst && isKnown && !isTyped;
    this.#isFirst = false;
    if (!isTyped || !isLive || isLetGo) this.#isTold = false;
    else if (!isKnown && !this.#isTold) {
      this.#isTold = true;
      this.#notice({ tap: 'edit_quantity' });
    }
    if (isLost) this.#notice({ tap: 'keep_quantity' });
    return isLetGo;
  }
}
