import {
  array,
  boolean,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  variant,
  type InferOutput,
} from 'valibot';
import type { Operation } from './operation.ts';
import { Id, Instant } from './localized-text.ts';

/** Satisfaction from 1 (very dissatisfied) to 5 (very satisfied). */
export const Score = pipe(number(), integer(), minValue(1), maxValue(5));

const text = (most: number) => pipe(string(), maxLength(most));

/** A rating after service: anonymous, or bound to a dossier by its rating ticket. */
export const Rating = object({
  kind: literal('rating'),
  agency: Id,
  ticket: optional(text(200)),
  scores: pipe(array(object({ criterion: Id, value: Score })), minLength(1), maxLength(12)),
  reasons: pipe(array(Id), maxLength(12)),
  comment: optional(text(1000)),
});

/** An opinion, report or proposal; formal complaints are not accepted here. */
export const Opinion = object({
  kind: literal('opinion'),
  agency: Id,
  text: pipe(string(), minLength(1), maxLength(2000)),
  /** Only when the citizen wants to be contacted; otherwise anonymous. */
  contact: optional(object({ name: optional(text(100)), phone: pipe(string(), minLength(1), maxLength(20)) })),
  /** Consents: the purpose, and the version of the text that was shown. */
  consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
});

/** Whether a guide helped, and if not, the step (from 0) that was unclear. */
export const GuideAnswer = object({
  kind: literal('guide'),
  agency: Id,
  guide: Id,
  helpful: boolean(),
  step: optional(pipe(number(), integer(), minValue(0), maxValue(99))),
});

/** A rating, an opinion or an answer about a guide. */
export const Feedback = variant('kind', [Rating, Opinion, GuideAnswer]);
export type Feedback = InferOutput<typeof Feedback>;

/** Receipt of feedback. */
export const FeedbackReceipt = object({
  kind: picklist(['rating', 'opinion', 'guide']),
  receivedAt: Instant,
  /** Opinions: the tracking code. */
  code: nullable(string()),
  /** Opinions: when an answer is promised. */
  answerBy: nullable(Instant),
});
export type FeedbackReceipt = InferOutput<typeof FeedbackReceipt>;

/** Sends feedback, once. */
export const feedbackCreate = {
  name: 'feedback.create',
  method: 'POST',
  path: '/feedback',
  writes: true,
  input: Feedback,
  output: FeedbackReceipt,
  errors: ['agency-not-found', 'not-offered', 'already-rated', 'ticket-not-valid', 'guide-not-found', 'proof-needed'],
} satisfies Operation;

export const opinionStates = ['received', 'assigned', 'answered', 'closed'] as const;

/** State of an opinion; without its text, which bystanders might read. */
export const OpinionState = object({
  code: string(),
  status: picklist(opinionStates),
  agency: object({ id: Id, name: string() }),
  receivedAt: Instant,
  answerBy: nullable(Instant),
  answer: nullable(object({ at: Instant, by: string(), text: string() })),
  now: Instant,
});
export type OpinionState = InferOutput<typeof OpinionState>;

/** Reads the state of an opinion by its tracking code. */
export const feedbackRead = {
  name: 'feedback.read',
  method: 'POST',
  path: '/feedback/read',
  input: object({ agency: Id, code: pipe(string(), minLength(1), maxLength(32)) }),
  output: OpinionState,
  errors: ['agency-not-found', 'opinion-not-found', 'not-json'],
} satisfies Operation;
