// Pictograms, drawn for Tallyman on a grid of 32 with one stroke: what is open is a line, `fill` is the tinted body.
// Families of goods, flows, tones, reasons and the few signs of the frame. A name nobody drew shows a box.

export interface Drawing {
  stroke: string;
  /** Closed shapes that carry the tint. */
  fill?: string;
}

const octagon = 'M11.2 4h9.6l7.2 7.2v9.6l-7.2 7.2h-9.6L4 20.8v-9.6L11.2 4Z';
const triangle = 'M16 4.5 28.5 26.5a1 1 0 0 1-.9 1.5H4.4a1 1 0 0 1-.9-1.5L16 4.5Z';
const box = 'M4 10.5 16 5l12 5.5v12L16 28 4 22.5v-12Z';
const drop = 'M16 4c5 6 8.5 10.3 8.5 15a8.5 8.5 0 0 1-17 0C7.5 14.3 11 10 16 4Z';
const tag = 'M5 5.5h11L27 16.5 16.5 27 5 16.5v-11Z';
const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const dot = (x: number, y: number) => `M${x} ${y}h.01`;

export const DRAWINGS = {
  // Families of goods
  chilli: {
    fill: 'M20 9c4.5 1.2 6.2 5.5 4.3 10.2C21.8 25.3 15 28.6 5 27.5c7-1.3 9.8-4.7 10.3-9.5C15.8 13 17 9.5 20 9Z',
    stroke:
      'M20 9c4.5 1.2 6.2 5.5 4.3 10.2C21.8 25.3 15 28.6 5 27.5c7-1.3 9.8-4.7 10.3-9.5C15.8 13 17 9.5 20 9ZM20 9c-.2-2.8 1.3-4.7 4-5.5',
  },
  onion: {
    fill: 'M16 8c5.2 3 10 6.6 10 12 0 4.8-4.4 8-10 8S6 24.8 6 20c0-5.4 4.8-9 10-12Z',
    stroke:
      'M16 8c5.2 3 10 6.6 10 12 0 4.8-4.4 8-10 8S6 24.8 6 20c0-5.4 4.8-9 10-12ZM16 8c-3.2 3.7-4.8 7.7-4.8 12 0 3.2 1.6 6.2 4.8 8M16 8c3.2 3.7 4.8 7.7 4.8 12 0 3.2-1.6 6.2-4.8 8M16 8c0-1.9-.6-3.6-2-5M16 8c0-1.7.7-3.1 2-4',
  },
  garlic: {
    fill: 'M16 9c4 3.3 9.8 6.3 9.8 12.2A6.6 6.6 0 0 1 16 27a6.6 6.6 0 0 1-9.8-5.8C6.2 15.3 12 12.3 16 9Z',
    stroke:
      'M16 4v5M16 9c4 3.3 9.8 6.3 9.8 12.2A6.6 6.6 0 0 1 16 27a6.6 6.6 0 0 1-9.8-5.8C6.2 15.3 12 12.3 16 9ZM16 13c-2.8 4-3.6 8.3-2.2 13.5M16 13c2.8 4 3.6 8.3 2.2 13.5',
  },
  oil: {
    fill: 'M12.5 9.5 9 14v12.5a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V14l-3.5-4.5h-7Z',
    stroke:
      'M12.5 4h7M13.5 4v5.5L9 14v12.5a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V14l-4.5-4.5V4M16 16c2 2.4 3 4 3 5.4a3 3 0 0 1-6 0c0-1.4 1-3 3-5.4Z',
  },
  vinegar: {
    fill: 'M11 12h10v14.5a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2V12Z',
    stroke:
      'M14 3.5h4v5c1.9.6 3 1.9 3 3.7v14.3a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2V12.2c0-1.8 1.1-3.1 3-3.7v-5ZM11 16.5h10M11 23h10M14 19.7h4',
  },
  sugar: { fill: box, stroke: `${box}M4 10.5 16 16l12-5.5M16 16v12M9 15.5v3M22.5 16.5v3` },
  salt: {
    fill: 'M10.5 12h11l2 14.6a1.7 1.7 0 0 1-1.7 1.9H10.2a1.7 1.7 0 0 1-1.7-1.9L10.5 12Z',
    stroke: `M10.5 12h11l2 14.6a1.7 1.7 0 0 1-1.7 1.9H10.2a1.7 1.7 0 0 1-1.7-1.9L10.5 12ZM10.5 12c0-4.6 2-8 5.5-8s5.5 3.4 5.5 8${dot(14, 8.5)}${dot(18, 8.5)}M13 19h6`,
  },
  shrimp: {
    fill: 'M24.5 9C15 5.5 6 9.5 6 18.2 6 24 10.2 28 15.5 28c3.3 0 5.5-1.7 5.5-4.4 0-2.6-2-4.3-4.5-4.3-1.4 0-2.4.6-3 1.7C14 16 19 15.8 22 15c2.6-.7 3.7-3.5 2.5-6Z',
    stroke: `M24.5 9C15 5.5 6 9.5 6 18.2 6 24 10.2 28 15.5 28c3.3 0 5.5-1.7 5.5-4.4 0-2.6-2-4.3-4.5-4.3-1.4 0-2.4.6-3 1.7C14 16 19 15.8 22 15c2.6-.7 3.7-3.5 2.5-6ZM13 9.8l2.2 5.7M8 14.5l5.7 3.6M7.3 22.5l6.2-1.5M24.5 9l3.5-3.5M24.5 9l4.5.7${dot(21, 11.2)}`,
  },
  bottle: {
    fill: 'M13 9.5 10 14v12.5a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V14l-3-4.5h-6Z',
    stroke: 'M12.5 3.5h7M13 3.5v6L10 14v12.5a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V14l-3-4.5v-6M10 17.5h12M10 24h12',
  },
  cap: {
    fill: 'M6 13.5c0-2.2 1.3-3.5 3.5-3.5h13c2.2 0 3.5 1.3 3.5 3.5V21a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-7.5Z',
    stroke:
      'M6 13.5c0-2.2 1.3-3.5 3.5-3.5h13c2.2 0 3.5 1.3 3.5 3.5V21a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-7.5ZM10 15v4.5M14 15v4.5M18 15v4.5M22 15v4.5M8.5 26.5h15',
  },
  label: { fill: tag, stroke: `${tag}${dot(10.3, 10.8)}M13.5 18.5l4.5-4.5M16.5 21.5l4.5-4.5` },
  carton: { fill: box, stroke: `${box}M4 10.5 16 16l12-5.5M16 16v12M10 7.8 22 13.3v4.2` },
  jar: {
    fill: 'M10.5 9C8.3 10.6 7 12.6 7 15v10.5a3 3 0 0 0 3 3h12a3 3 0 0 0 3-3V15c0-2.4-1.3-4.4-3.5-6h-11Z',
    stroke:
      'M9 4h14v5H9V4ZM10.5 9C8.3 10.6 7 12.6 7 15v10.5a3 3 0 0 0 3 3h12a3 3 0 0 0 3-3V15c0-2.4-1.3-4.4-3.5-6M7 16h18M7 23.5h18',
  },
  sauce: {
    fill: 'M13 9h6l1 4.5c2 1 3 2.6 3 5v8a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2v-8c0-2.4 1-4 3-5L13 9Z',
    stroke:
      'M16 3v3.5M13.5 6.5h5L19 9l1 4.5c2 1 3 2.6 3 5v8a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2v-8c0-2.4 1-4 3-5L13 9l.5-2.5ZM9 19.5h14M9 25h14M13 9h6',
  },
  peanut: {
    fill: 'M12.3 4.5c4-1.4 7.7.6 8.7 4.3.6 2.3.2 3.3 1.3 5.4 2.5 4.5 2.4 9.8-1.8 12.5-4 2.5-9 1.3-10.9-2.7-1.2-2.6 0-4.2-1-6.8C6.8 12.5 7.3 6.3 12.3 4.5Z',
    stroke:
      'M12.3 4.5c4-1.4 7.7.6 8.7 4.3.6 2.3.2 3.3 1.3 5.4 2.5 4.5 2.4 9.8-1.8 12.5-4 2.5-9 1.3-10.9-2.7-1.2-2.6 0-4.2-1-6.8C6.8 12.5 7.3 6.3 12.3 4.5ZM12 9.5l2.5.8M16.5 8l.8 2.2M14 19.5l2.5.7M19 18l-.3 2.5M15.5 24l2.3.3',
  },
  soy: {
    fill: 'M5.5 25.5C5 14 13 6 26.5 5.5 27 18 18.5 26.5 5.5 25.5Z',
    stroke: `M5.5 25.5C5 14 13 6 26.5 5.5 27 18 18.5 26.5 5.5 25.5ZM26.5 5.5 29 3M5.5 25.5 3 28${circle(12, 19.5, 2.3)}${circle(16.5, 15.5, 2.3)}${circle(21, 11, 2.3)}`,
  },
  water: { fill: drop, stroke: `${drop}M11.5 19.5a4.5 4.5 0 0 0 4 4.5` },
  clean: {
    fill: 'M10.5 15h8L21 19v7.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2V19l2.5-4Z',
    stroke: `M10.5 15h8L21 19v7.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2V19l2.5-4ZM12 15V9.5M17 15V9.5M9.5 4H18l4 2.2v3.3H9.5V4Z${dot(26, 5)}${dot(28.5, 8)}${dot(26, 11)}M12 21.5h5`,
  },
  spice: {
    fill: 'M5 15.5h22c0 5.2-2.6 9.3-7 10.7V28.5h-8v-2.3c-4.4-1.4-7-5.5-7-10.7Z',
    stroke:
      'M5 15.5h22c0 5.2-2.6 9.3-7 10.7V28.5h-8v-2.3c-4.4-1.4-7-5.5-7-10.7ZM15.5 15.5l6.3-11.7 3.7 2-5.3 9.7',
  },
  additive: {
    fill: 'M9.5 19h13l3.3 6.7a2 2 0 0 1-1.8 2.8H8a2 2 0 0 1-1.8-2.8L9.5 19Z',
    stroke: `M12 4h8M13.5 4v7.5L6.2 25.7A2 2 0 0 0 8 28.5h16a2 2 0 0 0 1.8-2.8L18.5 11.5V4M9.5 19h13${dot(14, 23.5)}${dot(18.5, 24.5)}`,
  },
  pouch: {
    fill: 'M8.5 8.5h15c1.5 3.5 2.5 7.4 2.5 12v4a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4v-4c0-4.6 1-8.5 2.5-12Z',
    stroke:
      'M8.5 4h15v4.5c1.5 3.5 2.5 7.4 2.5 12v4a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4v-4c0-4.6 1-8.5 2.5-12V4ZM8.5 8.5h15M11.5 17.5h9M11.5 22h9',
  },
  gift: {
    fill: 'M5 12h22v5.5h-2v11H7v-11H5V12Z',
    stroke:
      'M5 12h22v5.5H5V12ZM7 17.5v11h18v-11M16 12v16.5M16 12c-4.5 0-7.5-1.3-7.5-4.3C8.5 3.8 14 3 16 12ZM16 12c4.5 0 7.5-1.3 7.5-4.3C23.5 3.8 18 3 16 12Z',
  },
  // Things of the floor
  crate: {
    fill: 'M4 10h24l-2 17H6L4 10Z',
    stroke: 'M3 10h26M4 10l2 17h20l2-17M5 15.7h22M5.6 21.4h20.8M11 10v17M21 10v17',
  },
  truck: {
    fill: 'M3 8h15v15H3V8ZM18 13h6l5 5v5H18V13Z',
    stroke: `M8 23H3V8h15v15h-5M18 13h6l5 5v5h-1.5M18 23h4.5${circle(10.5, 24, 2.6)}${circle(25, 24, 2.6)}`,
  },
  badge: {
    fill: 'M7 9h18v19.5H7V9Z',
    stroke: `M7 9h18v19.5H7V9ZM13 11.5V4h6v7.5h-6Z${circle(16, 17.5, 2.7)}M11.5 25c.5-2.7 2-4 4.5-4s4 1.3 4.5 4`,
  },
  location: {
    fill: 'M16 29c6-6.3 9-11.2 9-15.7a9 9 0 0 0-18 0C7 17.8 10 22.7 16 29Z',
    stroke: `M16 29c6-6.3 9-11.2 9-15.7a9 9 0 0 0-18 0C7 17.8 10 22.7 16 29Z${circle(16, 13.3, 3.2)}`,
  },
  order: {
    fill: 'M7.5 4H19l6 6v18.5H7.5V4Z',
    stroke: 'M7.5 4H19l6 6v18.5H7.5V4ZM19 4v6h6M12 15.5h8.5M12 19.5h8.5M12 23.5h5',
  },
  scanner: {
    stroke: 'M4 10V6h4M24 6h4v4M28 22v4h-4M8 26H4v-4M9 11v10M13 11v10M16 11v10M20 11v10M23.5 11v10',
  },
  printer: {
    fill: 'M4 13h24v10H4V13Z',
    stroke: `M9 13V4h14v9M4 13h24v10h-5M9 23H4V13M9 19h14v9.5H9V19Z${dot(24, 16.5)}`,
  },
  // Flows
  receive: {
    fill: 'M4 19h6l2 3.5h8l2-3.5h6v9H4v-9Z',
    stroke: 'M16 3.5v13M10.5 11.5l5.5 5.5 5.5-5.5M4 19h6l2 3.5h8l2-3.5h6v9H4v-9Z',
  },
  move_stock: {
    fill: 'M4 17h9v10H4V17Z',
    stroke: 'M4 17h9v10H4V17ZM19 17h9v10h-9V17ZM8.5 12.5c1-5 4.3-7 7.5-7s6.5 2 7.5 6.5M19.5 9.5l4 3 3-4',
  },
  adjust: {
    fill: `${circle(21, 8.5, 3)}${circle(11, 16, 3)}${circle(19, 23.5, 3)}`,
    stroke: `M4.5 8.5H18M24 8.5h3.5M4.5 16H8M14 16h13.5M4.5 23.5H16M22 23.5h5.5${circle(21, 8.5, 3)}${circle(11, 16, 3)}${circle(19, 23.5, 3)}`,
  },
  count: { stroke: 'M7 7v18M13 7v18M19 7v18M25 7v18M3.5 22.5l25-13' },
  // Verdicts: shape beside colour
  check: { stroke: 'M5 17l7.5 7.5L27 8.5' },
  checks: { stroke: 'M2.5 17.5 8.5 23.5 21 9.5M14 22l2.5 2.5L30 9.5' },
  triangle: { fill: triangle, stroke: `${triangle}M16 12v7.5${dot(16, 23.5)}` },
  octagon: { fill: octagon, stroke: `${octagon}M11.5 11.5l9 9M20.5 11.5l-9 9` },
  question: {
    fill: circle(16, 16, 12.5),
    stroke: `${circle(16, 16, 12.5)}M12 12.7c.2-2.6 1.8-4.2 4.2-4.2s4 1.5 4 3.7c0 3.2-4.2 3.6-4.2 6.8${dot(16, 23)}`,
  },
  stop_hand: {
    fill: 'M9.5 18V9.5a2 2 0 0 1 4 0M13.5 15V6a2 2 0 0 1 4 0v9M17.5 15V7.5a2 2 0 0 1 4 0V16M21.5 13.5a2 2 0 0 1 4 0V20c0 5.5-3.6 9-8.7 9-3.7 0-6-1.6-8-4.8L5 17.8c-1.1-1.9 1.3-3.7 2.9-2.1l1.6 2.3Z',
    stroke:
      'M9.5 18V9.5a2 2 0 0 1 4 0V15M13.5 15V6a2 2 0 0 1 4 0v9M17.5 15V7.5a2 2 0 0 1 4 0V16M21.5 14a2 2 0 0 1 4 0v6c0 5.5-3.6 9-8.7 9-3.7 0-6-1.6-8-4.8L5 17.8c-1.1-1.9 1.3-3.7 2.9-2.1l1.6 2.3',
  },
  command: {
    stroke:
      'M12 12h8v8h-8v-8ZM12 12H8.5A3.5 3.5 0 1 1 12 8.5V12ZM20 12V8.5a3.5 3.5 0 1 1 3.5 3.5H20ZM20 20h3.5a3.5 3.5 0 1 1-3.5 3.5V20ZM12 20v3.5A3.5 3.5 0 1 1 8.5 20H12Z',
  },
  clock: { stroke: `${circle(16, 16, 12)}M16 9v7l4.5 3.5` },
  again: {
    stroke: 'M6 16a10 10 0 0 1 17.5-6.6L26 12M26 5.5V12h-6.5M26 16a10 10 0 0 1-17.5 6.6L6 20M6 26.5V20h6.5',
  },
  plug: {
    fill: 'M8 11h16v4.5a8 8 0 0 1-16 0V11Z',
    stroke: 'M12 3.5V11M20 3.5V11M6 11h20M8 11v4.5a8 8 0 0 0 16 0V11M16 23.5v5',
  },
  // Reasons
  not_delivered: {
    fill: 'M3 9h15v13H3V9Z',
    stroke: `M3 9h15v13H3V9ZM18 13h6l5 5v4H18v-9Z${circle(9, 23.5, 2.5)}${circle(23, 23.5, 2.5)}M7.5 12.5l6 6M13.5 12.5l-6 6`,
  },
  broken: {
    fill: 'M9 5h14l-1 7-4 3 3 4-4 9.5h-6.5A2.5 2.5 0 0 1 8 26L9 5Z',
    stroke:
      'M9 5h14M9 5l-1 21a2.5 2.5 0 0 0 2.5 2.5h11A2.5 2.5 0 0 0 24 26L23 5M22 11l-5 4 3.5 4-4 4 1.5 5.5',
  },
  wrong_item: { fill: box, stroke: `${box}M4 10.5 16 16l12-5.5M16 16v12M19.5 18.5l5 1M24 16.5l-4 5` },
  out_at_supplier: {
    fill: 'M4 13 16 5l12 8v15H4V13Z',
    stroke: 'M4 28V13l12-8 12 8v15M4 28h24M11 28v-9h10v9M11 23.5h10',
  },
  counted_again: { stroke: 'M6 8v12M11 8v12M16 8v12M3.5 18 19 10M20 22a5.5 5.5 0 1 1 1.5 4M20 28v-3.5h3.5' },
  more_delivered: {
    fill: 'M3 14h10v10H3V14Z',
    stroke: 'M3 14h10v10H3V14ZM13 14h6v10h-6M8 14V7h10v7M24.5 12v9M20.5 16.5h8',
  },
  other: { stroke: `${circle(16, 16, 12)}${dot(10.5, 16)}${dot(16, 16)}${dot(21.5, 16)}` },
  leaking: {
    fill: 'M11 4h8l3 6v8a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2v-8l3-6Z',
    stroke:
      'M11 4h8l3 6v8a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2v-8l3-6ZM8 11h14M22 15l4 2M13 24c1.3 1.6 2 2.5 2 3.3a2 2 0 0 1-4 0c0-.8.7-1.7 2-3.3ZM20.5 23.5c1.3 1.6 2 2.5 2 3.3a2 2 0 0 1-4 0c0-.8.7-1.7 2-3.3Z',
  },
  pest: {
    fill: 'M16 11c4 0 6 3.5 6 8s-2.5 8-6 8-6-3.5-6-8 2-8 6-8Z',
    stroke: `M16 11c4 0 6 3.5 6 8s-2.5 8-6 8-6-3.5-6-8 2-8 6-8ZM12.5 11.5a3.5 3.5 0 0 1 7 0M16 11v16M10 19H4M22 19h6M11 14 6 10.5M21 14l5-3.5M11.5 24 7 28M20.5 24l4.5 4M13.5 8 11 4.5M18.5 8 21 4.5`,
  },
  warm: {
    fill: 'M19 18.5V6.5a3 3 0 0 0-6 0v12a6 6 0 1 0 6 0Z',
    stroke: `M19 18.5V6.5a3 3 0 0 0-6 0v12a6 6 0 1 0 6 0ZM16 12v9${circle(16, 23.3, 1.6)}M23 7h4M23 11.5h4M23 16h4`,
  },
  expired: {
    fill: 'M5 7h22v20.5H5V7Z',
    stroke: 'M5 7h22v20.5H5V7ZM5 13h22M11 4v5.5M21 4v5.5M12.5 17l7 7M19.5 17l-7 7',
  },
  not_booked_in: {
    fill: 'M4 19h24v9H4v-9Z',
    stroke: 'M4 19h6l2 3.5h8l2-3.5h6v9H4v-9ZM16 13V4M12 8l4-4 4 4M5 4l4 4',
  },
  not_booked_out: {
    fill: 'M4 19h24v9H4v-9Z',
    stroke: 'M4 19h6l2 3.5h8l2-3.5h6v9H4v-9ZM16 4v9M12 9.5l4 4 4-4M27 4l-4 4',
  },
  wrong_place: {
    fill: 'M14 28c5.3-5.6 8-10 8-14a8 8 0 0 0-16 0c0 4 2.7 8.4 8 14Z',
    stroke:
      'M14 28c5.3-5.6 8-10 8-14a8 8 0 0 0-16 0c0 4 2.7 8.4 8 14ZM11.5 11.5l5 5M16.5 11.5l-5 5M25 22l4 4M29 22l-4 4',
  },
  wrong_lot: { fill: tag, stroke: `${tag}${dot(10.3, 10.8)}M14 15l6 5M19.5 14.5l-5 6` },
  wrong_unit: {
    fill: 'M3 12h26v9H3v-9Z',
    stroke: 'M3 12h26v9H3v-9ZM8 12v4M12.3 12v5.5M16.5 12v4M20.8 12v5.5M25 12v4',
  },
  could_not_find: {
    fill: circle(14, 14, 9),
    stroke: `${circle(14, 14, 9)}M20.5 20.5 28 28M11.5 12c.2-1.8 1.2-2.7 2.7-2.7s2.5.9 2.5 2.3c0 1.9-2.5 2.2-2.5 4.2${dot(14.2, 18.6)}`,
  },
  worked_on_paper: {
    fill: 'M6 4h14v24H6V4Z',
    stroke: 'M20 12V4H6v24h9M10 10h6M10 15h5M19 26l8.5-9.5 2.5 2.3L21.5 28l-3.3.8.8-2.8Z',
  },
  check_failed: { fill: octagon, stroke: `${octagon}M11.5 11.5l9 9M20.5 11.5l-9 9` },
  supplier_notice: {
    fill: 'M4 8h24v16H4V8Z',
    stroke: 'M4 8h24v16H4V8ZM4 9l12 9 12-9',
  },
  complaint: {
    fill: 'M4 6h24v16H15l-6 6v-6H4V6Z',
    stroke: 'M4 6h24v16H15l-6 6v-6H4V6ZM16 9.5v5.5M16 18.5v.2',
  },
  short_life: { stroke: `${circle(16, 16, 12)}M16 9v7l4.5 3.5` },
  waits_for_check: { stroke: `${circle(16, 16, 12)}M16 9v7l4.5 3.5` },
  checked_good: { stroke: 'M5 17l7.5 7.5L27 8.5' },
  held_by_mistake: { stroke: 'M12 6 5.5 12.5 12 19M6 12.5h12a8 8 0 0 1 0 16h-5' },
  no_power: {
    fill: 'M18 3.5 7 18h7l-1 10.5L25 13.5h-7.5L18 3.5Z',
    stroke: 'M18 3.5 7 18h7l-1 10.5L25 13.5h-7.5L18 3.5ZM4 5l24 23',
  },
  no_room_elsewhere: {
    fill: 'M4 6h24v21H4V6Z',
    stroke: 'M4 6v21h24V6M4 16.5h24M8 16.5V10h6v6.5M18 16.5V10h6v6.5M8 27v-6h6v6M18 27v-6h6v6',
  },
  for_a_short_time: { fill: circle(16, 16, 12), stroke: `${circle(16, 16, 12)}M16 9v7l4.5 3.5` },
  packed_tight: {
    fill: 'M5 11h22v17H5V11Z',
    stroke: 'M5 11h22v17H5V11ZM5 11l4-6h14l4 6M16 11v6M11.5 21l3.3 3.3 6-6',
  },
  // What is done to stock
  restock: { fill: 'M4 16h13v12H4V16Z', stroke: 'M4 16h13v12H4V16ZM4 20.5h13M10.5 16v4.5M24 5v12M18 11h12' },
  take_out: { fill: 'M4 16h13v12H4V16Z', stroke: 'M4 16h13v12H4V16ZM4 20.5h13M10.5 16v4.5M18 11h12' },
  park: {
    fill: 'M4 20h7l1.5 3h7l1.5-3h7v8H4v-8Z',
    stroke: 'M4 20h7l1.5 3h7l1.5-3h7v8H4v-8ZM16 4v10M11.5 10l4.5 4.5 4.5-4.5',
  },
  overfull: {
    fill: 'M5 15h22v13H5V15Z',
    stroke: 'M5 15v13h22V15M9.5 28v-7h6v7M16.5 28v-7h6v7M12 3.5l8 8M20 3.5l-8 8',
  },
  // Answers about a pack
  none: { fill: 'M5 7h22v20.5H5V7Z', stroke: 'M5 7h22v20.5H5V7ZM5 13h22M11 4v5.5M21 4v5.5M11.5 20.5h9' },
  unknown: {
    fill: circle(16, 16, 12.5),
    stroke: `${circle(16, 16, 12.5)}M12 12.7c.2-2.6 1.8-4.2 4.2-4.2s4 1.5 4 3.7c0 3.2-4.2 3.6-4.2 6.8${dot(16, 23)}`,
  },
  note: {
    fill: 'M7.5 4h17v24.5l-3-2-2.8 2-2.7-2-2.7 2-2.8-2-3 2V4Z',
    stroke: 'M7.5 4h17v24.5l-3-2-2.8 2-2.7-2-2.7 2-2.8-2-3 2V4ZM12 10.5h8M12 15h8M12 19.5h5',
  },
  // Signs of the frame
  back: { stroke: 'M20 6 10 16l10 10' },
  next: { stroke: 'M12 6l10 10-10 10' },
  up: { stroke: 'M6 20l10-10 10 10' },
  down: { stroke: 'M6 12l10 10 10-10' },
  home: {
    fill: 'M5 14.5 16 5l11 9.5V27H5V14.5Z',
    stroke: 'M3 16 16 5l13 11M6 13.5V27h20V13.5M13 27v-7.5h6V27',
  },
  cancel: { stroke: 'M8 8l16 16M24 8 8 24' },
  undo: { stroke: 'M12 6 5.5 12.5 12 19M6 12.5h12a8 8 0 0 1 0 16h-5' },
  plus: { stroke: 'M16 6v20M6 16h20' },
  minus: { stroke: 'M6 16h20' },
  backspace: {
    fill: 'M11 7h17v18H11l-8-9 8-9Z',
    stroke: 'M11 7h17v18H11l-8-9 8-9ZM16 12.5l7 7M23 12.5l-7 7',
  },
  enter: { stroke: 'M27 7v8a4 4 0 0 1-4 4H6M12 13l-6 6 6 6' },
  search: { stroke: `${circle(14, 14, 9)}M20.5 20.5 28 28` },
  filter: {
    fill: 'M4 6h24l-9.5 11.5V28l-5-3.5v-7L4 6Z',
    stroke: 'M4 6h24l-9.5 11.5V28l-5-3.5v-7L4 6Z',
  },
  recall: {
    fill: `${circle(16, 16, 3.4)}${circle(6.5, 6.5, 3)}${circle(25.5, 6.5, 3)}${circle(16, 27, 3)}`,
    stroke: `M8.7 8.7l4.8 4.8M23.3 8.7l-4.8 4.8M16 19.4V24${circle(16, 16, 3.4)}${circle(6.5, 6.5, 3)}${circle(25.5, 6.5, 3)}${circle(16, 27, 3)}`,
  },
  stock: {
    fill: 'M8 8.5h7v6H8v-6ZM18 18.5h7v6h-7v-6Z',
    stroke:
      'M4 4v24M28 4v24M4 14.5h24M4 24.5h24M8 8.5h7v6H8v-6ZM18 8.5h6v6h-6v-6ZM8 18.5h6v6H8v-6ZM18 18.5h7v6h-7v-6Z',
  },
  history: { stroke: 'M5 16a11.5 11.5 0 1 0 3.5-8.3L5 11M5 4.5V11h6.5M16 9.5V16l4.5 3' },
  sync: {
    fill: 'M9 25a6 6 0 0 1-.7-12A8.5 8.5 0 0 1 24.7 14.5 5.5 5.5 0 0 1 23 25H9Z',
    stroke: 'M9 25a6 6 0 0 1-.7-12A8.5 8.5 0 0 1 24.7 14.5 5.5 5.5 0 0 1 23 25h-2M16 28v-9.5M12 22l4-4 4 4',
  },
  device: {
    fill: 'M4 7h24v14H4V7Z',
    stroke: `M4 7h24v14H4V7ZM16 21v5M10 26.5h12M9 11v6M12 11v6M15 11v6M19 11v6M22.5 11v6`,
  },
  settings: {
    fill: circle(16, 16, 4),
    stroke: `${circle(16, 16, 4)}M16 4v4.5M16 23.5V28M4 16h4.5M23.5 16H28M7.5 7.5l3.2 3.2M21.3 21.3l3.2 3.2M24.5 7.5l-3.2 3.2M10.7 21.3l-3.2 3.2`,
  },
  keyboard: {
    fill: 'M3 8h26v16H3V8Z',
    stroke: `M3 8h26v16H3V8ZM10.5 19.5h11${dot(8, 12.5)}${dot(12, 12.5)}${dot(16, 12.5)}${dot(20, 12.5)}${dot(24, 12.5)}${dot(8, 16)}${dot(12, 16)}${dot(16, 16)}${dot(20, 16)}${dot(24, 16)}`,
  },
  cards: {
    fill: 'M4 5h10v10H4V5Z',
    stroke: 'M4 5h10v10H4V5ZM18 5h10v10H18V5ZM4 18.5h10v9H4v-9ZM18 18.5h10v9H18v-9Z',
  },
  sound: {
    fill: 'M5 12h5l7-6v20l-7-6H5v-8Z',
    stroke: 'M5 12h5l7-6v20l-7-6H5v-8ZM21.5 11.5a6.5 6.5 0 0 1 0 9M25 8a11.5 11.5 0 0 1 0 16',
  },
  mute: { fill: 'M5 12h5l7-6v20l-7-6H5v-8Z', stroke: 'M5 12h5l7-6v20l-7-6H5v-8ZM22 13l6 6M28 13l-6 6' },
  calendar: {
    fill: 'M5 7h22v20.5H5V7Z',
    stroke: `M5 7h22v20.5H5V7ZM5 13h22M11 4v5.5M21 4v5.5${dot(11, 18)}${dot(16, 18)}${dot(21, 18)}${dot(11, 23)}${dot(16, 23)}`,
  },
  task: {
    fill: 'M6.5 6.5h19V28h-19V6.5Z',
    stroke: 'M6.5 6.5h19V28h-19V6.5ZM12 4h8v5h-8V4ZM10.5 18l4 4 7-8',
  },
  tray: {
    fill: 'M4 18h7l1.5 3h7l1.5-3h7v9H4v-9Z',
    stroke: 'M4 18 8 6h16l4 12v9H4v-9ZM4 18h7l1.5 3h7l1.5-3h7',
  },
  sun: {
    fill: circle(16, 16, 5.5),
    stroke: `${circle(16, 16, 5.5)}M16 3v3.5M16 25.5V29M3 16h3.5M25.5 16H29M6.8 6.8l2.5 2.5M22.7 22.7l2.5 2.5M25.2 6.8l-2.5 2.5M9.3 22.7l-2.5 2.5`,
  },
  moon: {
    fill: 'M26 19.5A11 11 0 0 1 12.5 6 11 11 0 1 0 26 19.5Z',
    stroke: 'M26 19.5A11 11 0 0 1 12.5 6 11 11 0 1 0 26 19.5Z',
  },
  person: {
    fill: 'M5.5 28c.8-6 4.5-9 10.5-9s9.7 3 10.5 9h-21Z',
    stroke: `${circle(16, 10, 5.5)}M5.5 28c.8-6 4.5-9 10.5-9s9.7 3 10.5 9`,
  },
  hand: {
    stroke:
      'M12 16.5V6.5a2.2 2.2 0 0 1 4.4 0V14l7.4 1.5c2 .4 3.1 1.9 2.8 4L25.5 28H13.8L7 20.5c-1.6-2 1-4.3 2.8-2.6L12 20',
  },
} satisfies Record<string, Drawing>;

export type PictogramName = keyof typeof DRAWINGS;

/** The drawing of a name that came from the station; a plain box when nobody drew it. */
export function drawing(name: string): Drawing {
  return (DRAWINGS as Record<string, Drawing>)[name] ?? DRAWINGS.carton;
}
