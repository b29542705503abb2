import type { ColumnType, Generated } from 'kysely';
import type { ScreenStatus } from '../../../contract/index.ts';
import type { PlaylistBlock } from '../../../domain/playlist.ts';
import type { Instant, Json } from './columns.ts';

export interface PlaylistTable {
  id: string;
  agency: string;
  name: string;
  blocks: Json<PlaylistBlock[]>;
  version: Generated<number>;
}

/** A screen of a waiting hall. */
export interface ScreenTable {
  id: string;
  agency: string;
  /** Whose numbers it calls; null for a screen without calls. */
  place: string | null;
  name: string;
  /** Null: all guides of the agency. */
  playlist: string | null;
  /** Web page of the portal with the guides, for the QR code; null for this server's own page. */
  page: string | null;
  /** Hash of the device's token. */
  token_key: Buffer;
  paired_at: Instant;
  seen_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  status: ColumnType<Partial<ScreenStatus>, string | undefined, string>;
  /** Identifier of the last stored report: a repeated one is ignored. */
  last_report: ColumnType<string | null, string | null | undefined, string | null>;
  version: Generated<number>;
}

export interface ScreenPairingTable {
  /** Six digits. */
  code: string;
  token_key: Buffer;
  expires_at: Instant;
}

/** Proof of play: how often and how long a screen showed a guide on a day. */
export interface ScreenPlayTable {
  screen: string;
  day: string;
  guide: string;
  plays: number;
  seconds: number;
}

/** A message that all screens of an agency, and of those below it, show instead of guides. */
export interface ScreenMessageTable {
  /** PostgreSQL returns a bigint as text, PGlite as a number. */
  id: Generated<string | number>;
  agency: string;
  text: string;
  created_at: Instant;
  until: Instant;
  officer: string;
}

/** A number that was called to a counter. */
export interface TicketCallTable {
  /** PostgreSQL returns a bigint as text, PGlite as a number. */
  id: Generated<string | number>;
  agency: string;
  place: string;
  /** Null for a call of another system. */
  counter: string | null;
  counter_name: string;
  number: string;
  appointment: string | null;
  /** Who called; null for a queue machine. */
  officer: string | null;
  called_at: Instant;
}

/** Key of a queue machine that may call numbers at a place. */
export interface CallKeyTable {
  id: string;
  agency: string;
  place: string;
  name: string;
  token_key: Buffer;
  created_at: Instant;
  used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
