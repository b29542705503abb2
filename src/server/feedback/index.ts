import { labelOf, type OfficerSection } from '../ui/section.ts';
import { opinionTexts } from './officer/opinions.texts.ts';
import { opinionPages } from './officer/pages.ts';
import { countOpinions } from './officer/queries.ts';

export { feedbackRoutes } from './routes.ts';
export { searchOpinions } from './search-opinions.ts';

/** Section of the officers' site. */
export const opinionSection: OfficerSection = {
  path: 'opinions',
  label: labelOf(opinionTexts),
  icon: 'message',
  group: 'work',
  count: countOpinions,
  pages: opinionPages,
};
