// What the one main button says and does: first what was entered, then what the station offers, else what it
// waits for.
import type { Prompt, Tap } from '../generated/types';
import { lessTare } from '../parts/number-entry';
import { formatDate, formatDecimal } from '../words/format';
import { amountText, reader, say, unitWord, word } from '../words/words.svelte';
import type { PromptEntry } from './prompt-entry.svelte';

export interface MainButton {
  text: string;
  /** `null`: nothing to send yet. */
  tap: Tap | null;
  pictogram: string;
  /** The number stands: the next field is keyed. */
  goesOn: boolean;
}

export function mainButton(prompt: Prompt, entry: PromptEntry): MainButton {
  const entered = entry.tap;
  if (entered !== null) {
    return { text: enteredText(prompt, entered), tap: entered, pictogram: 'enter', goesOn: false };
  }
  if (entry.isUnfinished && entry.awaitsPieces) {
    const amount = { amount: entry.shownNumber, unit: prompt.keypad?.unit ?? '' };
    return {
      text: word('main-pieces-next', { number: amountText(amount) }),
      tap: null,
      pictogram: 'next',
      goesOn: true,
    };
  }
  if (entry.isUnfinished) {
    if (prompt.keypad?.pieces != null) {
      return waiting(entry.field === 'pieces' ? 'main-waits-pieces' : 'main-waits-weight');
    }
    return waiting(prompt.date_pad ? 'main-date-unfinished' : 'main-number-unfinished');
  }
  if (prompt.primary === null) return waiting(`main-waits-${waitsFor(prompt)}`);
  const { message, tap, pictogram } = prompt.primary;
  return { text: say(message), tap, pictogram, goesOn: false };
}

function enteredText(prompt: Prompt, entered: Tap): string {
  switch (entered.tap) {
    case 'quantity': {
      const unit = unitWord(entered.pack ?? prompt.keypad?.unit ?? '', entered.amount);
      return word('main-number', { number: `${formatDecimal(entered.amount, reader.language)} ${unit}` });
    }
    case 'gross': {
      const pieces = entered.pieces === null ? {} : { pieces: Number(entered.pieces) };
      const tare = prompt.keypad?.tare?.tare.amount ?? '0';
      const amount = { amount: lessTare(entered.amount, tare), unit: prompt.keypad?.unit ?? '', ...pieces };
      return word(entered.pieces === null ? 'main-number' : 'main-weighed', { number: amountText(amount) });
    }
    case 'weighed': {
      const amount = {
        amount: entered.amount,
        unit: prompt.keypad?.unit ?? '',
        pieces: Number(entered.pieces),
      };
      return word('main-weighed', { number: amountText(amount) });
    }
    case 'date':
      return word('main-date', { date: formatDate(entered.date, reader.language, 'short') });
    case 'text':
      return word('main-text', { text: entered.text });
    default:
      return '';
  }
}

function waiting(code: string): MainButton {
  return { text: word(code), tap: null, pictogram: '', goesOn: false };
}

function waitsFor(prompt: Prompt): 'date' | 'text' | 'number' | 'scan' {
  if (prompt.date_pad) return 'date';
  if (prompt.text_field !== null) return 'text';
  return prompt.keypad !== null && prompt.keypad.prefill === null ? 'number' : 'scan';
}
