// Counts on the screen: a number far from the book is asked for again, blind; a count by zones is opened, counted and
// approved. In both languages and both themes, each step kept as a picture.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badge, command, goods, keyed } from '../codes.mjs';
import { openFloor } from './floor.mjs';

const PLACE = 'A-04-2';
const answer = (answer) => ({ tap: 'answer', answer });

/** Goods in the hand, with the first lot that is offered. */
async function take(floor) {
  const { screen } = await floor.scan(goods.sambal);
  const [first] = screen.prompt.choices;
  if (first) await floor.scanAll([{ tap: 'choose', id: first.id }]);
}

const countScreen = async (floor) => (await floor.screen()).screen;

const LOOKS = [
  { language: 'en-GB', dark: false, who: 'manager', again: 'count once more', zones: 'Open counts', state: 'not begun' },
  { language: 'id-ID', dark: true, who: 'lead', again: 'sekali lagi', zones: 'Penghitungan terbuka', state: 'belum mulai' },
];

for (const { language, dark, who, again, zones, state } of LOOKS) {
  const look = `${language.slice(0, 2)}-${dark ? 'dark' : 'light'}`;
  test(`what is far from the book is counted again, and a zone is approved: ${look}`, async (t) => {
    const floor = await openFloor(t, who, { language, dark });
    const picture = (name) => floor.browser.picture(`count-${name}-${look}`);
    await floor.scanAll([command('count'), PLACE]);
    await take(floor);
    await floor.scanAll([...keyed(3), command('done')]);
    await floor.sees('prompt', again);
    const line = (await countScreen(floor)).lines.find((one) => one.again);
    assert.deepEqual([line.counted, line.book], [null, null], 'neither the first number nor the book is shown');
    await picture('again');
    await floor.scanAll([...keyed(3), command('done')]);
    await picture('why');
    await floor.scanAll([answer('could_not_find'), command('done'), answer('start')]);
    await picture('what');
    await floor.scanAll([PLACE]);
    await floor.sees('zones', state);
    await floor.sees('zones', PLACE);
    assert.ok((await floor.page.getByText(zones).count()) > 0, 'they have their heading');
    await picture('zones');

    await floor.press('zone');
    await floor.sees('zone-state', /0/);
    await take(floor);
    await floor.scanAll([...keyed(2), command('done')]);
    await picture('zone-noted');
    const noted = (await countScreen(floor)).lines.find((one) => one.counted);
    assert.equal(noted.book, null, 'nothing is compared aloud');
    await floor.scanAll([command('done'), command('done'), badge.manager]);
    await picture('zone-counted');
    const counted = (await countScreen(floor)).lines.find((one) => one.counted);
    assert.equal(counted.difference.amount, '-1', 'whoever approves sees it');
    await floor.scanAll([answer('approve')]);
    await picture('approve');
    await floor.scanAll([answer('not_booked_out')]);
    assert.deepEqual((await countScreen(floor)).zones, [], 'it is approved, and nothing is open');
    assert.equal((await floor.ask('/history')).rows[0].quantity.amount, '1', 'by one movement');
    assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
  });
}
