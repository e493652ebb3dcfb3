// The codes of the demo that the tests of both faces scan: badges, commands and goods as they are printed.

const LETTERS = 'BCDEFGHJKNPRSTVX';
const COMMANDS = {
  undo: 1, done: 2, cancel: 3, choose: 4, park: 5, reprint: 6, enter: 7, noLot: 9, noDate: 10,
  receive: 32, move: 33, adjust: 34, count: 35,
};
const GS = '\u001d';

/** One of our own codes: `TLN`, a kind letter, eight letters for the number, two to check (CRC-8, 0x07). */
function own(kind, number) {
  const nibbles = [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (number >> (4 * place)) & 15);
  const text = `TLN${kind}${nibbles.map((nibble) => LETTERS[nibble]).join('')}`;
  let check = 0;
  for (const byte of Buffer.from(text)) {
    check ^= byte;
    for (let bit = 0; bit < 8; bit += 1) check = check & 0x80 ? ((check << 1) ^ 0x07) & 0xff : (check << 1) & 0xff;
  }
  return text + LETTERS[check >> 4] + LETTERS[check & 15];
}

/** People of the demo: the first speaks English, the second Indonesian, the manager may adjust. */
export const badge = {
  operator3: own('B', 1003),
  operator1: own('B', 1001),
  lead: own('B', 1005),
  manager: own('B', 1006),
};

/** A command of the printed sheet by its name. */
export const command = (name) => own('C', COMMANDS[name]);

/** The commands that key a number: its digits, then ENTER. */
export const keyed = (number) => [...[...String(number)].map((digit) => own('C', 48 + Number(digit))), command('enter')];

export const goods = {
  bottle: '9521234001041',
  bottleCarton: '19521234001048',
  sambal: '9521234002031',
};

/** One of our own codes, misread. It is refused at every step and changes nothing. */
export const damaged = 'TLNCBBBBBBBBXX';

/** A pallet label: so many jars of Sambal Bawang of one lot, good until 27 June 2027. */
export const pallet = (count, lot) => `02${goods.sambal.padStart(14, '0')}1727062737${count}${GS}10${lot}`;

/** The same of a lot whose last good day is over: the flow asks what to do with it. */
export const expiredPallet = (count, lot) => `02${goods.sambal.padStart(14, '0')}1726010137${count}${GS}10${lot}`;
