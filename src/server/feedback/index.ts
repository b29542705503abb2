import { labelOf, type OfficerSection } from '../ui/section.ts';
import { opinionTexts } from './officer-pages.texts.ts';
import { opinionPages } from './officer-pages.ts';

export { feedbackRoutes } from './routes.ts';
export { searchOpinions } from './search-opinions.ts';

/** Section of the officers' site. */
export const opinionSection: OfficerSection = {
  path: 'opinions',
  label: labelOf(opinionTexts),
  icon: 'message',
  group: 'work',
  pages: opinionPages,
};
