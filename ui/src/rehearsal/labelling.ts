// Recorded templates: one built in, one of the company's own, one with a mistake; and what they look like.
import type { TemplatePreview, TemplateRow, TemplatesPage } from '../generated/types';
import { count, message, text } from './goods';
import { LABEL } from './lists';

const LOT: TemplateRow = {
  name: 'lot-100x150',
  path: null,
  look: {
    title: 'Lot 100 × 150',
    width_mm: 100,
    height_mm: 60,
    stock: null,
    languages: ['en', 'id'],
    minimum_dpi: 203,
    market: null,
  },
  problems: [],
  printers: [
    { printer: 'P-1', dpi: 203, loaded: '100 × 150 mm', why: null },
    {
      printer: 'P-2',
      dpi: 300,
      loaded: '50 × 30 mm',
      why: message('label-wrong-size', { wanted: text('100 × 150 mm'), loaded: text('50 × 30 mm') }),
    },
  ],
};

export const TEMPLATES: TemplatesPage = {
  folder: '/srv/tallyman/templates',
  version: '1',
  rows: [
    LOT,
    {
      ...LOT,
      name: 'price',
      path: '/srv/tallyman/templates/price.toml',
      look: { ...LOT.look!, title: 'Price', width_mm: 58, height_mm: 40, languages: ['id'] },
      problems: [
        {
          line: 14,
          column: 11,
          message: message('template-unknown-field', {
            line: count(14),
            column: count(11),
            name: text('item.nam'),
            nearest: text('item.name'),
          }),
          cause: null,
        },
      ],
    },
    { ...LOT, name: 'crate', look: { ...LOT.look!, title: 'Crate', width_mm: 100, height_mm: 50 } },
  ],
  bad_files: [
    {
      path: '/srv/tallyman/templates/fonts/house.ttf',
      message: message('label-bad-font', { name: text('house.ttf') }),
    },
  ],
};

/** By the name in the route and what is asked behind it. */
export function templatePreview(route: string, asked: URLSearchParams): TemplatePreview {
  const name = route.split('/')[2];
  const row = TEMPLATES.rows.find((one) => one.name === name) ?? LOT;
  return {
    data_url: LABEL,
    width_mm: row.look!.width_mm,
    height_mm: row.look!.height_mm,
    dpi: Number(asked.get('dpi') ?? 203),
    language: asked.get('language') ?? 'en',
    printer_language: 'zpl',
    codes: [{ symbology: 'GS1-128', data: '0109521234001041\u001d10L2027-114' }],
    scans: true,
    why: null,
    no_fit: null,
    notes: [],
  };
}
