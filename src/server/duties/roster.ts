import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Duty, dutyList, DutyPoint, Output, LocalizedText } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { addDays, type Day, dayOf, instantAt, isOff } from '../../domain/calendar.ts';
import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import {
  agencyChain,
  effectiveSettings,
  presentPlace,
  type Roster,
  specialDays,
  workingCalendar,
} from '../agencies/index.ts';
import { bookingWindow, freePlaces, isBookable, loadCounters, slotsBetween } from '../booking/index.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AgencyRow, DutyRow, PlaceRow } from '../platform/schema.ts';

/** The TV layout works for two weeks without a network. */
const defaultDays = 14;
const maxDays = 31;
const maxDaysAway = 366;

/**
 * The roster settings of an agency and its chain.
 * @throws ProblemError `not-offered`
 */
export async function rosterSettings(db: Db, agency: string): Promise<{ chain: AgencyRow[]; roster: Roster }> {
  const chain = await agencyChain(db, agency);
  const { roster } = effectiveSettings(chain);
  if (!roster) throw new ProblemError('not-offered');
  return { chain, roster };
}

/**
 * The roster of an agency's places, with sessions and special days.
 * @throws ProblemError `not-offered`, `invalid-input` for a date more than a year away
 */
export async function readRoster(
  db: Db,
  { agency, place, from, to }: Input<typeof dutyList>,
  now: Date,
): Promise<Output<typeof dutyList>> {
  const { chain, roster } = await rosterSettings(db, agency);
  const first = from ?? dayOf(now);
  if (first < addDays(dayOf(now), -maxDaysAway) || first > addDays(dayOf(now), maxDaysAway))
    throw invalidInput('/from', 'far');
  const last = earlier(to ?? addDays(first, defaultDays - 1), addDays(first, maxDays - 1));
  const days = await specialDays(db, chain, first, last);
  const places = (await placesOf(db, agency)).filter(({ id }) => !place || id === place);
  const duties = await dutiesBetween(
    db,
    places.map(({ id }) => id),
    [first, last],
  );
  const query = place ? `?place=${encodeURIComponent(place)}` : '';
  return {
    from: first,
    to: last,
    points: places.map(row => presentPoint(row, roster)),
    // Days off have no duties, whatever was planned before.
    duties: duties.filter(({ date }) => !isOff(days.get(date))).map(row => presentDuty(row, roster)),
    sessions: await upcomingSessions(db, chain, places, [first, last], now),
    days: [...days].map(([date, day]) => ({ date, ...day })),
    instead: roster.instead,
    feed: `agencies/${encodeURIComponent(agency)}/duties.ics${query}`,
    now: isoInstant(now),
  };
}

/** The places of an agency, including support points. */
export const placesOf = (db: Db, agency: string): Promise<PlaceRow[]> =>
  db
    .selectFrom('place')
    .selectAll()
    .where('agency', '=', agency)
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** The places of an agency, including support points, each with its planned duties of a span in order. */
export const placesWithDuties = (db: Db, agency: string, [first, last]: readonly [Day, Day]) =>
  db
    .selectFrom('place')
    .select(['place.id', 'place.name'])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('duty')
          .selectAll('duty')
          .whereRef('duty.place', '=', 'place.id')
          .where('duty.date', '>=', first)
          .where('duty.date', '<=', last)
          .orderBy('duty.date')
          .orderBy('duty.opens')
          .orderBy('duty.team'),
      ).as('duties'),
    )
    .where('place.agency', '=', agency)
    .where('place.active', '=', true)
    .orderBy('place.position')
    .orderBy('place.id')
    .execute();

/** Planned duties in order, also on days off. */
export async function dutiesBetween(db: Db, places: readonly string[], [first, last]: readonly [Day, Day]) {
  return db
    .selectFrom('duty')
    .selectAll()
    .where('place', 'in', ['', ...places])
    .where('date', '>=', first)
    .where('date', '<=', last)
    .orderBy('date')
    .orderBy('opens')
    .orderBy('team')
    .execute();
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

const labelOf = (known: Roster['teams'], id: string): LocalizedText =>
  known.find(each => each.id === id)?.name ?? { vi: id };

function presentPoint(row: PlaceRow, { equipment }: Roster): DutyPoint {
  return {
    ...presentPlace(row),
    desk: row.desk,
    equipment: row.equipment.map(id => ({ id, label: labelOf(equipment, id) })),
  };
}

function presentDuty({ id, place, date, opens, closes, ...row }: DutyRow, roster: Roster): Duty {
  return {
    id,
    place,
    start: isoInstant(instantAt(date, parseTimeOfDay(opens))),
    end: isoInstant(instantAt(date, parseTimeOfDay(closes))),
    team: labelOf(roster.teams, row.team),
    helpers: row.helpers,
    tasks: row.tasks.map(task => labelOf(roster.tasks, task)),
    languages: row.languages.map(language => labelOf(roster.languages, language)),
  };
}

async function upcomingSessions(
  db: Db,
  chain: readonly AgencyRow[],
  places: readonly PlaceRow[],
  days: readonly [Day, Day],
  now: Date,
) {
  const { booking } = effectiveSettings(chain);
  const [agency] = chain;
  if (!booking || !agency) return [];
  const counters = (await loadCounters(db, agency.id)).filter(
    ({ way, place }) => way === 'session' && places.some(({ id }) => id === place),
  );
  const window = bookingWindow(booking, now);
  return (await slotsBetween(db, counters, await workingCalendar(db, chain), days, now))
    .filter(({ end }) => end > now)
    .sort((a, b) => a.start.getTime() - b.start.getTime())
    .map(slot => ({
      name: { vi: counters.find(({ id }) => id === slot.counter)?.name ?? '' },
      place: slot.place,
      start: isoInstant(slot.start),
      end: isoInstant(slot.end),
      left: isBookable(window, slot) ? freePlaces(slot) : 0,
    }));
}
