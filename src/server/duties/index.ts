import { labelOf, type OfficerSection } from '../ui/section.ts';
import { dutyTexts } from './officer/duties.texts.ts';
import { dutyPages } from './officer/pages.ts';

export { readRoster } from './roster.ts';
export { dutyFeeds, dutyRoutes } from './routes.ts';

/** Section of the officers' site. */
export const dutySection: OfficerSection = {
  path: 'duties',
  label: labelOf(dutyTexts),
  icon: 'users',
  group: 'plan',
  pages: dutyPages,
};
