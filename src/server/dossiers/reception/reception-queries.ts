import { sql } from 'kysely';
import type { Component } from '../../../contract/index.ts';
import type { Term } from '../../../domain/term.ts';
import type { Db } from '../../platform/database.ts';
import { isUuid } from '../../platform/uuid.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import type { ReceivedProcedure } from './read-reception.ts';

const shownCommon = 9;
const commonDays = 60;

/** The procedure of a code, with its papers and processing time. */
export async function receivedProcedure(db: Db, code: string): Promise<ReceivedProcedure | undefined> {
  if (!code) return undefined;
  const row = await db
    .selectFrom('procedure')
    .select(['code', 'short_name', 'facts'])
    .where('code', '=', code)
    .executeTakeFirst();
  return (
    row && {
      ...{ code: row.code, name: row.short_name },
      term: (row.facts['term'] as Term | null | undefined) ?? null,
      components: (row.facts['components'] as Component[] | undefined) ?? [],
    }
  );
}

/** What the officer's agency has received most often of late. */
export async function commonProcedures(db: Db, { agency }: SignedInOfficer, now: Date) {
  const from = new Date(now.getTime() - commonDays * 86_400_000);
  const { rows } = await sql<{ code: string; name: string }>`
    select procedure.code, procedure.short_name as name from dossier join procedure on procedure.code = dossier.procedure
    where dossier.agency = ${agency} and dossier.updated_at >= ${from}
    group by procedure.code, procedure.short_name order by count(*) desc, procedure.short_name limit ${shownCommon}`.execute(
    db,
  );
  return rows;
}

/** An appointment, or a number that was called, of the officer's agencies: who came, and for which procedure. */
export async function receivedAppointment(db: Db, { scope }: SignedInOfficer, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('appointment')
    .innerJoin('service', 'service.id', 'appointment.service')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .innerJoin('counter', 'counter.id', 'slot.counter')
    .select(['appointment.id', 'appointment.number', 'contact_name', 'contact_phone', 'service.procedure'])
    .select(['counter.place', 'appointment.agency'])
    .leftJoin('dossier', 'dossier.appointment', 'appointment.id')
    .select('dossier.id as dossier')
    .where('appointment.id', '=', id)
    .where('appointment.agency', 'in', scope)
    .where('appointment.state', 'in', ['booked', 'arrived'])
    .executeTakeFirst();
}
export type ReceivedAppointment = NonNullable<Awaited<ReturnType<typeof receivedAppointment>>>;

/** The place at which the officer sits, else the first desk of an agency. */
export async function receptionPlace(db: Db, { counter }: SignedInOfficer, agency: string): Promise<string | null> {
  const own = counter
    ? await db
        .selectFrom('counter')
        .innerJoin('place', 'place.id', 'counter.place')
        .select('place.id')
        .where('counter.id', '=', counter)
        .where('place.agency', '=', agency)
        .executeTakeFirst()
    : undefined;
  const desk = await db
    .selectFrom('place')
    .select('id')
    .where('agency', '=', agency)
    .where('desk', '=', true)
    .where('active', '=', true)
    .orderBy('position')
    .executeTakeFirst();
  return own?.id ?? desk?.id ?? null;
}
