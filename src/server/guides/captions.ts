import type { Cue } from '../../domain/vtt.ts';
import type { Db, Tx } from '../platform/database.ts';
import { storeCaptions } from './guide.ts';

/** The captions of a guide in the two languages of officers; empty where there are none. */
export async function storedCaptions(db: Db, guide: string): Promise<{ vi: Cue[]; en: Cue[] }> {
  const rows = await db.selectFrom('guide_caption').select(['lang', 'cues']).where('guide', '=', guide).execute();
  const of = (lang: string) => rows.find(row => row.lang === lang)?.cues ?? [];
  return { vi: of('vi'), en: of('en') };
}

/** Whether each English caption has the times of a Vietnamese one, so that both stand on one line each. */
export function isAligned({ vi, en }: { vi: readonly Cue[]; en: readonly Cue[] }): boolean {
  const times = vi.map(({ from, to }) => `${from}-${to}`);
  return en.every(({ from, to }) => {
    const at = times.indexOf(`${from}-${to}`);
    if (at >= 0) times.splice(at, 1);
    return at >= 0;
  });
}

/** Stores captions; none at all removes the language. */
export async function replaceCaptions(tx: Tx, guide: string, lang: string, cues: readonly Cue[]): Promise<void> {
  if (cues.length) await storeCaptions(tx, guide, lang, cues);
  else await tx.deleteFrom('guide_caption').where('guide', '=', guide).where('lang', '=', lang).execute();
}
