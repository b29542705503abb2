import { labelOf, type OfficerSection } from '../ui/section.ts';
import { screenPages } from './officer/pages.ts';
import { screenTexts } from './officer/screens.texts.ts';
import type { ScreenOptions } from './screen-options.ts';

export { tvPages } from './tv-routes.ts';

/** Section of the officers' site. */
export const screenSection = (options: ScreenOptions): OfficerSection => ({
  path: 'screens',
  label: labelOf(screenTexts),
  icon: 'screen',
  group: 'plan',
  pages: app => screenPages(app, options),
});
