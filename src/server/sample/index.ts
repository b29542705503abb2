import { agencyChain, workingCalendar } from '../agencies/index.ts';
import type { Database } from '../platform/database.ts';
import { Secrets } from '../platform/secrets.ts';
import { fillAgencies } from './agencies.ts';
import { fillAppointments } from './appointments.ts';
import { specialDays } from './calendar.ts';
import { fillDossiers } from './dossiers.ts';
import { fillDuties } from './duties.ts';
import { fillGuides } from './guides.ts';
import { fillOpinions } from './opinions.ts';
import { fillProcedures } from './procedures.ts';
import { fillServices } from './services.ts';

/** The ward of the sample portal. */
export const sampleAgency = '26506';

/**
 * Fills an empty database with agencies, procedures, a calendar and dossiers in every state.
 * @returns false when it is not empty
 */
export async function fillSample({ db }: Database, now: Date): Promise<boolean> {
  const secrets = await Secrets.read(db);
  return db.transaction().execute(async tx => {
    if (await tx.selectFrom('agency').select('id').executeTakeFirst()) return false;
    await fillAgencies(tx);
    await fillProcedures(tx);
    await tx
      .insertInto('calendar_day')
      .values(specialDays.map(([date, type, vi]) => ({ agency: '79', date, type, name: JSON.stringify({ vi }) })))
      .execute();
    const calendar = await workingCalendar(tx, await agencyChain(tx, sampleAgency));
    await fillDossiers(tx, secrets, calendar, now);
    await fillOpinions(tx, calendar, now);
    await fillServices(tx);
    await fillAppointments(tx, secrets, calendar, now);
    await fillDuties(tx, now);
    await fillGuides(tx, now);
    return true;
  });
}

// What every office starts from, too (`motcua init`).
export { specialDays as publicHolidays } from './calendar.ts';
export { usualProcedures } from './procedures.ts';
export { usualServices } from './services.ts';
export { provinceSettings as usualSettings } from './settings.ts';
