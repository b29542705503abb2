import { labelOf, type OfficerSection } from '../ui/section.ts';
import { doctorPagesTexts } from './officer-pages.texts.ts';
import { doctorPages } from './officer-pages.ts';
import type { Upstreams } from './upstream.ts';

export { en as doctorTexts } from './doctor-texts.ts';
export { declaresCapabilities, type ExaminationResult, examine, operationsOf } from './doctor.ts';
export { exchange } from './exchange.ts';
export { openCallFeeds } from './call-feeds.ts';
export { loadMaps } from './load-maps.ts';
export { readMap } from './read-map.ts';
export { mapVariable, Upstreams } from './upstream.ts';

/** Section of the officers' site. */
export const doctorSection = (upstreams: Upstreams | undefined): OfficerSection => ({
  path: 'doctor',
  label: labelOf(doctorPagesTexts),
  icon: 'plug',
  group: 'admin',
  leadsOnly: true,
  pages: app => doctorPages(app, upstreams),
});
