import { sql } from 'kysely';
import { addDays, dayOf, instantAt } from '../../domain/calendar.ts';
import { notify } from '../notifications/index.ts';
import type { Db } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';

/** Appointments read at once; each is reminded in a transaction of its own. */
const batch = 50;

/**
 * Reminds whoever has an appointment tomorrow, by a message to their phone; not those who booked or moved it today, who
 * have just had one. Runs every afternoon; a second run on the same day reminds nobody twice.
 * @returns how many were reminded
 */
export async function remindForTomorrow(db: Db, jobs: Jobs | undefined, now: Date): Promise<number> {
  const today = dayOf(now);
  const [from, to] = [addDays(today, 1), addDays(today, 2)].map(day => instantAt(day, 0)) as [Date, Date];
  const due = (after: string) =>
    db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select('appointment.id')
      .where('appointment.state', '=', 'booked')
      .where('appointment.contact_phone', 'is not', null)
      .where('appointment.id', '>', after)
      .where('slot.starts_at', '>=', from)
      .where('slot.starts_at', '<', to)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox')
              .select('outbox.id')
              .whereRef('outbox.recipient', '=', 'appointment.contact_phone')
              .where('outbox.matter', 'in', [
                sql<string>`'appointment:' || appointment.id`,
                sql<string>`'reminder:' || appointment.id`,
              ])
              .where('outbox.created_at', '>=', instantAt(today, 0)),
          ),
        ),
      )
      .orderBy('appointment.id')
      .limit(batch)
      .execute();

  let reminded = 0;
  for (let rows = await due(firstId); rows.length; rows = await due(rows.at(-1)!.id)) {
    for (const { id } of rows) if (await remind(db, jobs, id, { from, to, now })) reminded++;
  }
  return reminded;
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** Reads the appointment anew under a lock: it may have been moved or cancelled meanwhile. */
function remind(
  db: Db,
  jobs: Jobs | undefined,
  id: string,
  { from, to, now }: Record<'from' | 'to' | 'now', Date>,
): Promise<boolean> {
  return db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('appointment')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'booked')
      .forUpdate()
      .executeTakeFirst();
    const slot = row && (await tx.selectFrom('slot').selectAll().where('id', '=', row.slot).executeTakeFirstOrThrow());
    if (!slot || slot.starts_at < from || slot.starts_at >= to) return false;
    const home = await tx
      .selectFrom('home_visit')
      .select('appointment')
      .where('appointment', '=', id)
      .executeTakeFirst();
    await notify({ tx, jobs, now }, home ? 'visit.tomorrow' : 'appointment.tomorrow', row, slot);
    return true;
  });
}
