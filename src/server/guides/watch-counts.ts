import { sql } from 'kysely';
import type { guideCount } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { GuideRow } from '../platform/schema.ts';

/** Days that the officers' chart adds up. */
export const countedDays = 90;

/** How often one chapter was watched. */
export interface ChapterCount {
  chapter: number;
  played: number;
  finished: number;
  rewound: number;
}

/** Adds to the counts of a day; chapters that the guide does not have are left out. */
export async function storeWatchCounts(
  db: Db,
  { id, chapters }: Pick<GuideRow, 'id' | 'chapters'>,
  input: Pick<Input<typeof guideCount>, 'chapters'>,
  day: Day,
): Promise<void> {
  for (const { chapter, played, finished, rewound } of input.chapters.filter(
    ({ chapter }) => chapter < chapters.length,
  ))
    await sql`insert into guide_watch (guide, day, chapter, played, finished, rewound)
      values (${id}, ${day}, ${chapter}, ${played}, ${finished}, ${rewound})
      on conflict (guide, day, chapter) do update
      set played = guide_watch.played + excluded.played, finished = guide_watch.finished + excluded.finished,
        rewound = guide_watch.rewound + excluded.rewound`.execute(db);
}

/** The counts of each chapter over the last days; zeros for chapters that nobody watched. */
export async function watchCounts(db: Db, { id, chapters }: GuideRow, now: Date): Promise<ChapterCount[]> {
  const rows = await db
    .selectFrom('guide_watch')
    .select('chapter')
    .select(({ fn }) => [
      fn.sum<string>('played').as('played'),
      fn.sum<string>('finished').as('finished'),
      fn.sum<string>('rewound').as('rewound'),
    ])
    .where('guide', '=', id)
    .where('day', '>', addDays(dayOf(now), -countedDays))
    .groupBy('chapter')
    .execute();
  return chapters.map((_, chapter) => {
    const row = rows.find(each => each.chapter === chapter);
    return {
      chapter,
      played: Number(row?.played ?? 0),
      finished: Number(row?.finished ?? 0),
      rewound: Number(row?.rewound ?? 0),
    };
  });
}

export async function clearWatchCounts(tx: Tx, guide: string): Promise<void> {
  await tx.deleteFrom('guide_watch').where('guide', '=', guide).execute();
}
