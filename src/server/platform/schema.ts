import type { ColumnType, Generated, Selectable } from 'kysely';
import type { BookedVisit, Chapter, Unit, Way, Words } from '../../contract/index.ts';
import type { Cue } from '../../domain/vtt.ts';

type Instant = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, Extract<T, null> | string, Extract<T, null> | string>;

/** The tables, one interface each, as the newest migration leaves them. */
export interface Tables {
  agency: AgencyTable;
  agency_successor: { agency: string; successor: string };
  place: PlaceTable;
  calendar_day: { agency: string; date: string; type: string; name: Json<Record<'vi', string>> };
  procedure: ProcedureTable;
  dossier: DossierTable;
  dossier_step: StepTable;
  rating: RatingTable;
  opinion: OpinionTable;
  service: ServiceTable;
  counter: CounterTable;
  counter_service: { counter: string; service: string };
  slot_rule: SlotRuleTable;
  session_rule: SessionRuleTable;
  closure: {
    counter: string;
    date: string;
    reason: string;
    closed_from: Generated<string>;
    closed_to: Generated<string>;
  };
  slot: SlotTable;
  appointment: AppointmentTable;
  home_visit: HomeVisitTable;
  waiting: WaitingTable;
  duty: DutyTable;
  ticket_series: { counter: string; date: string; last: number };
  guide: GuideTable;
  guide_file: GuideFileTable;
  guide_caption: { guide: string; lang: string; cues: Json<Cue[]> };
  guide_answer: GuideAnswerTable;
  idempotency: IdempotencyTable;
  wrong_try: { key: Buffer; count: number; last_at: Instant };
  used_proof: { key: Buffer; expires_at: Instant };
  officer: OfficerTable;
  audit: AuditTable;
  /** A number that PostgreSQL gives as text, and PGlite does not. */
  plan_version: { version: string | number };
  audit_head: { agency: string; hash: Buffer; entries: number };
  outbox: OutboxTable;
  server_key: { id: number; key: Buffer };
}

export interface AgencyTable {
  id: string;
  parent: string | null;
  kind: string;
  name: string;
  former_names: Json<string[]>;
  folded: string;
  phone: string | null;
  valid_from: string | null;
  valid_to: string | null;
  settings: Json<Record<string, unknown>>;
  formal_channels: Json<unknown[]>;
  position: Json<{ latitude: number; longitude: number } | null>;
}

export interface PlaceTable {
  id: string;
  agency: string;
  name: string;
  address: string;
  phone: string | null;
  hours: Json<{ weekday: number; from: string; to: string }[]>;
  position: number;
  /** Where papers are received; elsewhere people are only helped. */
  desk: Generated<boolean>;
  equipment: ColumnType<string[], string | undefined, string>;
}

export interface ProcedureTable {
  code: string;
  name: string;
  short_name: string;
  field: string;
  folded: string;
  facts: Json<Record<string, unknown>>;
}

export interface DossierTable {
  id: Generated<string>;
  code: string;
  /** The code's letters and digits, upper case, O as 0; set by a trigger. */
  code_key: Generated<string>;
  agency: string;
  procedure: string | null;
  procedure_name: string;
  status: string;
  label: string | null;
  applicant_name: string | null;
  applicant_phone: string | null;
  phone_key: Buffer | null;
  id_key: Buffer | null;
  secret_key: Buffer | null;
  notify: boolean;
  received_at: Instant | null;
  due_at: Instant | null;
  finished_at: Instant | null;
  paused_at: Instant | null;
  extension: Json<Record<string, string> | null>;
  task: Json<Record<string, unknown> | null>;
  reason: string | null;
  place: string | null;
  delivery: Json<Record<string, string> | null>;
  version: Generated<number>;
  updated_at: Instant;
}

export interface StepTable {
  id: Generated<number>;
  dossier: string;
  at: Instant;
  status: string;
  label: string | null;
  by: string | null;
  note: string | null;
}

export interface RatingTable {
  id: Generated<string>;
  agency: string;
  dossier: string | null;
  scores: Json<{ criterion: string; value: number }[]>;
  reasons: Json<string[]>;
  comment: string | null;
  received_at: Instant;
}

export interface OpinionTable {
  id: Generated<string>;
  code: string;
  agency: string;
  text: string;
  contact_name: string | null;
  contact_phone: string | null;
  consents: Json<Consent[]>;
  status: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: Instant | null;
  received_at: Instant;
  answer_by: Instant | null;
  version: Generated<number>;
}

export interface ServiceTable {
  id: string;
  agency: string;
  procedure: string | null;
  name: string;
  field: string;
  folded: string;
  minutes: number;
  note: Json<Record<'vi', string> | null>;
  active: Generated<boolean>;
}

/** A row of desks that works off one row of appointments. */
export interface CounterTable {
  id: string;
  place: string;
  name: string;
  letter: string;
  way: Generated<Way>;
  /** How often its rules have changed. */
  rules_version: Generated<number>;
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
  /** What the capacity of a session counts. */
  unit: Unit | null;
  /** Until when a session can be booked. */
  book_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** What somebody agreed to, and when. */
export interface Consent {
  purpose: string;
  version: string;
  at: string;
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
  /** From which network it is held, as an HMAC; null once it is booked. */
  network_key: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  /** About when it was told to come, in a session. */
  turn_from: Instant | null;
  turn_to: Instant | null;
}

/** Whom an officer visits at home, and where. */
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
  /** Who goes. */
  officer: ColumnType<string | null, string | null | undefined, string | null>;
}

/** Somebody's turn in the line for a full session. */
export interface WaitingTable {
  id: Generated<string>;
  turn: Generated<number>;
  slot: number;
  service: string;
  agency: string;
  units: number;
  state: string;
  /** The hold that keeps the place for them, or what they booked. */
  offer: string | null;
  offered_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  phone_key: Buffer;
  contact_name: string;
  contact_phone: string;
  consents: ColumnType<Consent[], string, string>;
  reason: string | null;
  created_at: Instant;
}

/** Somebody's turn to help at a place on a day. */
export interface DutyTable {
  id: Generated<string>;
  place: string;
  date: string;
  opens: string;
  closes: string;
  /** One of the agency's teams. */
  team: string;
  /** First names only. */
  helpers: Json<string[]>;
  tasks: Json<string[]>;
  languages: Json<string[]>;
  version: Generated<number>;
}

export interface IdempotencyTable {
  scope: string;
  key: string;
  body_hash: Buffer;
  answer: Json<unknown>;
  expires_at: Instant;
  /** `claimed`: another system is being asked; `unknown`: its answer was lost. */
  state: Generated<'done' | 'claimed' | 'unknown'>;
  claimed_at: Instant | null;
}

export interface OfficerTable {
  id: string;
  name: string;
  agency: string;
  role: string;
  token_hash: Buffer;
  active: Generated<boolean>;
}

export interface GuideTable {
  id: string;
  agency: string;
  procedure: string | null;
  title: Json<Words>;
  folded: string;
  seconds: number;
  chapters: Json<Chapter[]>;
  /** By the name of a paper, the second that explains it. */
  paper_times: Json<Record<string, number>>;
  state: 'draft' | 'published' | 'withdrawn';
  valid_to: string | null;
  reviewed_at: string;
  created_at: Instant;
  version: Generated<number>;
}

export interface GuideFileTable {
  guide: string;
  name: string;
  kind: 'film' | 'poster';
  type: string;
  bytes: number;
  data: Buffer;
  replaced_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface GuideAnswerTable {
  id: Generated<number>;
  guide: string;
  helpful: boolean;
  step: number | null;
  received_at: Instant;
}

export interface AuditTable {
  id: Generated<number>;
  at: Instant;
  officer: string;
  action: string;
  subject: string;
  detail: Json<Record<string, unknown>>;
  /** The officer's agency, the hash of its entry before this one, and of both; null in entries of before the chains. */
  agency: ColumnType<string | null, string | null | undefined, never>;
  prior: ColumnType<Buffer | null, Buffer | null | undefined, never>;
  hash: ColumnType<Buffer | null, Buffer | null | undefined, never>;
}

export interface OutboxTable {
  id: Generated<string>;
  created_at: Instant;
  agency: string;
  subject: string;
  /** Which ticket, turn, dossier or opinion it is about. */
  matter: ColumnType<string | null, string | null | undefined, string | null>;
  recipient: string;
  words: string;
  /** `replaced`: a newer message about the same matter was stored before this one was sent. */
  state: 'waiting' | 'sent' | 'not-sent' | 'replaced';
  attempts: Generated<number>;
  last_error: string | null;
  sent_at: Instant | null;
  /** Not to be sent before. */
  due_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** Rows as they are read. */
export type AgencyRow = Selectable<AgencyTable>;
export type PlaceRow = Selectable<PlaceTable>;
export type DossierRow = Selectable<DossierTable>;
export type OpinionRow = Selectable<OpinionTable>;
export type ServiceRow = Selectable<ServiceTable>;
export type SlotRow = Selectable<SlotTable>;
export type GuideRow = Selectable<GuideTable>;
export type AppointmentRow = Selectable<AppointmentTable>;
export type DutyRow = Selectable<DutyTable>;
export type WaitingRow = Selectable<WaitingTable>;
