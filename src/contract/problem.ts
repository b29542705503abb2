import { array, type InferOutput, looseObject, number, optional, string } from './schema.ts';

/** All problems with their HTTP status. The list is closed: `docs/errors.md` has a section for each. */
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
  'notice-not-found': 404,
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
  'already-claimed': 409,
  'not-claimed': 409,
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

/** Stable name of a problem. */
export type Slug = keyof typeof problems;

/** Problems of any operation. */
export const commonErrors = ['invalid-input', 'too-large', 'too-many-requests', 'internal', 'unavailable'] as const;

/** Additional problems of any operation that writes. */
export const writeErrors = [
  'not-json',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'idempotency-in-progress',
  'outcome-unknown',
] as const;

/** Problem details (RFC 9457). Other backends may omit everything but `type` and `status`. */
export const Problem = looseObject({
  /** A URI that ends with the slug, for instance `https://…/errors#dossier-not-found`. */
  type: string(),
  title: optional(string()),
  status: number(),
  detail: optional(string()),
  /** Identifies the request in the server's log; citizens can read it out to the desk. */
  requestId: optional(string()),
  /** Seconds until a retry, as in the `Retry-After` header, which pages may be unable to read. */
  retryAfter: optional(number()),
  /** `slot-taken`, `slot-closed`: the nearest free slots, nearest first. */
  alternatives: optional(array(looseObject({}))),
  /** `proof-needed`: the challenge to solve, as of `challenge.read`. Since 1.8. */
  challenge: optional(looseObject({})),
  /** Errors by field. */
  errors: optional(array(looseObject({ pointer: string(), code: string(), detail: optional(string()) }))),
});
export type Problem = InferOutput<typeof Problem>;

/** The slug of a problem: what follows the last `#` or `/` of its type. */
export function slugOf(problem: Problem): string {
  return problem.type.slice(Math.max(problem.type.lastIndexOf('#'), problem.type.lastIndexOf('/')) + 1);
}
