import { sql } from 'kysely';
import type { Unit, Way } from '../../contract/index.ts';
import type { WeekdayHours } from '../../domain/opening.ts';
import type { TimeSpan } from '../../domain/time-of-day.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import type { Db } from '../platform/database.ts';
import { sorted } from './canonical.ts';

/** An agency as the database holds it; JSON columns as values. */
export interface AgencyRecord {
  id: string;
  parent: string | null;
  kind: string;
  name: string;
  former_names: string[];
  phone: string | null;
  valid_from: string | null;
  valid_to: string | null;
  settings: Record<string, unknown>;
  formal_channels: unknown[];
  position: { latitude: number; longitude: number } | null;
  successors: string[];
}

export interface PlaceRecord {
  id: string;
  agency: string;
  name: string;
  address: string;
  phone: string | null;
  hours: WeekdayHours[];
  position: number;
  desk: boolean;
  equipment: string[];
  map_url: string | null;
}

/** A counter with its services and rules. */
export interface CounterRecord {
  id: string;
  place: string;
  name: string;
  letter: string;
  way: Way;
  services: string[];
  times: TimesRecord[];
  sessions: SessionRecord[];
}

/** Appointment times of a weekday. */
interface TimesRecord {
  weekday: number;
  opens: string;
  closes: string;
  every: number;
  capacity: number;
  valid_from: string | null;
  valid_to: string | null;
}

interface SessionRecord {
  rrule: string;
  since: string;
  opens: string;
  closes: string;
  capacity: number;
  unit: Unit;
  most: number;
  minutes: number;
  cutoff: number;
  needs_phone: boolean;
}

export interface ServiceRecord {
  id: string;
  agency: string;
  procedure: string | null;
  name: string;
  field: string;
  synonyms: string[];
  minutes: number;
  note: Record<string, unknown> | null;
  words: Record<string, Record<string, string>> | null;
  icon: string | null;
}

export interface CalendarRecord {
  agency: string;
  date: string;
  type: string;
  name: Record<string, unknown>;
  hours: TimeSpan[] | null;
}

export interface ProcedureRecord {
  code: string;
  name: string;
  short_name: string;
  field: string;
  words: Record<string, unknown> | null;
  facts: Record<string, unknown>;
}

/** What an office file describes, as rows. */
export interface OfficeRecords {
  procedures: ProcedureRecord[];
  agencies: AgencyRecord[];
  places: PlaceRecord[];
  counters: CounterRecord[];
  services: ServiceRecord[];
  calendar: CalendarRecord[];
}

/** What some agencies have now; procedures are those of their services and those that are asked for. */
export async function readOffice(
  db: Db,
  agencies: readonly string[],
  procedures: readonly string[] = [],
): Promise<OfficeRecords> {
  const parameters = sql`${sql.join(agencies)}`;
  const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(db)).rows;
  const services = await read(sql<ServiceRecord>`
    select id, agency, procedure, name, field, synonyms, minutes, note, words, icon from service
    where active and agency in (${parameters}) order by agency, id`);
  const places = await read(sql<PlaceRecord>`
    select id, agency, name, address, phone, hours, position, desk, equipment, map_url from place
    where active and agency in (${parameters}) order by agency, position, id`);
  const counters = await read(sql<CounterRecord>`
    select counter.id, place, counter.name, letter, way,
      array(select service from counter_service join service on service.id = counter_service.service
        where counter_service.counter = counter.id and service.active) as services,
      coalesce((select json_agg(json_build_object(
        'weekday', weekday, 'opens', opens, 'closes', closes, 'every', every, 'capacity', capacity,
        'valid_from', valid_from, 'valid_to', valid_to))
        from slot_rule where slot_rule.counter = counter.id), '[]') as times,
      coalesce((select json_agg(json_build_object(
        'rrule', rrule, 'since', since, 'opens', opens, 'closes', closes, 'capacity', capacity, 'unit', unit,
        'most', most, 'minutes', minutes, 'cutoff', cutoff, 'needs_phone', needs_phone))
        from session_rule where session_rule.counter = counter.id), '[]') as sessions
    from counter join place on place.id = counter.place
    where counter.active and place.active and place.agency in (${parameters}) order by counter.id`);
  const agencyRows = await read(sql<AgencyRecord>`
    select id, parent, kind, name, former_names, phone, valid_from, valid_to, settings, formal_channels, position,
      array(select successor from agency_successor where agency_successor.agency = agency.id) as successors
    from agency where id in (${parameters}) order by id`);
  const codes = [...new Set([...procedures, ...services.flatMap(({ procedure }) => procedure ?? [])])];
  return {
    services,
    procedures: codes.length
      ? await read(sql<ProcedureRecord>`
          select code, name, short_name, field, words, facts from procedure
          where code in (${sql.join(codes)}) order by code`)
      : [],
    agencies: agencyRows.map(agency => ({ ...agency, successors: [...agency.successors].sort() })),
    places: numbered(places).map(place => ({ ...place, hours: sorted(place.hours) })),
    counters: counters.map(counter => ({
      ...counter,
      // Not in the order of the database's collation.
      services: [...counter.services].sort(),
      times: sorted(counter.times),
      sessions: sorted(counter.sessions),
    })),
    calendar: await read(sql<CalendarRecord>`
      select agency, date, type, name, hours from calendar_day where agency in (${parameters}) order by agency, date`),
  };
}

/** Positions as an office file gives them: from 0 within each agency. */
function numbered(places: readonly PlaceRecord[]): PlaceRecord[] {
  const next = new Map<string, number>();
  return places.map(place => {
    const position = next.get(place.agency) ?? 0;
    next.set(place.agency, position + 1);
    return { ...place, position };
  });
}

/** The text that a service is found by. */
export const foldedService = ({ procedure, name, synonyms, words }: ServiceRecord): string =>
  foldDiacritics([procedure ?? '', name, ...synonyms, words?.['en']?.['name'] ?? ''].join(' | '));

/** The text that an agency is found by. */
export const foldedAgency = ({ name, former_names: former }: AgencyRecord): string =>
  foldDiacritics([name, ...former].join(' | '));
