// Ids of scans and taps.
import { expect, test } from 'vitest';
import { newId, uuidV7 } from './id';

test('time first, then chance, with version and variant', () => {
  const id = uuidV7(0x0192_3456_789a, new Uint8Array([0xff, 0x01, 0xff, 2, 3, 4, 5, 6, 7, 8]));
  expect(id).toBe('01923456-789a-7f01-bf02-030405060708');
});

test('later ids sort later', () => {
  const random = new Uint8Array(10);
  expect(uuidV7(2, random) > uuidV7(1, random)).toBe(true);
  expect(newId()).not.toBe(newId());
});
