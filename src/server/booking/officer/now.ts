import { addDays, dayOf, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';

/** Visitors are shown for this long after their time, in ms: they may be late. */
const lateMs = 60 * 60_000;

/** Who comes next today, at the officer's counter or, without one, at all counters of the agencies. */
export const listVisitorsNow = (db: Db, { scope, counter }: SignedInOfficer, now: Date, limit: number) =>
  db
    .selectFrom('slot')
    .innerJoin('counter', 'counter.id', 'slot.counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .innerJoin('appointment', 'appointment.slot', 'slot.id')
    .innerJoin('service', 'service.id', 'appointment.service')
    .select([
      'appointment.id',
      'appointment.number',
      'appointment.contact_name',
      'appointment.state',
      'slot.counter',
      'slot.starts_at',
      'counter.name as counter_name',
      'service.name as service_name',
    ])
    .where('place.agency', 'in', scope)
    .$if(counter !== null, query => query.where('slot.counter', '=', counter!))
    .where('slot.starts_at', '>=', new Date(now.getTime() - lateMs))
    .where('slot.starts_at', '<', instantAt(addDays(dayOf(now), 1), 0))
    .where('appointment.state', 'in', ['booked', 'arrived'])
    .orderBy('slot.starts_at')
    .orderBy('appointment.number')
    .limit(limit)
    .execute();
