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

/** How satisfied somebody is, from 1 (very dissatisfied) to 5 (very satisfied). */
export const Score = pipe(number(), integer(), minValue(1), maxValue(5));

const text = (most: number) => pipe(string(), maxLength(most));

/** A rating after service: anonymous, or tied to one dossier by the ticket that its lookup gave. */
export const Rating = object({
  kind: literal('rating'),
  agency: Id,
  ticket: optional(text(200)),
  scores: pipe(array(object({ criterion: Id, value: Score })), minLength(1), maxLength(12)),
  reasons: pipe(array(Id), maxLength(12)),
  comment: optional(text(1000)),
});

/** An opinion, a report or a proposal; a formal complaint never comes this way. */
export const Opinion = object({
  kind: literal('opinion'),
  agency: Id,
  text: pipe(string(), minLength(1), maxLength(2000)),
  /** Only when the citizen wants to be called; anonymous otherwise. */
  contact: optional(object({ name: optional(text(100)), phone: pipe(string(), minLength(1), maxLength(20)) })),
  /** What was agreed to: the purpose and the version of the text that was read. */
  consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
});

/** Whether a guide helped, and if not, at which of its steps it did not (from 0). */
export const GuideAnswer = object({
  kind: literal('guide'),
  agency: Id,
  guide: Id,
  helpful: boolean(),
  step: optional(pipe(number(), integer(), minValue(0), maxValue(99))),
});

/** What is sent with the feedback form and from a guide. */
export const Feedback = variant('kind', [Rating, Opinion, GuideAnswer]);
export type Feedback = InferOutput<typeof Feedback>;

/** The proof that something was received. */
export const FeedbackReceipt = object({
  kind: picklist(['rating', 'opinion', 'guide']),
  receivedAt: Instant,
  /** Opinions: the code under which the answer can be read. */
  code: nullable(string()),
  /** Opinions: when an answer is promised. */
  answerBy: nullable(Instant),
});
export type FeedbackReceipt = InferOutput<typeof FeedbackReceipt>;

/** Sends a rating, an opinion or what somebody thinks of a guide, once. */
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

/** An opinion as its sender may see it again: not its text, which others may have over the shoulder. */
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

/** Reads what became of an opinion, by its tracking code. */
export const feedbackRead = {
  name: 'feedback.read',
  method: 'POST',
  path: '/feedback/read',
  input: object({ agency: Id, code: pipe(string(), minLength(1), maxLength(32)) }),
  output: OpinionState,
  errors: ['agency-not-found', 'opinion-not-found', 'not-json'],
} satisfies Operation;
