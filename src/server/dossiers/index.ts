import { labelOf, type OfficerSection } from '../ui/section.ts';
import { dossierTexts } from './officer-pages.texts.ts';
import { dossierPages } from './officer-pages.ts';

export { dossierRoutes } from './routes.ts';

/** Section of the officers' site. */
export const dossierSection: OfficerSection = {
  path: 'dossiers',
  label: labelOf(dossierTexts),
  icon: 'file',
  group: 'work',
  pages: dossierPages,
};
