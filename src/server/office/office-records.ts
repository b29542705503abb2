import { sorted } from './canonical.ts';
import type {
  OfficeAgency,
  OfficeCounter,
  OfficeFile,
  OfficeHours,
  OfficePlace,
  OfficeService,
} from './office-file.ts';
import type {
  AgencyRecord,
  CalendarRecord,
  CounterRecord,
  OfficeRecords,
  PlaceRecord,
  ProcedureRecord,
  ServiceRecord,
} from './office-rows.ts';

/** The rows that an office file asks for. */
export function toRecords({ procedures = [], agencies }: OfficeFile): OfficeRecords {
  const places = agencies.flatMap(agency =>
    (agency.places ?? []).map((place, nth) => ({ agency: agency.id, place, nth })),
  );
  return {
    procedures: procedures.map(({ code, name, shortName, field, words, ...facts }) => ({
      ...{ code, name, short_name: shortName, field, words: words ?? null },
      facts,
    })),
    agencies: agencies.map(toAgency),
    places: places.map(({ agency, place, nth }) => toPlace(agency, place, nth)),
    counters: places.flatMap(({ place }) => (place.counters ?? []).map(counter => toCounter(place.id, counter))),
    services: agencies.flatMap(({ id, services = [] }) => services.map(service => toService(id, service))),
    calendar: agencies.flatMap(({ id, calendar = [] }) =>
      calendar.map(({ date, type, name, hours }) => ({ agency: id, date, type, name, hours: hours ?? null })),
    ),
  };
}

const toAgency = (agency: OfficeAgency): AgencyRecord => ({
  id: agency.id,
  parent: agency.parent ?? null,
  kind: agency.kind,
  name: agency.name,
  former_names: agency.formerNames ?? [],
  phone: agency.phone ?? null,
  valid_from: agency.validFrom ?? null,
  valid_to: agency.validTo ?? null,
  settings: agency.settings ?? {},
  formal_channels: agency.formalChannels ?? [],
  position: agency.position ?? null,
  successors: [...(agency.successors ?? [])].sort(),
});

const toPlace = (agency: string, place: OfficePlace, position: number): PlaceRecord => ({
  id: place.id,
  agency,
  name: place.name,
  address: place.address,
  phone: place.phone ?? null,
  hours: sorted((place.hours ?? []).flatMap(({ days, from, to }) => days.map(weekday => ({ weekday, from, to })))),
  position,
  desk: place.desk ?? true,
  equipment: place.equipment ?? [],
  map_url: place.mapUrl ?? null,
});

const toCounter = (place: string, counter: OfficeCounter): CounterRecord => ({
  id: counter.id,
  place,
  name: counter.name,
  letter: counter.letter,
  way: counter.way ?? 'time',
  services: [...(counter.services ?? [])].sort(),
  times: sorted(
    (counter.times ?? []).flatMap(({ days, from, to, every, capacity, validFrom, validTo }) =>
      days.map(weekday => ({
        ...{ weekday, opens: from, closes: to, every, capacity },
        ...{ valid_from: validFrom ?? null, valid_to: validTo ?? null },
      })),
    ),
  ),
  sessions: sorted(
    (counter.sessions ?? []).map(session => ({
      ...{ rrule: session.rule, since: session.since, opens: session.from, closes: session.to },
      ...{ capacity: session.capacity, unit: session.unit ?? 'heads', most: session.most ?? 1 },
      ...{ minutes: session.minutes, cutoff: session.cutoff ?? 0, needs_phone: session.needsPhone ?? true },
    })),
  ),
});

const toService = (agency: string, service: OfficeService): ServiceRecord => ({
  id: service.id,
  agency,
  procedure: service.procedure ?? null,
  name: service.name,
  field: service.field,
  synonyms: service.synonyms ?? [],
  minutes: service.minutes ?? usualMinutes,
  note: service.note ?? null,
  words: service.words ?? null,
  icon: service.icon ?? null,
});

const usualMinutes = 20;

/** The office file that asks for these rows. */
export function toFile(records: OfficeRecords): OfficeFile {
  const { procedures, agencies, places, counters, services, calendar } = records;
  const file = {
    motcua: 1,
    ...some('procedures', procedures.map(fromProcedure)),
    agencies: agencies.map(agency => ({
      ...fromAgency(agency),
      ...some('calendar', calendar.filter(of(agency)).map(fromCalendar)),
      ...some('services', services.filter(of(agency)).map(fromService)),
      ...some(
        'places',
        places.filter(of(agency)).map(place => ({
          ...fromPlace(place),
          ...some('counters', counters.filter(counter => counter.place === place.id).map(fromCounter)),
        })),
      ),
    })),
  };
  return file as OfficeFile;
}

const of =
  ({ id }: AgencyRecord) =>
  ({ agency }: { agency: string }) =>
    agency === id;

const fromAgency = (agency: AgencyRecord) => ({
  id: agency.id,
  name: agency.name,
  kind: agency.kind,
  ...given({ parent: agency.parent, phone: agency.phone, validFrom: agency.valid_from, validTo: agency.valid_to }),
  ...given({ position: agency.position }),
  ...some('formerNames', agency.former_names),
  ...some('successors', agency.successors),
  ...some('formalChannels', agency.formal_channels),
  ...(Object.keys(agency.settings).length && { settings: agency.settings }),
});

const fromPlace = (place: PlaceRecord) => ({
  id: place.id,
  name: place.name,
  address: place.address,
  ...given({ phone: place.phone, mapUrl: place.map_url }),
  ...(!place.desk && { desk: false }),
  ...some('hours', byDays(place.hours.map(({ weekday, from, to }) => ({ weekday, from, to })))),
  ...some('equipment', place.equipment),
});

const fromCounter = (counter: CounterRecord) => ({
  id: counter.id,
  name: counter.name,
  letter: counter.letter,
  ...(counter.way !== 'time' && { way: counter.way }),
  ...some('services', counter.services),
  ...some(
    'times',
    byDays(
      counter.times.map(({ weekday, opens, closes, every, capacity, valid_from: validFrom, valid_to: validTo }) => ({
        ...{ weekday, from: opens, to: closes, every, capacity },
        ...given({ validFrom, validTo }),
      })),
    ),
  ),
  ...some(
    'sessions',
    sorted(counter.sessions).map(session => ({
      ...{ rule: session.rrule, since: session.since, from: session.opens, to: session.closes },
      ...{ capacity: session.capacity, minutes: session.minutes },
      ...(session.unit !== 'heads' && { unit: session.unit }),
      ...(session.most !== 1 && { most: session.most }),
      ...(session.cutoff && { cutoff: session.cutoff }),
      ...(!session.needs_phone && { needsPhone: false }),
    })),
  ),
});

const fromService = (service: ServiceRecord) => ({
  id: service.id,
  name: service.name,
  field: service.field,
  ...given({ procedure: service.procedure }),
  ...some('synonyms', service.synonyms),
  ...(service.minutes !== usualMinutes && { minutes: service.minutes }),
  ...given({ note: service.note, words: service.words, icon: service.icon }),
});

const fromCalendar = ({ date, type, name, hours }: CalendarRecord) => ({ date, type, name, ...given({ hours }) });

const fromProcedure = ({ code, name, short_name: shortName, field, words, facts }: ProcedureRecord) => {
  const { synonyms, components, term, fees, ...more } = facts;
  return {
    ...{ code, name, shortName, field },
    ...given({ words }),
    ...{ synonyms, components, term, fees },
    ...more,
  };
};

/** Rows of one weekday each, as rows of several weekdays with the same values. */
function byDays<T extends { weekday: number }>(rows: readonly T[]): OfficeHours[] {
  const groups = new Map<string, { days: number[] }>();
  for (const { weekday, ...rest } of sorted(rows)) {
    const key = JSON.stringify(rest);
    const group = groups.get(key) ?? { days: [], ...rest };
    group.days.push(weekday);
    groups.set(key, group);
  }
  return [...groups.values()] as OfficeHours[];
}

const given = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

const some = (name: string, items: readonly unknown[]): object => (items.length ? { [name]: items } : {});
