// Recorded screens instead of a station (src/rehearsal). Nothing is computed; a tap answers with the scene's own
// screen and a higher number.
import type { SeatScreen, Status } from '../generated/types';
import {
  DELIVERIES,
  DEVICES,
  DRAWER,
  HISTORY,
  JOBS,
  LABEL,
  PARKED,
  SETTLED,
  STATUS,
  STOCK,
  TASKS,
} from '../rehearsal/lists';
import { CRATE_PAGE, explanation, ITEM_PAGE, PLACE_PAGE, THINGS, TOTALS } from '../rehearsal/looking';
import { devicePage } from '../rehearsal/devices';
import { detections, TEST_CODE } from '../rehearsal/detecting';
import { RECALL, recalled } from '../rehearsal/recalling';
import { SCENES } from '../rehearsal/scenes';
import { templatePreview, TEMPLATES } from '../rehearsal/labelling';
import type { Answer, Host } from './host';

/** A host that plays one scene. */
export function rehearsalHost(name: string, status: Status = STATUS): Host {
  const scene = SCENES[name] ?? SCENES.home!;
  let number = 7;
  const screen = (): SeatScreen => ({
    number: (number += 1),
    seat: 'main',
    operator: scene.nobody ? null : { id: 'op-3', name: 'Operator 3', role: 'lead', language: 'en' },
    screen: scene.screen,
    verdict: scene.verdict ?? null,
    waiting_count: scene.waiting ?? 0,
    parked_count: scene.parked ?? 0,
    earlier: scene.earlier ?? null,
  });
  const ok = async (body: unknown): Promise<Answer> => ({ status: 200, body });
  const page = (rows: unknown[]) => ok({ rows, next: null });
  return {
    kind: 'rehearsal',
    watch(_seat, watcher) {
      watcher.onScreen(screen());
      watcher.onStatus(status);
      return () => {};
    },
    tap: () => ok(screen()),
    burst: () => ok(screen()),
    get(path) {
      const [route = '', question = ''] = path.split('?');
      const asked = new URLSearchParams(question);
      const lists: Record<string, () => Promise<Answer>> = {
        '/stock': () =>
          page(
            STOCK.filter((row) =>
              row.item.name.toLowerCase().includes((asked.get('search') ?? '').toLowerCase()),
            ),
          ),
        '/history': () => page(asked.has('kind') ? [] : HISTORY),
        '/history/totals': () => ok(asked.has('kind') ? [] : TOTALS),
        '/stock/item': () => ok(ITEM_PAGE),
        '/stock/place': () => ok(placePage(asked.get('code'))),
        '/stock/explain': () => ok(explanation(asked.get('cursor'))),
        '/find': () => ok(THINGS[asked.get('what') ?? ''] ?? []),
        '/recall': () => ok(asked.has('lot') ? RECALL : recalled(asked.get('code') ?? '')),
        '/deliveries': () => page(DELIVERIES),
        '/print-jobs': () => page(JOBS),
        '/devices': () => ok(DEVICES),
        '/templates': () => ok(TEMPLATES),
        '/devices/test-code': () => ok(TEST_CODE),
        '/devices/detections': () => ok(detections()),
        '/tasks': () => page(path.includes('settled=true') ? SETTLED : TASKS),
        '/parked': () => ok(PARKED),
        '/demo/drawer': () => ok(DRAWER),
        '/demo/printed': () => ok([{ job: 'job-5', data_url: LABEL }]),
      };
      if (route.startsWith('/templates/')) return ok(templatePreview(route, asked));
      const device = /^\/devices\/([^/]+)\/detail$/.exec(route)?.[1];
      const detail = device === undefined ? null : devicePage(DEVICES, decodeURIComponent(device));
      if (detail !== null) return ok(detail);
      if (route.endsWith('/preview')) return ok({ data_url: LABEL, width_mm: 80, height_mm: 48 });
      return lists[route]?.() ?? Promise.resolve({ status: 404, body: { code: 'not-found', detail: route } });
    },
    post: () => ok({}),
    paper: () => ok({ saved: '/home/station/Downloads/paper.pdf' }),
  };
}

function placePage(code: string | null): typeof PLACE_PAGE {
  if (code === 'CR-011') return CRATE_PAGE;
  return code === 'CR-099' ? { ...PLACE_PAGE, rows: [] } : PLACE_PAGE;
}
