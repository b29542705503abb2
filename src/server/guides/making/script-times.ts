import type { Cue } from '../../../domain/vtt.ts';
import type { GuideRow } from '../../platform/schema.ts';
import type { GuideScript } from './guide-script.ts';

/**
 * When the chapters of a drawn film begin, and when it explains each paper.
 * @param cues one for each sentence of the script
 */
export function scriptTimes(
  { scenes }: GuideScript,
  cues: readonly Cue[],
): { chapters: GuideRow['chapters']; paperTimes: Record<string, number> } {
  let said = 0;
  const paperTimes: Record<string, number> = {};
  const chapters = scenes.map(({ title, sentences }) => {
    const at = cues[said]?.from ?? 0;
    for (const { paper } of sentences) {
      const cue = cues[said++];
      if (paper && cue) paperTimes[paper] = cue.from;
    }
    return { at, title };
  });
  return { chapters, paperTimes };
}
