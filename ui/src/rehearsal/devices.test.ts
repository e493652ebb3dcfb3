// The devices page: one verdict each, and behind it what a device did last, how well, how fast, and what helps.
import { describe, expect, test, vi } from 'vitest';
import type { Face } from '../frame/face.svelte';
import { all, find, press, settled, showScene } from './showing';

async function look(begin: (face: Face) => void = (face) => face.open('devices')) {
  const posted: [string, unknown, unknown][] = [];
  await showScene('home', (face) => {
    const { post } = face.station.host;
    face.station.host.post = (path, body, key) => (posted.push([path, body, key]), post(path, body, key));
    begin(face);
  });
  await settled();
  return posted;
}
const textOf = (selector: string) => find(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const tile = (name: string) => `[data-name=open-device][data-device="${name}"]`;

describe('tiles', () => {
  test('each says one verdict and what to do, and opens by a touch', async () => {
    await look();
    expect(all('[data-name=open-device]').map((one) => one.dataset.state)).toEqual([
      'ready',
      'ready',
      'attention',
      'attention',
    ]);
    expect(textOf(tile('dock'))).toContain('The command that helps stands on its page');
    expect(textOf(tile('keyboard')), 'nothing was counted, so no zeros stand there').not.toMatch(/\b0\b/);
    await press(tile('scanner-1'));
    expect(textOf('[data-name=device]')).toMatch(/scanner-1.*Ready to scan/);
    await press('[data-name=back]');
    expect(find('[data-name=devices]'), 'the way back leads to the tiles').not.toBeNull();
  });
});

describe('a scanner', () => {
  test('shows the newest read sign by sign and what it means, the others by a touch', async () => {
    await look((face) => face.openDevice('scanner-1'));
    expect(textOf('[data-name=reads] [data-open=true]')).toMatch(
      /<GS>10L2027-114<GS>3024.*taken.*\(10\) Lot L2027-114.*1d 31 30.*GS1-128 \(\]C1\) · on disk after 6 ms/,
    );
    expect(all('[data-name=reads] .hex')).toHaveLength(1);
    all('[data-name=open-read]')[1]!.click();
    await settled();
    expect(textOf('[data-name=reads] [data-open=true] .refusal'), 'why it cannot be used').not.toBe('');
  });

  test('a badge is shown to nobody', async () => {
    await look((face) => face.openDevice('scanner-1'));
    all('[data-name=open-read]')[3]!.click();
    await settled();
    const badge = textOf('[data-name=reads] [data-open=true]');
    expect(badge).toMatch(/^A badge\. What is on it is shown to nobody\./);
    expect(find('[data-name=reads] .hex')).toBeNull();
  });

  test('hits, misses and how fast stand beside it; nothing is said of what did not happen', async () => {
    await look((face) => face.openDevice('scanner-1'));
    expect(textOf('[data-name=hits]')).toMatch(
      /398\s*taken.*9\s*refused.*5\s*unknown.*2\s*repeats.*3\s*garbled/,
    );
    expect(find('[data-name=hits] [data-kind=cut_off]')).toBeNull();
    expect(textOf('[data-name=latency]')).toContain('On disk 6 ms, slow ones 18 ms');
  });

  test('one the system keeps tells both commands, word for word', async () => {
    await look((face) => face.openDevice('dock'));
    const commands = all('[data-name=fixes] code').map((one) => one.textContent);
    expect(commands[0]).toBe('sudo usermod --append --groups input ann');
    expect(commands[1]).toContain('udevadm trigger');
    expect(textOf('[data-name=device-notes]')).toContain('not yet on such a scanner');
    expect(textOf('[data-name=reads]')).toContain('Nothing was read yet');
  });
});

describe('a printer', () => {
  test('shows its answers as they came, and who it is', async () => {
    await look((face) => face.openDevice('P-1'));
    expect(textOf('[data-name=answers]')).toMatch(/How are you\? <STX>030,1,0.*02 30 33/);
    expect(textOf('[data-name=facts]')).toMatch(
      /Model ZD421-203dpi.*Resolution 203 dpi.*Labels ever 10\s482/,
    );
  });

  test('prints a test and a ruler once each, and is asked again', async () => {
    const posted = await look((face) => face.openDevice('P-1'));
    await press('[data-name=test-label]', '[data-name=ruler-label]', '[data-name=ask-device]');
    expect(posted.map(([path, body]) => [path, body])).toEqual([
      ['/devices/P-1/label', { label: 'test' }],
      ['/devices/P-1/label', { label: 'ruler' }],
      ['/devices/P-1/ask', {}],
    ]);
    expect(posted[0]![2], 'a label has a key of its own').not.toBe(posted[1]![2]);
    expect(textOf('[data-name=device-told]')).toContain('Asked.');
  });
});

test('the report is one file; why there is none is told', async () => {
  const made = vi.fn((_: Blob) => 'blob:report');
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => {} }));
  await look((face) => {
    face.open('devices');
    const { get } = face.station.host;
    face.station.host.get = (path) =>
      path === '/devices/report' ? Promise.resolve({ status: 200, body: { kind: 'report' } }) : get(path);
  });
  await press('[data-name=device-report]');
  expect(made).toHaveBeenCalledOnce();
  expect(await made.mock.calls[0]![0].text()).toContain('"kind": "report"');
});
