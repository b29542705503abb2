import type { Operation } from './operation.ts';
import { Id, type InferOutput, Instant, nullable, object, picklist, string } from './schema.ts';

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
  output: FeedbackReceipt,
} as const satisfies Operation;

/** `assigned`: an officer works on it; `closed`: ended without an answer. */
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
  output: OpinionState,
} as const satisfies Operation;
