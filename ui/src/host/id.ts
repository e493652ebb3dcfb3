// Identity that is born in this face: UUIDv7 for scans and taps, so that an answer that was lost can be asked for
// again without booking twice. Time and chance are passed in.

/** A UUIDv7 (RFC 9562): 48 bits of UTC milliseconds, then chance. `random` gives ten bytes. */
export function uuidV7(now_ms: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let rest = Math.floor(now_ms);
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

/** One made here and now. */
export function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
