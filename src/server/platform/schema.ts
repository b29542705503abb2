import type { ColumnType, Generated, Selectable } from 'kysely';
import type { TimeSpan } from '../../domain/time-of-day.ts';
import type { Cue } from '../../domain/vtt.ts';
import type { AgencyTable, PlaceTable } from './schema/agencies.ts';
import type {
  AppointmentTable,
  CounterTable,
  HomeVisitTable,
  ServiceTable,
  SessionRuleTable,
  SlotRuleTable,
  SlotTable,
  WaitingTable,
} from './schema/booking.ts';
import type { Instant, Json } from './schema/columns.ts';
import type {
  DossierTable,
  IngestKeyTable,
  IngestSourceTable,
  NoteTable,
  StepTable,
  UndoTable,
} from './schema/dossiers.ts';
import type { DutyChangeTable, DutyTable } from './schema/duties.ts';
import type { OpinionTable, RatingTable } from './schema/feedback.ts';
import type { GuideAnswerTable, GuideFileTable, GuideTable } from './schema/guides.ts';
import type {
  Channel,
  NoticeCallTable,
  OutboxTable,
  ProviderTokenTable,
  SubscriptionTable,
} from './schema/messages.ts';
import type { OfficerSessionTable, OfficerTable } from './schema/officers.ts';
import type { WidgetNoticeTable, WidgetSiteTable } from './schema/embeds.ts';
import type { ProcedureTable, ProcedureWordTable } from './schema/procedures.ts';
import type {
  CallKeyTable,
  PlaylistTable,
  ScreenMessageTable,
  ScreenPairingTable,
  ScreenPlayTable,
  ScreenTable,
  TicketCallTable,
} from './schema/screens.ts';

/** All tables, as the newest migration leaves them. */
export interface Tables {
  agency: AgencyTable;
  agency_successor: { agency: string; successor: string };
  place: PlaceTable;
  calendar_day: {
    agency: string;
    date: string;
    type: string;
    name: Json<Record<'vi', string>>;
    /** Hours of this day alone, as `[{ from, to }]`. */
    hours: ColumnType<TimeSpan[] | null, string | null | undefined, string | null>;
  };
  procedure: ProcedureTable;
  procedure_word: ProcedureWordTable;
  search_word: { word: string; procedures: number };
  dossier: DossierTable;
  dossier_step: StepTable;
  dossier_note: NoteTable;
  dossier_undo: UndoTable;
  dossier_number: { start: string; last: number };
  widget_notice: WidgetNoticeTable;
  widget_site: WidgetSiteTable;
  allowed_origin: { origin: string; agency: string; created_at: Instant };
  ingest_source: IngestSourceTable;
  ingest_key: IngestKeyTable;
  ingest_signature: { signature: Buffer; at: Instant };
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
  duty_change: DutyChangeTable;
  ticket_series: { counter: string; date: string; last: number };
  guide: GuideTable;
  guide_file: GuideFileTable;
  guide_caption: { guide: string; lang: string; cues: Json<Cue[]> };
  guide_answer: GuideAnswerTable;
  guide_watch: { guide: string; day: string; chapter: number; played: number; finished: number; rewound: number };
  playlist: PlaylistTable;
  screen: ScreenTable;
  screen_pairing: ScreenPairingTable;
  screen_play: ScreenPlayTable;
  screen_message: ScreenMessageTable;
  ticket_call: TicketCallTable;
  call_key: CallKeyTable;
  idempotency: IdempotencyTable;
  wrong_try: { key: Buffer; count: number; last_at: Instant };
  used_proof: { key: Buffer; expires_at: Instant };
  officer: OfficerTable;
  officer_session: OfficerSessionTable;
  audit: AuditTable;
  /** PostgreSQL returns a bigint as text, PGlite as a number. */
  plan_version: { version: string | number };
  audit_head: { agency: string; hash: Buffer; entries: number };
  outbox: OutboxTable;
  subscription: SubscriptionTable;
  notice_call: NoticeCallTable;
  notice_code: { code_key: Buffer; officer: string; ends_at: Instant };
  incoming_message: { provider: string; id: string; phone_key: Buffer; at: Instant; answered: boolean };
  provider_rate: { provider: string; minute: Instant; sent: number };
  provider_token: ProviderTokenTable;
  server_key: { id: number; key: Buffer };
}

export interface IdempotencyTable {
  scope: string;
  key: string;
  body_hash: Buffer;
  /** The answer (`SealedWrite`); null while the write is done. */
  sealed: Buffer | null;
  expires_at: Instant;
  /** `claimed`: an upstream system is being asked; `unknown`: its answer was lost. */
  state: Generated<'done' | 'claimed' | 'unknown'>;
  claimed_at: Instant | null;
}

export interface AuditTable {
  id: Generated<number>;
  at: Instant;
  officer: string;
  action: string;
  subject: string;
  detail: Json<Record<string, unknown>>;
  /** The officer's agency, the previous hash and the hash of this entry; null in entries older than the chains. */
  agency: ColumnType<string | null, string | null | undefined, never>;
  prior: ColumnType<Buffer | null, Buffer | null | undefined, never>;
  hash: ColumnType<Buffer | null, Buffer | null | undefined, never>;
}

export type { Channel, NoticeCallTable };

/** Rows as queries return them. */
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
export type PlaylistRow = Selectable<PlaylistTable>;
export type ScreenRow = Selectable<ScreenTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type SubscriptionRow = Selectable<SubscriptionTable>;
export type TicketCallRow = Selectable<TicketCallTable>;
