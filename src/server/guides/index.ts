import { labelOf, type OfficerSection } from '../ui/section.ts';
import { guideTexts } from './officer-pages.texts.ts';
import { guidePages } from './officer-pages.ts';

export { addGuide, newGuideId } from './add-guide.ts';
export { storeFile } from './guide.ts';
export { drawFilm, ProgramMissing } from './making/film.ts';
export { type GuideScript, GuideScriptMistake, readGuideScript } from './making/guide-script.ts';
export { scriptTimes } from './making/script-times.ts';
export { guideFiles, guideRoutes } from './routes.ts';
export { guidesForScreens, listedGuideIds, type PlayableGuide } from './playable.ts';

/** Section of the officers' site. */
export const guideSection: OfficerSection = {
  path: 'guides',
  label: labelOf(guideTexts),
  icon: 'video',
  group: 'plan',
  pages: guidePages,
};
