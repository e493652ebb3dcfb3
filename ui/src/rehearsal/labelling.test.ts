// The page of templates on recorded ones: what is wrong by line, what it looks like, and with which goods.
import { expect, test } from 'vitest';
import { all, find, press, settled, showScene } from './showing';

async function showTemplates(): Promise<string[]> {
  const asked: string[] = [];
  await showScene('home', (face) => {
    const { get } = face.station.host;
    face.station.host.get = (path) => (asked.push(path), get(path));
    face.open('templates');
  });
  await settled();
  return asked;
}

test('what is wrong stands first, with its line and its file', async () => {
  await showTemplates();
  expect(all('[data-name=templates] li button')[0]?.textContent, 'first in the list').toContain('Price');
  expect(find('[data-name=template-problems]')?.textContent).toContain('Line 14, column 11');
  expect(find('[data-name=template-path]')?.textContent).toBe('/srv/tallyman/templates/price.toml');
  expect(find('[data-name=bad-file]')?.textContent, 'a font that cannot be used').toContain('house.ttf');
});

test('the label stands there in its own millimetres, with what scans and where it fits', async () => {
  await showTemplates();
  await press('[data-name="template-lot-100x150"]');
  const label = find<HTMLImageElement>('[data-name=template-sheet] img');
  expect(label?.getAttribute('style')).toContain('calc(100 * var(--mm))');
  const verdicts = find('[data-name=template-verdicts]')?.textContent ?? '';
  expect(verdicts).toContain('GS1-128 0109521234001041 · 10L2027-114');
  expect(verdicts, 'why it does not go on P-2').toContain('50 × 30 mm');
  expect(document.body.textContent).not.toContain('⟦');
});

test('language, dots and goods are asked for', async () => {
  const asked = await showTemplates();
  await press(
    '[data-name="template-lot-100x150"]',
    '[data-name=template-language-id]',
    '[data-name=template-dpi-600]',
  );
  expect(asked).toContain('/templates/lot-100x150/preview?language=id&dpi=600');
  await press('[data-name=template-goods]', '[data-name=goods-lot]');
  await settled();
  const lot = all<HTMLButtonElement>('[data-name=found] button')[0];
  lot?.click();
  await settled();
  expect(asked.at(-1), 'with the lot that was chosen').toMatch(/preview\?language=id&dpi=600&lot=/);
});

test('a crate offers its content list and a shelf its count sheet', async () => {
  const papers: string[] = [];
  await showScene('home', (face) => {
    const { paper } = face.station.host;
    face.station.host.paper = (path) => (papers.push(path), paper(path));
    face.openPlace('CR-011');
  });
  await settled();
  await press('[data-name=place-contents]', '[data-name=place-count-sheet]');
  expect(papers.map((path) => path.split('/')[2])).toEqual(['contents', 'count-sheet']);
  expect(document.body.textContent, 'and says where it is').toContain('paper.pdf');
});
