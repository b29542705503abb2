import type { Db } from '../../platform/database.ts';

/** Booked appointments of agencies with time, counter and visitor, for lists. */
export const appointmentRows = (db: Db, agencies: readonly string[]) =>
  db
    .selectFrom('slot')
    .innerJoin('counter', 'counter.id', 'slot.counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .innerJoin('appointment', 'appointment.slot', 'slot.id')
    .select([
      'appointment.id',
      'appointment.number',
      'appointment.contact_name',
      'appointment.state',
      'slot.counter',
      'slot.starts_at',
      'counter.name as counter_name',
    ])
    .where('place.agency', 'in', agencies)
    .where('appointment.state', '<>', 'held')
    .orderBy('slot.starts_at')
    .orderBy('appointment.number');
