import type { ColumnType, Generated } from 'kysely';
import type { BookedVisit, Unit, Way } from '../../../contract/index.ts';
import type { Instant, Json, Words } from './columns.ts';
import type { Consent } from './feedback.ts';

export interface ServiceTable {
  id: string;
  agency: string;
  procedure: string | null;
  name: string;
  field: string;
  folded: string;
  minutes: number;
  note: Json<Record<'vi', string> | null>;
  words: Json<Words | null>;
  /** Other words that people search by, as they were written. */
  synonyms: ColumnType<string[], string | undefined, string>;
  /** One of `serviceIcons`. */
  icon: string | null;
  active: Generated<boolean>;
}

/** A bookable resource with one queue: one or more desks. */
export interface CounterTable {
  id: string;
  place: string;
  name: string;
  letter: string;
  way: Generated<Way>;
  /** Incremented when its rules change. */
  rules_version: Generated<number>;
  /** False once it has ended; what was booked there keeps its name. */
  active: Generated<boolean>;
}

export interface SlotRuleTable {
  id: Generated<number>;
  counter: string;
  weekday: number;
  opens: string;
  closes: string;
  every: number;
  capacity: number;
  valid_from: string | null;
  valid_to: string | null;
}

export interface SessionRuleTable {
  id: Generated<number>;
  counter: string;
  rrule: string;
  since: string;
  opens: string;
  closes: string;
  capacity: number;
  unit: Generated<Unit>;
  most: Generated<number>;
  minutes: ColumnType<string, number, number>;
  cutoff: Generated<number>;
  needs_phone: Generated<boolean>;
}

export interface SlotTable {
  id: Generated<number>;
  counter: string;
  starts_at: Instant;
  ends_at: Instant;
  capacity: number;
  taken: Generated<number>;
  /** Unit of a session's capacity. */
  unit: Unit | null;
  /** Booking deadline of a session. */
  book_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface AppointmentTable {
  id: Generated<string>;
  slot: number;
  service: string;
  agency: string;
  state: string;
  expires_at: Instant | null;
  extensions: Generated<number>;
  number: string | null;
  phone_key: Buffer;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  dossier: string | null;
  consents: ColumnType<Consent[], string | undefined, string>;
  reason: string | null;
  version: Generated<number>;
  created_at: Instant;
  booked_at: Instant | null;
  units: Generated<number>;
  /** HMAC of the network that holds the place; null once it is booked. */
  network_key: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  /** Estimated turn within a session. */
  turn_from: Instant | null;
  turn_to: Instant | null;
  /** When an officer noted the arrival. */
  arrived_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** The person and address of a home visit. */
export interface HomeVisitTable {
  appointment: string;
  elder_key: Buffer;
  elder_name: string | null;
  elder_birth_year: number | null;
  /** `age`, or one of the agency's groups. */
  eligible_by: string;
  hamlet: string;
  line: string | null;
  relation: string | null;
  note: string | null;
  returns: string;
  /** Four digits that the officer says at the door. */
  door_code: string;
  state: Generated<BookedVisit['state']>;
  /** The officer who goes. */
  officer: ColumnType<string | null, string | null | undefined, string | null>;
}

/** An entry of the waitlist of a full session. */
export interface WaitingTable {
  id: Generated<string>;
  turn: Generated<number>;
  slot: number;
  service: string;
  agency: string;
  units: number;
  state: string;
  /** The hold of the offered place, or the appointment that was booked. */
  offer: string | null;
  offered_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  phone_key: Buffer;
  contact_name: string;
  contact_phone: string;
  consents: ColumnType<Consent[], string, string>;
  reason: string | null;
  created_at: Instant;
}
