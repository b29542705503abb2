import type { Context } from 'hono';
import { sql } from 'kysely';
import {
  array,
  boolean,
  integer,
  maxLength,
  maxValue,
  minValue,
  number,
  object,
  picklist,
  pipe,
  safeParse,
  string,
} from 'valibot';
import { Day, Id, type ScreenReport } from '../../contract/index.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';
import { invalidInput } from '../platform/problem.ts';
import type { ScreenRow } from '../platform/schema.ts';

const count = (max: number) => pipe(number(), integer(), minValue(0), maxValue(max));
const shortText = (max: number) => pipe(string(), maxLength(max));

const Report = object({
  id: shortText(40),
  status: object({
    guide: shortText(64),
    cachedBytes: pipe(number(), integer(), minValue(-1), maxValue(1e12)),
    cached: count(1000),
    wanted: count(1000),
    live: picklist(['stream', 'poll', 'none']),
    sound: boolean(),
    faults: count(1e6),
    build: shortText(20),
  }),
  plays: pipe(array(object({ day: Day, guide: Id, plays: count(10_000), seconds: count(90_000) })), maxLength(300)),
});

/** A day has 86,400 seconds. */
const maxOfDay = 90_000;
/** A device that was away for longer, or whose clock is wrong, proves nothing. */
const maxDaysBack = 31;

/**
 * The report of a screen.
 * @throws ProblemError `invalid-input`
 */
export async function readReport(c: Context): Promise<ScreenReport> {
  const parsed = safeParse(Report, await c.req.json().catch(() => undefined));
  if (!parsed.success) throw invalidInput('/', parsed.issues[0].type);
  return parsed.output;
}

/** Stores how a screen is, and adds what it has shown; a report that was stored already counts once. */
export async function storeReport(db: Db, { id }: ScreenRow, report: ScreenReport, now: Date): Promise<void> {
  await db.transaction().execute(async tx => {
    const { last_report } = await tx
      .selectFrom('screen')
      .select('last_report')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('screen')
      .set({ seen_at: now, status: JSON.stringify(report.status), last_report: report.id })
      .where('id', '=', id)
      .execute();
    if (last_report === report.id) return;
    const [first, last] = [addDays(dayOf(now), -maxDaysBack), dayOf(now)];
    for (const { day, guide, plays, seconds } of report.plays.filter(({ day }) => day >= first && day <= last))
      await sql`insert into screen_play (screen, day, guide, plays, seconds)
        select ${id}, ${day}, id, ${plays}, ${seconds} from guide where id = ${guide}
        on conflict (screen, day, guide) do update
        set plays = least(screen_play.plays + excluded.plays, ${maxOfDay}),
          seconds = least(screen_play.seconds + excluded.seconds, ${maxOfDay})`.execute(tx);
  });
}
