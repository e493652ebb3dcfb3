// What is looked up at the desk: found while typing, opened, explained, traced, narrowed down; each with its way back.
import { flushSync } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Face } from '../frame/face.svelte';
import type { Answer } from '../host/host';
import { settings } from '../settings.svelte';
import { reader } from '../words/words.svelte';
import { ITEMS } from './goods';
import { IN_DOUBT } from './lists';
import { all, find, press, settled, showScene } from './showing';

/** Shows the desk; the list collects what it asks of the station. */
async function look(begin: (face: Face) => void): Promise<string[]> {
  const asked: string[] = [];
  await showScene('home', (face) => {
    const { host } = face.station;
    const { get } = host;
    host.get = (path) => (asked.push(path), get(path));
    begin(face);
  });
  await settled();
  return asked;
}

function type(text: string) {
  const field = find<HTMLInputElement>('input[data-name=search]')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}
const pause = async (ms: number) => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await settled();
};
const textOf = (selector: string) => find(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

afterEach(() => {
  settings.face.language = 'badge';
});

describe('search', () => {
  test('asks once the hand pauses, and not for every letter', async () => {
    const asked = await look((face) => face.open('stock'));
    await press('[data-name=search-open]');
    asked.length = 0;
    for (const text of ['s', 'sh', 'sha']) type(text);
    expect(asked, 'nothing while letters come').toEqual([]);
    await pause(120);
    expect(asked, 'one question for three letters').toEqual(['/stock?search=sha']);
    expect(all('[data-name=stock] .open-item').map((row) => row.dataset.sku)).toEqual(['RM-SHL']);
  });

  test('the newest question is answered, however late an older one is', async () => {
    const waiting: Record<string, (answer: Answer) => void> = {};
    await look((face) => {
      face.open('stock');
      face.station.host.get = (path) =>
        path.startsWith('/stock?')
          ? new Promise((resolve) => (waiting[path] = resolve))
          : Promise.resolve({ status: 200, body: { rows: [], next: null } });
    });
    await press('[data-name=search-open]');
    type('a');
    await pause(100);
    type('ab');
    await pause(100);
    const answer = (search: string): Answer => ({
      status: 200,
      body: {
        rows: [
          {
            item: { ...ITEMS.salt, name: search },
            on_hand: { amount: '1', unit: 'kg' },
            places: [],
            external: [],
          },
        ],
        next: null,
      },
    });
    waiting['/stock?search=ab']!(answer('newest'));
    await settled();
    waiting['/stock?search=a']!(answer('older'));
    await settled();
    expect(textOf('[data-name=stock]')).toContain('newest');
    expect(textOf('[data-name=stock]')).not.toContain('older');
  });

  test('letters by touch are typed into it, and Enter opens the only thing that is found', async () => {
    await look((face) => face.open('stock'));
    await press('[data-name=search-open]');
    expect(find('[data-name=desk-stock]'), 'room for what is found').toBeNull();
    for (const letter of 'GARL') {
      all('.letters button')
        .find((key) => key.textContent === letter)!
        .click();
    }
    await pause(120);
    find('input[data-name=search]')!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
    );
    await settled();
    expect(find('[data-name=item]'), 'its page').not.toBeNull();
    await press('[data-name=back]');
    expect(textOf('[data-name=search-open]'), 'the way back leads to the same search').toContain('GARL');
  });

  test('typing without touching anything begins a search, with no letters on the screen', async () => {
    let typed!: Face;
    await look((face) => (face.open('stock'), (typed = face)));
    typed.typed([{ code: 'KeyO', key: 'o' }]);
    await settled();
    expect(find<HTMLInputElement>('input[data-name=search]')?.value).toBe('o');
    expect(find('.letters')).toBeNull();
  });

  test('nothing found says so and what to try', async () => {
    await look((face) => face.open('stock'));
    await press('[data-name=search-open]');
    type('zzz');
    await pause(120);
    expect(textOf('[data-name=stock]')).toMatch(/Nothing fits “zzz”.*a lot or a place/);
  });
});

describe('an item', () => {
  test('shows its places with crates, its lots, and to whom it is promised', async () => {
    await look((face) => face.openItem(ITEMS.shallot));
    expect(textOf('[data-name=item-places]')).toMatch(/TGR › A › A-01-1 ›.CR-011.*in this crate/);
    expect(textOf('[data-name=item-places]')).toContain('8.000 kg promised');
    await press('[data-value=promises]');
    expect(textOf('[data-name=item-promises]')).toMatch(/SO-1182.*Order · Shop 3/);
    expect(textOf('[data-name=item-promises]'), 'a basket has a clock').toContain('held until 10:35');
    await press('[data-value=lots]', '[data-lot="SHL-1"] [data-name=lot-recall]');
    expect(find('[data-name=recall]'), 'a lot leads to its recall').not.toBeNull();
  });

  test('each of its numbers can be asked why, for exactly this lot and place', async () => {
    const asked = await look((face) => face.openItem(ITEMS.shallot));
    await press('[data-place=CR-011] [data-name=why-place]');
    expect(asked.at(-1)).toBe('/stock/explain?item=RM-SHL&lot=SHL-0&at=CR-011');
    await press('[data-name=back]', '[data-value=lots]', '[data-name=why-item]');
    expect(asked.at(-1)).toBe('/stock/explain?item=RM-SHL');
    await press('[data-name=back]');
    expect(find('[data-name=item-lots]'), 'the page is as it was left').not.toBeNull();
  });
});

describe('a place', () => {
  test('shows what is in the crates that stand there, each item and number to be touched', async () => {
    const asked = await look((face) => face.openItem(ITEMS.shallot));
    await press('[data-place=A-01-1] [data-name=open-place]');
    expect(asked.at(-1)).toBe('/stock/place?code=A-01-1');
    expect(textOf('[data-name=place-stock] h2'), 'the crate, with where it stands').toMatch(
      /A-01-1 ›.CR-011/,
    );
    expect(textOf('[data-name=place-stock] h2 + ul')).toMatch(/Shallot.*4\.250 kg.*Salt.*1\.400 kg/);
    await press('[data-name=open-item-RM-SAL]');
    expect(find('[data-name=item]')).not.toBeNull();
  });

  test('an empty crate says so', async () => {
    await look((face) => face.openPlace('CR-099'));
    expect(textOf('[data-name=place-stock]')).toContain('Nothing stands here');
  });

  test('a scanned crate that was told in a number can be looked into', async () => {
    await showScene('crate-told');
    await press('[data-name=look]');
    expect(textOf('[data-name=place]')).toContain('A-01-1');
  });
});

describe('why a number', () => {
  test('is told by movements, page by page, down to nothing', async () => {
    const asked = await look((face) => face.openNumber({ item: ITEMS.shallot }));
    expect(textOf('[data-name=explain-foot]')).toContain('Before these movements: 37.930 kg.');
    await press('[data-name=explain-more]');
    expect(asked.at(-1)).toBe('/stock/explain?item=RM-SHL&cursor=older');
    expect(all('[data-name=explain-step]').length).toBe(3);
    expect(textOf('[data-name=explain-step]'), 'signed, who and when').toMatch(
      /−18\.000 kg Moved.*Operator 3/,
    );
    expect(textOf('[data-name=explain]')).toContain('in crate CR-011, brought from DOCK to A-01-1 at 09:34');
    expect(textOf('[data-name=explain-sum]')).toBe(
      'It began with 0.000 kg. 3 movements together make 20.000 kg.',
    );
  });
});

describe('history', () => {
  test('is narrowed down and widened again by touch, and says what it adds up to', async () => {
    const asked = await look((face) => face.open('history'));
    await press(
      '[data-name=history-filter]',
      '[data-name=filter-person]',
      '[data-name="found-Shift lead 1"]',
    );
    expect(asked.at(-1)).toBe('/history?operator=op-5');
    await press('[data-name=history-filter]', '[data-name=filter-place]', '[data-name="found-A-01-1"]');
    expect(asked.at(-1)).toBe('/history?location=A-01-1&operator=op-5');
    await press('[data-value=totals]');
    expect(asked.at(-1)).toBe('/history/totals?location=A-01-1&operator=op-5');
    expect(textOf('[data-name=totals] [data-kind=receive]')).toMatch(/Received\s*4 movements\s*1824 pcs/);
    await press('[data-name=filter-off-person]', '[data-name=filter-off-place]');
    expect(asked.at(-1), 'everything again').toBe('/history/totals');
  });

  test('several kinds and a span of days are asked together; none that fits says so', async () => {
    reader.timeZone = 'Asia/Jakarta';
    const asked = await look((face) => face.open('history'));
    await press('[data-name=history-filter]', '[data-name=days-week]', '[data-name=filter-kind]');
    await press('[data-name=kind-ship]', '[data-name=kind-scrap]', '[data-name=close]');
    expect(asked.at(-1)).toBe('/history?kind=ship%2Cscrap&from=2026-11-15&to=2026-11-21');
    expect(textOf('[data-name=history]')).toContain('Leave out one of the conditions above');
  });
});

describe('recall', () => {
  test('from a part of a code: which one is meant, then all that is known of it', async () => {
    await look((face) => face.open('recall'));
    await press('[data-name=search-open]');
    type('s');
    await pause(120);
    expect(all('[data-name=recall-found] button').map((row) => row.dataset.lot)).toEqual(['SB-A', 'SHL-1']);
    await press('[data-lot=SB-A]');
    expect(textOf('[data-name=recall-root]')).toContain('SB-A');
    expect(all('[data-name=recall-lot]').map((row) => row.dataset.lot)).toEqual([
      'SHL-1',
      'CHI-P',
      'GAR-1',
      '',
    ]);
    await press('[data-name=recall-fold]');
    expect(
      all('[data-name=recall-lot]').map((row) => row.dataset.lot),
      'folded',
    ).toEqual(['SHL-1', 'CHI-P']);
  });

  test('says how certain each link is, what does not add up, and who was not heard', async () => {
    await look((face) => face.openRecall({ id: 'SB-A', name: 'SB-A' }));
    const links = all('[data-name=recall-lot]').map((row) => row.textContent!.replaceAll(/\s+/g, ' '));
    expect(links[0]).toMatch(/weighed\s*12\.000 kg went into 240 pcs · MO-17/);
    const sign = (row: number) =>
      all('[data-name=recall-lot]')[row]!.querySelector('.certainty path:last-of-type');
    expect(sign(0)!.getAttribute('d'), 'a sign of its own, not a colour').not.toBe(
      sign(1)!.getAttribute('d'),
    );
    expect(links[3]).toContain('No lot: the trail is lost here');
    expect(textOf('[data-name=balance]')).toBe(
      'Made 240 pcs = On hand 98 pcs + Shipped 120 pcs + Samples 2 pcs + Scrapped 18 pcs + Unexplained 2 pcs',
    );
    expect(textOf('[data-name=recall-sheet]')).toContain('It does not add up: 2 pcs are unexplained.');
    expect(textOf('[data-name=recall-silent]')).toMatch(
      /Katana was last heard 42 minutes ago.*14 deliveries/,
    );
  });

  test('a lot, or all of a recall, is put on hold for a reason, once', async () => {
    const posted: unknown[] = [];
    await look((face) => {
      const { post } = face.station.host;
      face.station.host.post = (path, body, key) => (
        posted.push([path, body, typeof key]),
        post(path, body, key)
      );
      face.openRecall({ id: 'SB-A', name: 'SB-A' });
    });
    expect(find('[data-name=recall-hold]'), 'what is on hold is not held again').toBeNull();
    await press(
      '[data-name=recall-lot][data-lot=SHL-1]',
      '[data-name=recall-hold]',
      '[data-name=reason-check-failed]',
    );
    expect(posted.at(-1)).toEqual(['/lots/SHL-1/hold', { reason: 'check_failed' }, 'string']);
    await press('[data-name=recall-hold-all]');
    expect(textOf('[role=dialog]'), 'goods without a lot and what is held are not among them').toContain(
      'Put 3 lots on hold?',
    );
    await press('[data-name=reason-supplier-notice]');
    expect(posted.at(-1)).toEqual([
      '/recall/hold',
      { lots: ['SHL-1', 'CHI-P', 'GAR-1'], reason: 'supplier_notice' },
      'string',
    ]);
    expect(find('[role=dialog]')).toBeNull();
  });

  test('another lot of the tree is looked at beside it', async () => {
    await look((face) => face.openRecall({ id: 'SB-A', name: 'SB-A' }));
    await press('[data-name=recall-lot][data-lot=SHL-1]');
    expect(textOf('[data-name=recall-sheet]')).toMatch(/Shallot.*from Kebun Sari.*It adds up/);
    expect(textOf('[data-name=recall-sheet] [data-what=on_hand]')).toContain('TGR › A › A-01-1');
  });
});

test('a way through several pages leads back step by step, and then to work', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await look(
    (face) => (face.open('stock'), face.openItem(ITEMS.shallot), face.openNumber({ item: ITEMS.shallot })),
  );
  expect(textOf('nav.where')).toMatch(/Desk.*Stock.*Shallot.*Why this number/);
  await press('[data-name=back]');
  expect(find('[data-name=item]')).not.toBeNull();
  await press('[data-name=back]', '[data-name=back]');
  expect(find('[data-name=flow-receive]'), 'at work again').not.toBeNull();
});

test('a date that is not sure is confirmed by touch', async () => {
  const posted: unknown[] = [];
  await showScene(
    'home',
    (face) => {
      const { post } = face.station.host;
      face.station.host.post = (path, body) => (posted.push([path, body]), post(path, body));
    },
    IN_DOUBT,
  );
  expect(textOf('[data-name=trouble]')).toContain('the date is not sure');
  expect(textOf('[data-name=confirm-date]')).toBe('Yes, today is 21 November 2026');
  await press('[data-name=confirm-date]');
  expect(posted).toEqual([['/date/confirm', {}]]);
});
