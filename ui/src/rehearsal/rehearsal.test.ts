// Every part and every recorded screen comes up, answers a touch, and keeps its one main button.
import { flushSync } from 'svelte';
import { describe, expect, test } from 'vitest';
import { SCENES } from './scenes';
import type { DeskPage } from '../frame/face.svelte';
import { all, find, press, settled, showDesk, showPart, showScene } from './showing';

describe('parts', () => {
  test.each([
    ['Pictogram', 'svg', 80],
    ['Button', 'button', 7],
    ['Keypad', 'button', 36],
    ['NumberDisplay', 'output.number', 4],
    ['DatePad', '.key', 60],
    ['TextEntry and LetterPad', 'button', 43],
    ['VerdictBand', '[data-name=verdict]', 27],
    ['ToneFrame', '.frame', 4],
    ['StopScreen', '[data-name=stop]', 1],
    ['QuestionDialog', '[role=alertdialog]', 2],
    ['ChoiceCards', '.card', 3],
    ['StateSign and Progress', '.sign, .bar', 9],
    ['Scroller and Empty', '.scroller, .empty', 2],
    ['Segments', 'button', 3],
    ['Dialog', '[role=dialog]', 1],
    ['ItemTile and Tally', 'svg', 4],
  ])('%s shows its states', (part, selector, least) => {
    showPart(part);
    expect(
      all(`[data-part="${part}"] ${selector.replaceAll(', ', `, [data-part="${part}"] `)}`).length,
    ).toBeGreaterThanOrEqual(least);
  });

  test('every verdict has a shape and a colour of its own meaning', () => {
    showPart('VerdictBand');
    for (const band of all('[data-name=verdict]')) {
      expect(band.dataset.colour, band.dataset.tone).toBeTruthy();
      expect(band.querySelector('svg path')?.getAttribute('d')?.length, band.dataset.tone).toBeGreaterThan(5);
    }
  });

  test('a disabled button does not act', () => {
    showPart('Button');
    all<HTMLButtonElement>('button:disabled').forEach((button) => button.click());
    flushSync();
    expect(find('output')?.textContent).toBe('');
  });

  test('the safe answer of a question has the focus', () => {
    showPart('QuestionDialog');
    expect((document.activeElement as HTMLElement).classList.contains('safe')).toBe(true);
  });
});

describe('scenes', () => {
  test.each(Object.keys(SCENES))('%s comes up with a sentence that says what to do', async (name) => {
    await showScene(name);
    const prompt = find('[data-name=prompt]');
    expect(prompt?.textContent, 'the prompt').toBeTruthy();
    expect(document.body.textContent, 'no code without words').not.toContain('⟦');
    expect(document.body.textContent, 'no variable without a value').not.toContain('{$');
    expect(all('[data-name=main]').length, 'one main button at most').toBeLessThanOrEqual(1);
  });

  test.each(['stock', 'history', 'recall', 'tasks', 'sync', 'devices', 'templates', 'settings'] as DeskPage[])(
    'the desk shows %s',
    async (page) => {
      await showScene('home', (face) => face.open(page));
      await settled();
      expect(find(`[data-name=desk-${page}]`)?.getAttribute('aria-pressed')).toBe('true');
      expect(document.body.textContent).not.toContain('⟦');
    },
  );
});

describe('work', () => {
  const key = (text: string) => `.keys button:nth-of-type(${'123456789'.indexOf(text) + 1})`;

  test('the main button books what the station offers', async () => {
    const taps = await showScene('receive-quantity');
    expect(find('[data-name=main]')?.textContent).toContain('48');
    await press('[data-name=main]');
    expect(taps).toEqual([{ tap: 'done' }]);
  });

  test('a typed number replaces the proposal and is sent', async () => {
    const taps = await showScene('receive-quantity');
    await press(key('3'), key('6'), '[data-name=main]');
    expect(taps).toEqual([{ tap: 'edit_quantity' }, { tap: 'quantity', amount: '36', pack: null }]);
  });

  test('cartons are sent as cartons', async () => {
    const taps = await showScene('receive-quantity');
    await press(key('3'), key('8'), '.pack', '[data-name=main]');
    expect(taps).toEqual([{ tap: 'edit_quantity' }, { tap: 'quantity', amount: '38', pack: 'carton' }]);
  });

  test('eight digits are refused as a code', async () => {
    const taps = await showScene('receive-quantity');
    await press(...Array.from('95212341', key), '[data-name=main]');
    expect(find<HTMLButtonElement>('[data-name=main]')?.disabled).toBe(true);
    expect(taps).toEqual([{ tap: 'edit_quantity' }]);
  });

  test('a date by touch', async () => {
    const taps = await showScene('receive-expiry');
    await press(
      '.years button:nth-of-type(2)',
      '.months button:nth-of-type(11)',
      '[data-date="2027-11-21"]',
      '[data-name=main]',
    );
    expect(taps).toEqual([{ tap: 'date', date: '2027-11-21' }]);
  });

  test('a month only', async () => {
    const taps = await showScene('receive-expiry');
    await press('.years button:nth-of-type(2)', '.months button:nth-of-type(11)', '[data-name=month-only]');
    expect(taps).toEqual([{ tap: 'month', month: '2027-11' }]);
  });

  test('a question takes its answer and keeps the main button away', async () => {
    const taps = await showScene('receive-question');
    expect(find<HTMLButtonElement>('[data-name=main]')?.disabled).toBe(true);
    expect(find('[data-name=question]')?.textContent).toContain('3 scans wait');
    all<HTMLButtonElement>('.answer')[1]!.click();
    expect(taps).toEqual([{ tap: 'answer', answer: 'take' }]);
  });

  test('stop covers everything until it is touched', async () => {
    const taps = await showScene('adjust-stop');
    await press('[data-name=stop]');
    expect(taps).toEqual([{ tap: 'acknowledge' }]);
  });

  test('a task is opened, seen, and settled by what fits it', async () => {
    const { posted } = await showDesk('open');
    all('[data-name=task-look]')[2]!.click();
    await settled();
    expect(posted.at(-1), 'who opens it has seen it').toEqual(['/tasks/t3/see', {}]);
    expect(find('[data-name=task-way-main]')?.textContent).toContain('Take the count');
    await press('[data-name=resolution-counted-again]');
    expect(posted.at(-1)).toEqual(['/tasks/t3/settle', { answer: 'resolution-counted-again' }]);
    expect(find('[role=dialog]')).toBeNull();
  });

  test('a task that fits no answer is settled in own words', async () => {
    const { posted } = await showDesk('open');
    await press('[data-kind=excess] [data-name=task-settle]', '[data-name=reason-own-words]');
    expect(posted, 'it was seen before').toEqual([]);
    expect(find<HTMLButtonElement>('[data-name=reason-send]')?.disabled, 'nothing was written').toBe(true);
    all('.letters button')
      .find((key) => key.textContent === 'K')!
      .click();
    await settled();
    await press('[data-name=reason-send]');
    expect(posted.at(-1)).toEqual(['/tasks/t2/settle', { note: 'K' }]);
  });

  test('a count is taken at the seat', async () => {
    const { taps } = await showDesk('open');
    await press('[data-kind=count_difference] [data-name=task-way]');
    expect(taps).toEqual([{ tap: 'post_count', task: 't3' }]);
    expect(find('[data-name=desk-tasks]')?.getAttribute('aria-pressed'), 'the seat comes up').not.toBe(
      'true',
    );
  });

  test('what was settled says by whom', async () => {
    await showDesk('settled');
    expect(find('[data-name=settled-tasks]')?.textContent).toMatch(/Sent back.*Shift lead 1/s);
  });

  test('a code of the tray is named at the seat, or leaves with a reason', async () => {
    const { taps, posted } = await showDesk('tray');
    expect(find('[data-scan=s2]')?.textContent).toContain('Known by now: Palm sugar');
    await press('[data-scan=s1] [data-name=tray-discard]', '[data-name=resolution-not-ours]');
    expect(posted).toEqual([['/parked/s1/discard', { answer: 'resolution-not-ours' }]]);
    await press('[data-scan=s1] [data-name=tray-name]');
    expect(taps).toEqual([{ tap: 'name_parked', scan: 's1' }]);
  });

  test('work of an earlier time says so', async () => {
    await showScene('name-it-earlier');
    expect(find('[data-name=mark]')?.textContent).toMatch(/From the tray: .*Operator 3/);
  });

  test('the strip leads to what it counts', async () => {
    await showScene('home');
    await press('[data-name=link]');
    expect(find('[data-name=desk-tasks]')?.getAttribute('aria-pressed')).toBe('true');
    await press('[data-name=tray]');
    expect(find('[data-name=parked]')).not.toBeNull();
  });

  test('the drawer scans', async () => {
    await showScene('home', (face) => (face.drawerOpen = true));
    await settled();
    expect(all('[data-name=drawer] [data-code]').length).toBeGreaterThan(2);
  });
});
