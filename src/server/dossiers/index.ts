import type { SlipOptions } from './reception/slip-pages.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { dossierTexts } from './officer/dossiers.texts.ts';
import { dossierPages } from './officer/pages.ts';
import { countOpen } from './officer/queries.ts';

export { answerBySms } from './answer-by-sms.ts';
export { dossierColumns, importDossiers, isDatePattern } from './intake/dossier-file.ts';
export { recordStates } from './intake/dossier-record.ts';
export { intakeHere } from './intake/intake-here.ts';
export { ingestRoutes } from './intake/push-routes.ts';
export { type DossierTexts, dossierTexts } from './officer/dossiers.texts.ts';
export { countToday, listFirst } from './officer/queries.ts';
export { searchDossiers } from './officer/search.ts';
export { dueWords, stateTag } from './officer/state-tag.ts';
export { dossierRoutes } from './routes.ts';

/** Section of the officers' site. */
export const dossierSection = (options: SlipOptions): OfficerSection => ({
  path: 'dossiers',
  label: labelOf(dossierTexts),
  icon: 'file',
  group: 'work',
  count: countOpen,
  pages: app => dossierPages(app, options),
});
