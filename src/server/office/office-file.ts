import {
  array,
  boolean,
  type InferOutput,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
} from 'valibot';
import { Day, LocalizedText, Procedure, serviceIcons, units, ways } from '../../contract/index.ts';
import { AgencySettings } from '../agencies/index.ts';

const text = (longest: number) => pipe(string(), minLength(1), maxLength(longest));
/** Identifiers stand in addresses and on tickets; `.` and `..` would change a path. */
const Id = pipe(string(), regex(/^(?!\.{1,2}$)[\w.:-]{1,64}$/));
/** A time of the day; that of the contract takes `30:00`. */
export const timePattern = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const TimeOfDay = pipe(string(), regex(timePattern));
const count = (least: number, most: number) => pipe(number(), integer(), minValue(least), maxValue(most));
const list = <T extends Parameters<typeof array>[0]>(item: T, longest: number) =>
  optional(pipe(array(item), maxLength(longest)));
const weekday = count(1, 7);
const phone = pipe(string(), regex(/^[+(\d][\d .()-]{2,29}$/));

/** Opening hours on several weekdays, 1 for Monday to 7 for Sunday. */
const Hours = strictObject({
  days: pipe(array(weekday), minLength(1), maxLength(7)),
  from: TimeOfDay,
  to: TimeOfDay,
});

/** Appointment times on several weekdays. */
const Times = strictObject({
  ...Hours.entries,
  /** Minutes between appointments. */
  every: count(1, 480),
  /** Citizens at one time. */
  capacity: count(1, 1000),
  validFrom: optional(Day),
  validTo: optional(Day),
});

/** A session, or a half day of home visits, that repeats. */
const Session = strictObject({
  /** Recurrence (RFC 5545), as `FREQ=WEEKLY;BYDAY=TH`. */
  rule: text(200),
  since: Day,
  from: TimeOfDay,
  to: TimeOfDay,
  capacity: count(1, 10_000),
  unit: optional(picklist(units)),
  /** Units that one citizen can book. */
  most: optional(count(1, 1000)),
  /** Minutes for each unit. */
  minutes: pipe(number(), minValue(0.01), maxValue(600)),
  /** Minutes before the session until which it can be booked. */
  cutoff: optional(count(0, 14 * 24 * 60)),
  needsPhone: optional(boolean()),
});

/** A counter, or who makes home visits. */
export const Counter = strictObject({
  id: Id,
  name: text(100),
  /** Begins the numbers of its tickets. */
  letter: pipe(string(), regex(/^[A-Z]{1,2}$/)),
  /** `time` for appointments, `session`, or `home` for visits. */
  way: optional(picklist(ways)),
  services: list(Id, 300),
  times: list(Times, 100),
  sessions: list(Session, 100),
});

/** A place that citizens can go to. */
export const Place = strictObject({
  id: Id,
  name: text(200),
  address: text(300),
  phone: optional(phone),
  /** Whether papers are received there; true unless said otherwise. */
  desk: optional(boolean()),
  hours: list(Hours, 30),
  equipment: list(Id, 30),
  mapUrl: optional(pipe(string(), regex(/^https?:\/\/\S{1,500}$/))),
  counters: list(Counter, 100),
});

/** What citizens come for. */
export const Service = strictObject({
  id: Id,
  name: text(200),
  field: text(100),
  /** Code of its procedure. */
  procedure: optional(Id),
  /** Other words that people search by. */
  synonyms: list(text(100), 50),
  /** Usual minutes of a visit. */
  minutes: optional(count(1, 480)),
  note: optional(LocalizedText),
  words: optional(record(string(), record(string(), string()))),
  icon: optional(picklist(serviceIcons)),
});

/** A day on which offices differ from the weekday. */
export const CalendarDay = strictObject({
  date: Day,
  type: picklist(['holiday', 'compensatory', 'swapOff', 'swapWork']),
  name: LocalizedText,
  /** Hours of this day alone. */
  hours: optional(pipe(array(strictObject({ from: TimeOfDay, to: TimeOfDay })), maxLength(10))),
});

/** An agency with all that it decides. */
export const Agency = strictObject({
  id: Id,
  name: text(200),
  kind: Id,
  parent: optional(Id),
  /** Earlier names that citizens still search for. */
  formerNames: list(text(200), 100),
  phone: optional(phone),
  validFrom: optional(Day),
  validTo: optional(Day),
  /** Agencies that replaced it. */
  successors: list(Id, 50),
  position: optional(
    strictObject({
      latitude: pipe(number(), minValue(-90), maxValue(90)),
      longitude: pipe(number(), minValue(-180), maxValue(180)),
    }),
  ),
  formalChannels: list(
    strictObject({
      name: LocalizedText,
      address: optional(string()),
      phone: optional(phone),
      note: optional(LocalizedText),
    }),
    20,
  ),
  settings: optional(AgencySettings),
  calendar: list(CalendarDay, 1000),
  services: list(Service, 500),
  places: list(Place, 100),
});

const { code, name, shortName, field, words, ...facts } = Procedure.entries;
/** A procedure of the catalogue. */
export const CatalogueEntry = strictObject({ code, name, shortName, field, words, ...facts });

/**
 * Everything that an operator decides about some agencies, as one file. What an agency of the file had before and does
 * not have in the file ends; agencies that are not in the file stay as they are.
 */
export const OfficeFile = strictObject({
  motcua: literal(1),
  procedures: list(CatalogueEntry, 10_000),
  agencies: pipe(array(Agency), minLength(1), maxLength(5000)),
});
export type OfficeFile = InferOutput<typeof OfficeFile>;
export type OfficeAgency = InferOutput<typeof Agency>;
export type OfficePlace = InferOutput<typeof Place>;
export type OfficeCounter = InferOutput<typeof Counter>;
export type OfficeService = InferOutput<typeof Service>;
export type OfficeHours = InferOutput<typeof Hours>;
