import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dayOf } from '../../domain/calendar.ts';
import { parseVtt } from '../../domain/vtt.ts';
import { guideSearchText, parseGuideFile, storeCaptions, storeFile } from '../guides/index.ts';
import type { Tx } from '../platform/database.ts';
import { readGuideScript } from './guide-script.ts';

const folder = join(import.meta.dirname, 'guides');

/** Publishes the sample videos, which `node build/guides.ts` makes. */
export async function fillGuides(tx: Tx, now: Date): Promise<void> {
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.txt')).sort()) {
    const id = basename(file, '.txt');
    const { title, procedure, scenes } = readGuideScript(await readFile(join(folder, file), 'utf8'));
    const vtt = parseVtt(await readFile(join(folder, `${id}.vi.vtt`), 'utf8'));
    if ('fault' in vtt) throw new Error(`${id}.vi.vtt, line ${vtt.fault.line}: ${vtt.fault.code}`);
    const { cues } = vtt;

    // Each sentence of the script has one caption.
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
    await tx
      .insertInto('guide')
      .values({
        id,
        agency: '79',
        procedure,
        title: JSON.stringify(title),
        folded: await guideSearchText(tx, title, procedure),
        seconds: Math.ceil(cues[cues.length - 1]?.to ?? 1),
        chapters: JSON.stringify(chapters),
        paper_times: JSON.stringify(paperTimes),
        state: 'published',
        valid_to: null,
        reviewed_at: dayOf(now),
        created_at: now,
      })
      .execute();
    for (const [kind, ending] of [
      ['film', 'mp4'],
      ['film', 'webm'],
      ['poster', 'jpg'],
    ] as const) {
      const stored = parseGuideFile(kind, await readFile(join(folder, `${id}.${ending}`)));
      if ('fault' in stored) throw new Error(`${id}.${ending}: ${stored.fault}`);
      await storeFile(tx, id, stored, now);
    }
    await storeCaptions(tx, id, 'vi', cues);
    const english = parseVtt(await readFile(join(folder, `${id}.en.vtt`), 'utf8'));
    if ('cues' in english) await storeCaptions(tx, id, 'en', english.cues);
  }
}
