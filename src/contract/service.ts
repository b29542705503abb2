import { array, maxLength, nullable, number, object, optional, pipe, string, type InferOutput } from 'valibot';
import { Place } from './agency.ts';
import { HomeOffer } from './home.ts';
import type { Operation } from './operation.ts';
import { Component, Fee } from './procedure.ts';
import { Id, Instant, LocalizedText } from './localized-text.ts';

/** Something that people come to a desk for, as it stands in a list. */
export const ServiceSummary = object({
  id: Id,
  name: string(),
  field: string(),
  /** The procedure that it belongs to, if it is one. */
  procedure: nullable(Id),
});
export type ServiceSummary = InferOutput<typeof ServiceSummary>;

/** `time`: one comes to a desk at a time; `session`: to a session, with a number; `home`: an officer comes. */
export const ways = ['time', 'session', 'home'] as const;
export type Way = (typeof ways)[number];

/** A service with what to bring, what it costs and where it is given. */
export const Service = object({
  ...ServiceSummary.entries,
  /** Usual time at the desk, in minutes. */
  minutes: number(),
  papers: array(Component),
  fees: array(Fee),
  /** What one should know before coming. */
  note: optional(LocalizedText),
  /** Where one can come at a time, with the first that is free there. `first` since 1.6. */
  places: array(object({ ...Place.entries, first: optional(Instant) })),
  /** How one can come: `time`, `session`, `home`, or one that is yet to come; where it is left out, at a time only. Since 1.4. */
  ways: optional(array(string())),
  /** For whom officers come home with it. Since 1.5. */
  home: optional(HomeOffer),
});
export type Service = InferOutput<typeof Service>;

/** Finds services that can be booked by name, synonym or procedure code, with or without diacritics. */
export const serviceList = {
  name: 'service.list',
  method: 'GET',
  path: '/services',
  input: object({
    agency: Id,
    q: optional(pipe(string(), maxLength(100))),
    /** The ways that the asker knows, divided by commas; left out, `time`. Since 1.4. */
    ways: optional(pipe(string(), maxLength(40))),
  }),
  output: object({ services: array(ServiceSummary) }),
  errors: ['agency-not-found', 'not-offered'],
} satisfies Operation;

/** Reads one service, by its identifier or by the code of its procedure. */
export const serviceRead = {
  name: 'service.read',
  method: 'GET',
  path: '/services/{service}',
  input: object({ agency: Id, service: Id }),
  output: Service,
  errors: ['agency-not-found', 'not-offered', 'service-not-found'],
} satisfies Operation;
