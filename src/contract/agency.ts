import {
  array,
  nullable,
  object,
  optional,
  picklist,
  pipe,
  string,
  number,
  maxLength,
  type InferOutput,
} from 'valibot';
import type { Operation } from './operation.ts';
import { Day, Id, TimeOfDay, LocalizedText } from './localized-text.ts';

/** Hours of one day of the week. */
export const OpeningHours = object({
  /** 1 for Monday to 7 for Sunday. */
  weekday: number(),
  from: TimeOfDay,
  to: TimeOfDay,
});

/** A desk that people can go to. */
export const Place = object({
  id: Id,
  name: string(),
  /** Street, ward and province, as one would write it on a letter. */
  address: string(),
  phone: optional(string()),
  hours: array(OpeningHours),
});
export type Place = InferOutput<typeof Place>;

/** An agency as it stands in a list. */
export const AgencySummary = object({
  id: Id,
  name: string(),
  /** `province`, `ward`, `commune`, `department`, …: the backend's own word. */
  kind: string(),
  parent: nullable(Id),
  /** Names under which people still look for it, for instance the units before 01/07/2025. */
  formerNames: array(string()),
  validFrom: nullable(Day),
  validTo: nullable(Day),
  /** Who took over when it ended. */
  successors: array(Id),
  /** Where its desk is, in degrees of WGS 84. Since 1.7. */
  position: optional(nullable(object({ latitude: number(), longitude: number() }))),
});
export type AgencySummary = InferOutput<typeof AgencySummary>;

/** Where a complaint or a denunciation is received by law; never through a widget. */
export const FormalChannel = object({
  name: LocalizedText,
  address: optional(string()),
  phone: optional(string()),
  note: optional(LocalizedText),
});

/** An agency with its desks. */
export const Agency = object({
  ...AgencySummary.entries,
  phone: optional(string()),
  places: array(Place),
  formalChannels: array(FormalChannel),
});
export type Agency = InferOutput<typeof Agency>;

/** A day on which the office calendar differs from the ordinary week. */
export const CalendarDay = object({
  date: Day,
  type: picklist(['holiday', 'compensatory', 'swapOff', 'swapWork']),
  name: LocalizedText,
});
export type CalendarDay = InferOutput<typeof CalendarDay>;

/**
 * Lists agencies: those under a parent, those whose name, today's or a former one, holds the words asked for, or those
 * at which one can book.
 */
export const agencyList = {
  name: 'agency.list',
  method: 'GET',
  path: '/agencies',
  input: object({
    parent: optional(Id),
    q: optional(pipe(string(), maxLength(100))),
    /** Of this agency and all below it, only those that take bookings. Since 1.7. */
    booking: optional(Id),
    /** With `booking`: only those that take them for this service, by its identifier or the code of its procedure. Since 1.7. */
    service: optional(Id),
  }),
  output: object({ agencies: array(AgencySummary) }),
  errors: [],
} satisfies Operation;

/** Reads an agency with its places, their hours, and where formal complaints go. */
export const agencyRead = {
  name: 'agency.read',
  method: 'GET',
  path: '/agencies/{agency}',
  input: object({ agency: Id }),
  output: Agency,
  errors: ['agency-not-found'],
} satisfies Operation;

/** Reads the days between two dates on which an agency's calendar differs from the ordinary week. */
export const calendarRead = {
  name: 'calendar.read',
  method: 'GET',
  path: '/agencies/{agency}/calendar',
  input: object({ agency: Id, from: Day, to: Day }),
  output: object({ days: array(CalendarDay) }),
  errors: ['agency-not-found'],
} satisfies Operation;
