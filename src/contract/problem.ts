import { array, looseObject, number, optional, string, type InferOutput } from 'valibot';

/**
 * Every problem that a backend can name, with its HTTP status. The list is closed: `docs/errors.md` has a section for
 * each, and the tests meet each.
 */
export const problems = {
  'idempotency-key-missing': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'no-such-operation': 404,
  'agency-not-found': 404,
  'procedure-not-found': 404,
  'dossier-not-found': 404,
  'opinion-not-found': 404,
  'service-not-found': 404,
  'place-not-found': 404,
  'appointment-not-found': 404,
  'waiting-not-found': 404,
  'guide-not-found': 404,
  'method-not-allowed': 405,
  'not-offered': 409,
  'outcome-unknown': 409,
  'already-rated': 409,
  'ticket-not-valid': 409,
  'idempotency-in-progress': 409,
  'changed-meanwhile': 409,
  'slot-taken': 409,
  'slot-closed': 409,
  'slot-free': 409,
  'already-booked': 409,
  'visit-already-booked': 409,
  'too-many-appointments': 409,
  'too-many-missed': 409,
  'phone-unconfirmed': 409,
  'appointment-fixed': 409,
  'hold-expired': 410,
  'too-large': 413,
  'not-json': 415,
  'invalid-input': 422,
  'idempotency-key-reused': 422,
  'proof-needed': 428,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type Slug = keyof typeof problems;

/** Problems that any operation can answer with. */
export const commonErrors = ['invalid-input', 'too-large', 'too-many-requests', 'internal', 'unavailable'] as const;

/** Problems that any operation that writes can answer with, beside the common ones. */
export const writeErrors = [
  'not-json',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'idempotency-in-progress',
  'outcome-unknown',
] as const;

/**
 * Problem details of RFC 9457. A foreign backend may leave out everything but `type` and `status`.
 */
export const Problem = looseObject({
  /** A URI whose last part is the slug, for instance `https://…/errors#dossier-not-found`. */
  type: string(),
  title: optional(string()),
  status: number(),
  detail: optional(string()),
  /** Names this answer in the server's log: the number that a citizen can read out to the desk. */
  requestId: optional(string()),
  /** Seconds until the same question may be asked again; the same as the header, for pages that cannot read it. */
  retryAfter: optional(number()),
  /** `slot-taken`, `slot-closed`: the nearest times that are free, as slots, nearest first. */
  alternatives: optional(array(looseObject({}))),
  /** `proof-needed`: the sum to do, as `challenge.read` gives it. Since 1.8. */
  challenge: optional(looseObject({})),
  /** What is wrong with which field. */
  errors: optional(array(looseObject({ pointer: string(), code: string(), detail: optional(string()) }))),
});
export type Problem = InferOutput<typeof Problem>;

/** The slug of a problem: what stands behind the last `#` or `/` of its type. */
export function slugOf(problem: Problem): string {
  return problem.type.slice(Math.max(problem.type.lastIndexOf('#'), problem.type.lastIndexOf('/')) + 1);
}
