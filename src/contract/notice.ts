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
  picklist,
  string,
} from './schema.ts';

/** What came of a call. */
export const callOutcomes = ['reached', 'no-answer', 'wrong-number', 'call-back'] as const;

/** Lists of the desk: calls to make now, later ones, those that are done today. */
export const noticeTabs = ['open', 'later', 'done'] as const;

/** A message that did not reach its recipient, or a call to make. Since 1.9. */
export const Notice = object({
  id: Id,
  /** `dossier`, `appointment`, `opinion`, `waiting`, or another. */
  kind: string(),
  /** Dossier code, ticket number or opinion code; empty where there is none. */
  code: string(),
  /** Masked, unless the caller has claimed it. */
  phone: string(),
  /** What to tell. */
  words: string(),
  /** Why it is here: `call` (wished), `unknown` (perhaps sent), or what went wrong. */
  reason: string(),
  createdAt: Instant,
  /** When to call again. */
  callAt: nullable(Instant),
  /** Earlier calls. */
  calls: number(),
  /** Who calls now. */
  claimedBy: nullable(object({ name: string(), isMe: boolean(), until: Instant })),
  /** What came of the last call. */
  outcome: nullable(picklist(callOutcomes)),
  /** The last note of a call, for colleagues. */
  note: nullable(string()),
});
export type Notice = InferOutput<typeof Notice>;

/** A session of the desk. Since 1.9. */
export const NoticeSession = object({
  /** The `session` of the other operations. */
  session: string(),
  officer: string(),
  agency: string(),
  /** Ends when it is not used for so long. */
  idleMinutes: number(),
  now: Instant,
});
export type NoticeSession = InferOutput<typeof NoticeSession>;

/** Signs an officer in by a code of the officers' site, which is valid once. Since 1.9. */
export const noticeSession = {
  name: 'notice.session',
  method: 'POST',
  path: '/notices/session',
  output: NoticeSession,
} as const satisfies Operation;

/** Calls of the officer's agencies. Since 1.9. */
export const NoticeList = object({
  notices: array(Notice),
  /** Whether there are more than are listed. */
  more: boolean(),
  counts: object({ open: number(), later: number(), done: number() }),
  now: Instant,
});
export type NoticeList = InferOutput<typeof NoticeList>;

/** Lists calls, the longest waiting first. Since 1.9. */
export const noticeList = {
  name: 'notice.list',
  method: 'POST',
  path: '/notices/list',
  output: NoticeList,
} as const satisfies Operation;

/**
 * Claims a call for some minutes and shows its number; repeated, it prolongs the claim. `already-claimed` names in
 * `detail` who has it. Since 1.9.
 */
export const noticeClaim = {
  name: 'notice.claim',
  method: 'POST',
  path: '/notices/claim',
  output: Notice,
} as const satisfies Operation;

/** Gives a claimed call back. Since 1.9. */
export const noticeRelease = {
  name: 'notice.release',
  method: 'POST',
  path: '/notices/release',
  output: Notice,
} as const satisfies Operation;

/** Records what came of a claimed call, once for each `attempt`. Since 1.9. */
export const noticeRecord = {
  name: 'notice.record',
  method: 'POST',
  path: '/notices/record',
  output: Notice,
} as const satisfies Operation;

/** What was sent and called on a day. Since 1.9. */
export const NoticeReport = object({
  day: Day,
  /** Messages by state. */
  messages: object({ sent: number(), delivered: number(), waiting: number(), notSent: number(), unknown: number() }),
  /** Calls by outcome. */
  calls: object({ reached: number(), noAnswer: number(), wrongNumber: number(), callBack: number() }),
  /** Of hours with any, in order. */
  hours: array(object({ hour: number(), messages: number(), calls: number() })),
  now: Instant,
});
export type NoticeReport = InferOutput<typeof NoticeReport>;

/** Counts a day of the desk. Since 1.9. */
export const noticeReport = {
  name: 'notice.report',
  method: 'POST',
  path: '/notices/report',
  output: NoticeReport,
} as const satisfies Operation;
