import type { TicketCall } from './call.ts';
import type { WeekdayHours } from '../domain/opening.ts';
import type { Segment } from '../domain/playlist.ts';
import type { Cue } from '../domain/vtt.ts';

/** What a screen of the waiting hall gets from `/tv/state` before an officer has paired it. */
export interface UnpairedScreen {
  /** Six digits that the officer types; null when too many screens wait. */
  code: string | null;
  /** How long the code is valid, in seconds. */
  expiresIn: number;
}

/** A guide as a screen shows it. */
export interface ScreenGuide {
  title: string;
  seconds: number;
  /** The film in one or more formats, by preference. */
  sources: readonly { url: string; type: string; bytes: number }[];
  cues: readonly Cue[];
  /** Where the chapters begin, with the QR code that opens each on a phone. */
  chapters: readonly { at: number; qr: QrMatrix }[];
}

/** A QR code: its modules row by row as bits, each row padded to whole hexadecimal digits. */
export interface QrMatrix {
  size: number;
  rows: string;
}

/** A duty on the roster of the screen’s place; times in milliseconds since 1970. */
export interface ScreenDuty {
  from: number;
  to: number;
  team: string;
  helpers: readonly string[];
  tasks: readonly string[];
}

/** What may change at any moment: calls of the day, newest first, and the message that goes before everything. */
export interface ScreenLive {
  calls: readonly TicketCall[];
  message: { text: string; until: number } | null;
}

/** What a paired screen shows, for two weeks ahead. Times in milliseconds since 1970. */
export interface ScreenState extends ScreenLive {
  screen: string;
  name: string;
  office: { name: string; phone: string; hours: readonly WeekdayHours[] };
  /** The server’s clock. */
  now: number;
  guides: Readonly<Record<string, ScreenGuide>>;
  segments: readonly Segment[];
  duties: readonly ScreenDuty[];
  /** Build of the page on the server: a screen with another one reloads. */
  build: string;
}

/** What a screen tells of itself every minute. */
export interface ScreenReport {
  /** Identifies the report: a repeated one counts once. */
  id: string;
  status: ScreenStatus;
  /** What was shown since the last accepted report. */
  plays: readonly { day: string; guide: string; plays: number; seconds: number }[];
}

/** How a screen is. */
export interface ScreenStatus {
  /** The guide that it shows; empty for none. */
  guide: string;
  /** Bytes of the films that it keeps; -1 where it cannot keep any (no HTTPS, or an old browser). */
  cachedBytes: number;
  /** How many of the films of its playlist it keeps, and how many there are. */
  cached: number;
  wanted: number;
  /** How calls reach it. */
  live: 'stream' | 'poll' | 'none';
  /** Whether it may speak: browsers block sound until a key is pressed. */
  sound: boolean;
  /** Failures since its start: films that would not play, reloads by the watchdog. */
  faults: number;
  build: string;
}
