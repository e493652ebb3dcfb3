// A recall as a tree for reading: each lot with the links that lead on from it, upwards to what it was made from
// and downwards to what was made from it. The lots and links are the station's; nothing is computed of them.
import type { RecallBalance, RecallLink, RecallLot, RecallView } from '../generated/types';

export type Direction = 'up' | 'down';

export interface Branch {
  /** Names this place in the tree; a lot that is reached by two ways stands in it twice. */
  key: string;
  lot: RecallLot;
  /** How one gets here from the lot before; `null` for the one that was asked for. */
  link: RecallLink | null;
  branches: Branch[];
}

/** The lot that was asked for: no production away from itself. */
export function asked(view: RecallView): RecallLot | null {
  return view.lots.find((lot) => lot.up === 0 || lot.down === 0) ?? view.lots[0] ?? null;
}

/** What leads on from the asked lot in one direction. Lots on the way down to a branch are not repeated below it. */
export function branches(view: RecallView, direction: Direction): Branch[] {
  const lots = new Map(view.lots.map((lot) => [lot.name.id, lot]));
  const links = new Map<string, RecallLink[]>();
  for (const link of view.links) {
    const here = direction === 'up' ? link.into : link.from;
    links.set(here, [...(links.get(here) ?? []), link]);
  }
  const below = (id: string, way: readonly string[]): Branch[] =>
    (links.get(id) ?? []).flatMap((link) => {
      const next = direction === 'up' ? link.from : link.into;
      const lot = lots.get(next);
      if (!lot || way.includes(next)) return [];
      const key = [...way, `${link.by.entry}:${next}`].join('/');
      return [{ key, lot, link, branches: below(next, [...way, next]) }];
    });
  const root = asked(view);
  return root ? below(root.name.id, [root.name.id]) : [];
}

/** One term of `received + made = on hand + used + …`. */
export interface Term {
  name: keyof RecallBalance;
  side: 'came' | 'went';
}

const TERMS: readonly Term[] = [
  { name: 'received', side: 'came' },
  { name: 'made', side: 'came' },
  { name: 'on_hand', side: 'went' },
  { name: 'used', side: 'went' },
  { name: 'shipped', side: 'went' },
  { name: 'sampled', side: 'went' },
  { name: 'scrapped', side: 'went' },
  { name: 'unexplained', side: 'went' },
];

export const isNothing = (text: string): boolean => /^-?0([.]0*)?$/.test(text);

/** The terms that are worth reading: those with something in them, on hand and unexplained always, and one that came. */
export function terms(balance: RecallBalance): Term[] {
  const filled = ({ name }: Term) => !isNothing(balance[name].amount);
  const came = TERMS.filter((term) => term.side === 'came');
  const shownCame = came.some(filled) ? came.filter(filled) : came.slice(0, 1);
  const went = TERMS.filter((term) => term.side === 'went');
  const always = (term: Term) => term.name === 'on_hand' || term.name === 'unexplained';
  return [...shownCame, ...went.filter((term) => filled(term) || always(term))];
}

/** Lots that somebody wants to put on hold. */
export interface Held {
  lots: readonly string[];
  /** Of the only one. */
  name: string;
  ondone: () => void;
}

/** Of a recall, those that can still be put on hold: goods without a lot cannot. */
export function stillReleased(view: RecallView): string[] {
  return view.lots.filter((lot) => lot.balance && lot.name.status === 'released').map((lot) => lot.name.id);
}
