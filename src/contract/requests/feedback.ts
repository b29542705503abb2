import {
  array,
  boolean,
  type InferOutput,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  pipe,
  variant,
} from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText, text } from './text.ts';

/** Satisfaction from 1 (very dissatisfied) to 5 (very satisfied). */
export const Score = pipe(number(), integer(), minValue(1), maxValue(5));

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
  text: filledText(2000),
  /** Only when the citizen wants to be contacted; otherwise anonymous. */
  contact: optional(object({ name: optional(text(100)), phone: filledText(20) })),
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

/** Inputs and errors. */
export const feedbackRequests = {
  'feedback.create': {
    input: Feedback,
    errors: ['agency-not-found', 'not-offered', 'already-rated', 'ticket-not-valid', 'guide-not-found', 'proof-needed'],
  },
  'feedback.read': {
    input: object({ agency: Id, code: filledText(32) }),
    errors: ['agency-not-found', 'opinion-not-found', 'not-json'],
  },
} satisfies Requests;
