import { Place } from './agency.ts';
import { HomeOffer } from './home.ts';
import { LocalizedText, Words } from './localized-text.ts';
import type { Operation } from './operation.ts';
import { Component, Fee } from './procedure.ts';
import { array, boolean, Id, type InferOutput, Instant, nullable, number, object, optional, string } from './schema.ts';

/** Icons of services that widgets know. */
export const serviceIcons = ['copy', 'desk', 'file', 'home', 'pen', 'people', 'person', 'shop'] as const;

/** A bookable service in a list. */
export const ServiceSummary = object({
  id: Id,
  name: string(),
  field: string(),
  /** Its procedure, if any. */
  procedure: nullable(Id),
  /** Whether it is among those that citizens choose most often. Since 1.9. */
  common: optional(boolean()),
  /** One of `serviceIcons`; others, and none, are shown as `file`. Since 1.9. */
  icon: optional(nullable(string())),
  /** Translations of `name` and `field`. Since 1.9. */
  words: optional(nullable(Words)),
});
export type ServiceSummary = InferOutput<typeof ServiceSummary>;

/** `time`: at a desk at a fixed time; `session`: in a session, with a number; `home`: an officer comes home. */
export const ways = ['time', 'session', 'home'] as const;
/** How citizens are served. */
export type Way = (typeof ways)[number];

/** A service with papers, fees and places. */
export const Service = object({
  ...ServiceSummary.entries,
  /** Usual duration in minutes. */
  minutes: number(),
  papers: array(Component),
  fees: array(Fee),
  /** What citizens should know before coming. */
  note: optional(LocalizedText),
  /** Places for appointments by time, with the first free time (`first` since 1.6). */
  places: array(object({ ...Place.entries, first: optional(Instant) })),
  /** Available modes: `time`, `session`, `home`, or later ones; only `time` when missing. Since 1.4. */
  ways: optional(array(string())),
  /** Eligibility for home visits. Since 1.5. */
  home: optional(HomeOffer),
});
export type Service = InferOutput<typeof Service>;

/** Searches bookable services by name, synonym or procedure code, with or without diacritics. */
export const serviceList = {
  name: 'service.list',
  method: 'GET',
  path: '/services',
  output: object({ services: array(ServiceSummary) }),
} as const satisfies Operation;

/** Reads a service by its identifier or procedure code. */
export const serviceRead = {
  name: 'service.read',
  method: 'GET',
  path: '/services/{service}',
  output: Service,
} as const satisfies Operation;
