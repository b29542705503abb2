import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  boolean,
  Day,
  Id,
  type InferOutput,
  Instant,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
  TimeOfDay,
} from './schema.ts';

/** Opening hours of one weekday. */
export const OpeningHours = object({
  /** 1 for Monday to 7 for Sunday. */
  weekday: number(),
  from: TimeOfDay,
  to: TimeOfDay,
});

/** Whether a place is open now, by its hours and the calendar. */
export const Opening = object({
  open: boolean(),
  /** When it closes, or opens again. */
  changesAt: nullable(Instant),
});

/** A place that citizens can go to. */
export const Place = object({
  id: Id,
  name: string(),
  /** Postal address: street, ward, province. */
  address: string(),
  phone: optional(string()),
  hours: array(OpeningHours),
  /** Web page that shows the place on a map or leads there. Since 1.9. */
  mapUrl: optional(string()),
  /** Since 1.9. */
  opening: optional(nullable(Opening)),
});
export type Place = InferOutput<typeof Place>;

/** An agency in a list. */
export const AgencySummary = object({
  id: Id,
  name: string(),
  /** `province`, `ward`, `commune`, `department`, … as the backend names it. */
  kind: string(),
  parent: nullable(Id),
  /** Earlier names that citizens still search for, for instance units before 01/07/2025. */
  formerNames: array(string()),
  validFrom: nullable(Day),
  validTo: nullable(Day),
  /** Agencies that replaced it. */
  successors: array(Id),
  /** Coordinates in degrees of WGS 84. Since 1.7. */
  position: optional(nullable(object({ latitude: number(), longitude: number() }))),
});
export type AgencySummary = InferOutput<typeof AgencySummary>;

/** The lawful channel for complaints and denunciations, which no widget accepts. */
export const FormalChannel = object({
  name: LocalizedText,
  address: optional(string()),
  phone: optional(string()),
  note: optional(LocalizedText),
});

/** An agency with its places. */
export const Agency = object({
  ...AgencySummary.entries,
  phone: optional(string()),
  places: array(Place),
  formalChannels: array(FormalChannel),
});
export type Agency = InferOutput<typeof Agency>;

/** A special day of the calendar. */
export const CalendarDay = object({
  date: Day,
  type: picklist(['holiday', 'compensatory', 'swapOff', 'swapWork']),
  name: LocalizedText,
  /** Hours of this day alone, whatever its type; none of them mean a day off. Since 1.9. */
  hours: optional(array(object({ from: TimeOfDay, to: TimeOfDay }))),
});
export type CalendarDay = InferOutput<typeof CalendarDay>;

/** Lists agencies: children of a parent, those whose current or former name matches, or those that take bookings. */
export const agencyList = {
  name: 'agency.list',
  method: 'GET',
  path: '/agencies',
  output: object({ agencies: array(AgencySummary) }),
} as const satisfies Operation;

/** Reads an agency with its places, opening hours and formal channels. */
export const agencyRead = {
  name: 'agency.read',
  method: 'GET',
  path: '/agencies/{agency}',
  output: Agency,
} as const satisfies Operation;

/** Reads the special days of an agency's calendar between two dates. */
export const calendarRead = {
  name: 'calendar.read',
  method: 'GET',
  path: '/agencies/{agency}/calendar',
  output: object({ days: array(CalendarDay) }),
} as const satisfies Operation;
