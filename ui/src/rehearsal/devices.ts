// Recorded pages of devices: a scanner at work, one the system keeps from us, a printer without paper.
import type { AnswerRow, DeviceDetail, DeviceStatus, Fact, Message, ReadRow } from '../generated/types';
import { count, message, MINUTE_MS, NOW_MS, text } from './goods';

const fact = (name: string, value: Message): Fact => ({ name: message(`fact-${name}`), value });
const plain = (value: string) => message('fact-value-text', { text: text(value) });
const field = (name: string, identifier: string, value: string): Fact => ({
  name: message(`field-${name}`, { identifier: text(identifier) }),
  value: plain(value),
});
const spaced = (bytes: string) =>
  [...bytes].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
const shown = (bytes: string) =>
  bytes
    .replaceAll('\u001d', '<GS>')
    .replaceAll('\u0002', '<STX>')
    .replaceAll('\u0003', '<ETX>')
    .replaceAll('\r', '<CR>')
    .replaceAll('\n', '<LF>');

function read(bytes: string, age_ms: number, part: Partial<ReadRow>): ReadRow {
  return {
    at_ms: NOW_MS - age_ms,
    is_badge: false,
    hex: spaced(bytes),
    text: shown(bytes),
    aim: ']C1',
    symbology: 'GS1-128',
    fields: [],
    refusal: null,
    verdict: 'accepted',
    said: null,
    durable_ms: 6,
    answered_ms: 7,
    ...part,
  };
}

const READS: ReadRow[] = [
  read('010952123400104115271121\u001d10L2027-114\u001d3024', MINUTE_MS / 2, {
    fields: [
      field('item', '01', '09521234001041'),
      field('best-before', '15', '2027-11-21 (271121)'),
      field('lot', '10', 'L2027-114'),
      field('count', '30', '24'),
    ],
  }),
  read('0109521234001041172713991', 2 * MINUTE_MS, {
    verdict: 'refused',
    refusal: message('refusal-unreadable'),
  }),
  read('8991234567890', 4 * MINUTE_MS, { aim: '', symbology: '', verdict: 'unknown' }),
  read('', 9 * MINUTE_MS, { is_badge: true, hex: '', text: '', aim: '', symbology: '' }),
];

const answer = (asked: string, bytes: string): AnswerRow => ({
  asked,
  hex: spaced(bytes),
  text: shown(bytes),
});

const NOTHING: Omit<DeviceDetail, 'device'> = {
  notes: [],
  fixes: [],
  facts: [],
  scans: null,
  latency: null,
  reads: [],
  answers: [],
  can_tend: true,
};

/** By its name; a scanner nobody set up yet where it is none of the recorded ones. */
export function devicePage(devices: DeviceStatus[], name: string): DeviceDetail | null {
  const device = devices.find((one) => one.name === name);
  if (device === undefined) return null;
  if (device.kind === 'printer') return { ...printer(device) };
  if (device.name === 'dock') return denied(device);
  if (device.name === 'keyboard')
    return {
      ...NOTHING,
      device,
      facts: [fact('kind', message('fact-value-focused-keyboard'))],
      scans: { accepted: 0, refused: 0, unknown: 0, repeats: 0, waiting: 0, unreadable: 0, cut_off: 0 },
    };
  return {
    ...NOTHING,
    device,
    reads: READS,
    notes: [message('device-note-no-end-mark', { count: count(12) })],
    scans: { accepted: 398, refused: 9, unknown: 5, repeats: 2, waiting: 0, unreadable: 3, cut_off: 0 },
    latency: { count: 100, half_ms: 7, slow_ms: 19, durable_half_ms: 6, durable_slow_ms: 18 },
    facts: [
      fact('kind', message('fact-value-serial')),
      fact('path', plain('/dev/ttyACM0')),
      fact('wire', plain('9600 8N1')),
      fact('seat', plain('main')),
      fact('pulled', message('fact-value-count', { count: count(1) })),
    ],
  };
}

function denied(device: DeviceStatus): DeviceDetail {
  const rule = 'SUBSYSTEM=="input", ATTRS{idVendor}=="05e0", ATTRS{idProduct}=="1200", TAG+="uaccess"';
  const file = '/etc/udev/rules.d/70-tallyman.rules';
  return {
    ...NOTHING,
    device,
    notes: [message('device-note-waits-for-button'), message('device-note-keyboard-unverified')],
    fixes: [
      { what: message('permission-keyboard'), command: 'sudo usermod --append --groups input ann' },
      {
        what: message('permission-rule', { file: text(file) }),
        command: `echo '${rule}' | sudo tee -a ${file} && sudo udevadm control --reload && sudo udevadm trigger`,
      },
    ],
    scans: { accepted: 0, refused: 0, unknown: 0, repeats: 0, waiting: 0, unreadable: 0, cut_off: 0 },
    facts: [
      fact('kind', message('fact-value-held-keyboard')),
      fact('key-layout', plain('united states')),
      fact('seat', plain('dock')),
    ],
  };
}

function printer(device: DeviceStatus): DeviceDetail {
  return {
    ...NOTHING,
    device,
    answers: [
      answer(
        'status',
        '\u0002030,1,0,1218,000,0,0,0,000,0,0,0\u0003\r\n\u0002001,0,0,0,1,2,4,0,00000000,1,000\u0003\r\n\u00021234,0\u0003\r\n',
      ),
      answer('odometer', '"10482"'),
      answer('identity', '\u0002ZD421-203dpi,V93.21.15Z,8,8192KB\u0003\r\n'),
    ],
    latency: { count: 96, half_ms: 38, slow_ms: 140, durable_half_ms: null, durable_slow_ms: null },
    notes: [],
    facts: [
      fact('model', plain('ZD421-203dpi')),
      fact('language', plain('ZPL')),
      fact('resolution', message('fact-value-dpi', { dpi: count(203) })),
      fact('media-set', message('fact-value-media', { width: count(100), height: count(150) })),
      fact('length-told', message('fact-value-mm', { length: count(152) })),
      fact('head-width', message('fact-value-mm', { length: count(104) })),
      fact('counter', message('fact-value-count', { count: count(10482) })),
      fact('firmware', plain('V93.21.15Z')),
      fact('asked', message('fact-value-at', { time: { kind: 'instant', value: NOW_MS - 3 * MINUTE_MS } })),
      fact('roles', plain('lot_label')),
    ],
  };
}
