import { addDays, dayOf, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { appointmentRows } from './appointment-rows.ts';

/** Visitors are shown for this long after their time, in ms: they may be late. */
const lateMs = 60 * 60_000;

/** Who comes next today, at the officer's counter or, without one, at all counters of the agencies. */
export const listVisitorsNow = (db: Db, { scope, counter }: SignedInOfficer, now: Date, limit: number) =>
  appointmentRows(db, scope)
    .innerJoin('service', 'service.id', 'appointment.service')
    .select('service.name as service_name')
    .$if(counter !== null, query => query.where('slot.counter', '=', counter!))
    .where('slot.starts_at', '>=', new Date(now.getTime() - lateMs))
    .where('slot.starts_at', '<', instantAt(addDays(dayOf(now), 1), 0))
    .where('appointment.state', 'in', ['booked', 'arrived'])
    .limit(limit)
    .execute();
