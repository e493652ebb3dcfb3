// A shift by scans alone in the browser, in both languages: what the screens say, and what the outside world
// then holds to be true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, goods, keyed } from '../codes.mjs';
import { openFloor } from './floor.mjs';
import { eventually } from './support.mjs';

/** What stands on the screens, in the language of the badge. */
const WORDS = {
  manager: {
    short: /38 of 40 cartons came|PO-3108: 1 line is not complete/, notDelivered: 'Not delivered', bottles: 'Bottle 250 ml', takeOut: 'Damaged goods',
    broken: 'Broken', missing: 'Could not find it', now: '45 pcs now', counted: 'counted 40 pcs, the book said 45 pcs',
    undone: 'undone', done: 'Done', printed: 'Printed', asOf: /as of .*(just now|ago)/,
  },
  lead: {
    short: /38 dari 40 karton datang|PO-3108: 1 baris belum lengkap/, notDelivered: 'Tak dikirim', bottles: 'Botol 250 ml', takeOut: 'Barang rusak',
    broken: 'Pecah atau rusak', missing: 'Tak ditemukan', now: 'sekarang 45 pcs', counted: 'terhitung 40 pcs, di catatan 45 pcs', undone: 'dibatalkan',
    done: 'Selesai', printed: 'Tercetak', asOf: /data .*(baru saja|lalu)/,
  },
};

for (const [who, words] of Object.entries(WORDS)) {
  test(`a shift by scans with the badge of ${who}`, async (t) => {
    const floor = await openFloor(t, who, { language: who === 'lead' ? 'id-ID' : 'en-GB' });
    const answer = async (text) => {
      // A hand is slower than the time in which a second touch is taken for the same one.
      await floor.page.waitForTimeout(300);
      await floor.page.locator('[data-name="question"], [data-name="answers"]').getByText(text).first().click();
    };

    // Receive: 38 of 40 cartons came.
    await floor.scan('PO-3108');
    await floor.sees('lines', '0');
    await floor.scanAll([goods.bottleCarton, command('noLot'), ...keyed(38), command('done')]);
    await floor.sees('lines', /38 (of|dari) 40/);
    await floor.browser.picture(`journey-${who}-received`);
    await floor.scan(command('done'));
    await floor.sees('question', words.short);
    await floor.browser.picture(`journey-${who}-short`);
    await answer(words.notDelivered);
    await eventually('home again', async () => (await floor.screen()).screen.kind === 'home');

    // Move a carton, write off three of it, count the rest.
    await floor.scanAll([command('move'), 'DOCK', goods.bottleCarton, 'A-03-4']);
    await floor.sees('verdict', /48 pcs .*DOCK .*A-03-4/);
    await floor.scanAll([command('done'), command('adjust')]);
    await answer(words.takeOut);
    await eventually('the place is asked for', async () => (await floor.screen()).screen.mode === 'damage');
    await floor.scanAll(['A-03-4', goods.bottle, ...keyed(3), command('done')]);
    await answer(words.broken);
    await floor.sees('verdict', words.now);
    await floor.browser.picture(`journey-${who}-adjusted`);
    await floor.scanAll([command('done'), command('count'), 'A-03-4', goods.bottle, ...keyed(40), command('done')]);
    // Five of 45 are far from the book: counted once more before it is asked why.
    await floor.scanAll([...keyed(40), command('done')]);
    await answer(words.missing);
    await floor.sees('verdict', words.counted);
    await floor.scan(command('done'));

    // Take the count back, from the history.
    await floor.tap({ tap: 'back' });
    await floor.press('desk-history');
    await floor.sees('history', words.bottles);
    await floor.press('undo-entry');
    await floor.sees('history', words.undone);
    await floor.browser.picture(`journey-${who}-history`);

    await deliveredOnce(floor);
    await floor.press('desk-sync');
    const rows = floor.page.locator('[data-name="deliveries"] .row');
    await eventually('four deliveries are done', async () => {
      const states = await rows.evaluateAll((all) => all.map((row) => row.dataset.state));
      return states.length === 4 && states.every((state) => state === 'done');
    });
    await floor.sees('deliveries', words.done);
    await floor.browser.picture(`journey-${who}-sync`);

    await floor.press('desk-stock');
    await floor.press('search-open');
    await floor.page.locator('[data-name="search"]').pressSequentially('PK-BTL', { delay: 60 });
    await floor.press('search-done');
    await floor.sees('stock', /Katana/);
    await floor.page.locator('[data-name="stock"] .row').first().click();
    await floor.sees('item-places', words.asOf);
    await floor.browser.picture(`journey-${who}-stock`);

    await floor.press('desk-devices');
    await floor.page.locator('[data-value="labels"]').click();
    await floor.sees('print-jobs', words.printed);
    await floor.press('preview');
    const image = floor.page.locator('[role="dialog"] img');
    await eventually('the label is drawn', () => image.evaluate((drawn) => drawn.naturalWidth > 100));
    await floor.browser.picture(`journey-${who}-label`);
    assert.deepEqual(floor.browser.errors, [], 'the page complains of nothing');
  });
}

/** The vendor has the receipt and the adjustments, each exactly once, and the sum of them. */
async function deliveredOnce(floor) {
  const [receipts, adjustments] = await eventually('everything is delivered', async () => {
    const there = [await floor.outside('/_control/katana/receipts'), await floor.outside('/_control/katana/adjustments')];
    return there[1].length >= 3 && there;
  });
  assert.deepEqual(receipts.map((row) => [row.order_no, row.sku, row.quantity]), [['PO-3108', 'PK-BTL', '38']], 'one receipt');
  const amounts = adjustments.flatMap((adjustment) => adjustment.rows.map((row) => [row.sku, row.quantity]));
  assert.deepEqual(amounts, [['PK-BTL', '-3'], ['PK-BTL', '-5'], ['PK-BTL', '5']], 'damage, count and its undo, once each');
  const { quantity } = await floor.outside('/_control/katana/stock/PK-BTL');
  assert.equal(quantity, String(620 + 38 * 48 - 3), 'what the vendor has after it');
}
