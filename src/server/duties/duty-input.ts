import { addDays, type Day, dayOf, daysBetween, isOff, weekday } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { parseDay, parseList, parseTime, parseWeekdays } from '../../domain/parse-input.ts';
import { hasFamilyName } from '../../domain/person.ts';
import { type NamedDay, type Roster, specialDays } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { FieldErrors } from '../platform/problem.ts';
import type { PlaceRow } from '../platform/schema.ts';
import { placesOf, rosterSettings } from './roster.ts';

/** Values of a duty, from a form or a row of a file. */
export type DutyCells = Readonly<Record<string, string>>;

/** Reference data for validating a plan. */
export interface PlanningContext {
  places: readonly PlaceRow[];
  roster: Roster;
  days: ReadonlyMap<Day, NamedDay>;
  today: Day;
}

/** A plan: the same turn on one or more days. */
export interface PlannedDuty {
  dates: Day[];
  place: string;
  opens: string;
  closes: string;
  team: string;
  helpers: string[];
  tasks: string[];
  languages: string[];
}

/** Planning horizon in days. */
const maxDaysAhead = 366;
const maxNameLength = 30;
const maxNames = 20;

/**
 * Loads places, vocabulary and days off of an agency.
 * @throws ProblemError `not-offered` for an agency without a roster
 */
export async function loadPlanningContext(db: Db, agency: string, now: Date): Promise<PlanningContext> {
  const { chain, roster } = await rosterSettings(db, agency);
  const today = dayOf(now);
  return {
    places: await placesOf(db, agency),
    roster,
    days: await specialDays(db, chain, today, addDays(today, maxDaysAhead)),
    today,
  };
}

/**
 * Reads a plan; days off are left out.
 * @throws ProblemError `invalid-input` with all that is wrong
 */
export function parseDuty({ places, roster, days, today }: PlanningContext, cells: DutyCells): PlannedDuty {
  const cell = (name: string) => cells[name]?.trim() ?? '';
  const errors = new FieldErrors();
  const place = findPlace(places, cell('place')) ?? errors.reject('/place', 'unknown');
  const [from, until] = readSpan(cell('from'), cell('until'), today, errors);
  const weekdays = parseWeekdays(cell('weekdays')) ?? errors.reject('/weekdays', 'unknown');
  const opens = parseTime(cell('opens')) ?? errors.reject('/opens', 'time');
  const closes = parseTime(cell('closes')) ?? errors.reject('/closes', 'time');
  if (opens && closes && closes <= opens) errors.reject('/closes', 'order');
  const helpers = parseList(cell('helpers'));
  if (helpers.length > maxNames || helpers.some(isNotFirstName)) errors.reject('/helpers', 'name');
  const team = findKnown(roster.teams, cell('team')) ?? errors.reject('/team', 'unknown');
  const listOf = (known: Roster['teams'], name: string) => {
    const wanted = [...new Set(parseList(cell(name)))];
    const found = wanted.slice(0, known.length).map(each => findKnown(known, each));
    const isKnown = wanted.length <= known.length && found.every(each => each !== undefined);
    return isKnown ? found : (errors.reject(`/${name}`, 'unknown') ?? []);
  };
  const tasks = listOf(roster.tasks, 'tasks');
  const languages = listOf(roster.languages, 'languages');
  const dates =
    from && until && weekdays
      ? daysBetween(from, until).filter(
          day => (!weekdays.length || weekdays.includes(weekday(day))) && !isOff(days.get(day)),
        )
      : [];
  if (from && until && weekdays && !dates.length) errors.reject('/from', 'off');
  errors.throwIfAny();
  return {
    ...{ dates, place: place!, opens: opens!, closes: closes!, team: team!, helpers },
    ...{ tasks, languages },
  };
}

function readSpan(first: string, last: string, today: Day, errors: FieldErrors) {
  const from = parseDay(first) ?? errors.reject('/from', 'date');
  if (from && from < today) return [errors.reject('/from', 'past'), undefined] as const;
  if (!last) return [from, from] as const;
  const until = parseDay(last) ?? errors.reject('/until', 'date');
  if (until && from && until < from) return [from, errors.reject('/until', 'order')] as const;
  if (until && until > addDays(today, maxDaysAhead)) return [from, errors.reject('/until', 'far')] as const;
  return [from, until] as const;
}

const findPlace = (places: readonly PlaceRow[], text: string): string | undefined =>
  (places.find(({ id }) => id === text) ?? places.find(({ name }) => foldDiacritics(name) === foldDiacritics(text)))
    ?.id;

/** First names have one or two words; family names and numbers must not appear on a public page. */
const isNotFirstName = (name: string) =>
  name.length > maxNameLength || name.split(/\s+/).length > 2 || /\d/.test(name) || hasFamilyName(name);

const findKnown = (list: Roster['teams'], text: string): string | undefined =>
  text
    ? list.find(
        ({ id, name }) =>
          id === text || Object.values(name).some(each => foldDiacritics(String(each)) === foldDiacritics(text)),
      )?.id
    : undefined;
