import type { BaseIssue, BaseSchema } from 'valibot';
import type { Slug } from '../problem.ts';

/** The half of an operation that only servers and docs need. */
export interface Request {
  /** All fields, wherever they travel: path, query or body. */
  input: BaseSchema<unknown, unknown, BaseIssue<unknown>>;
  /** Problems beyond the common ones. */
  errors: readonly Slug[];
}

/** Requests by the name of their operation. */
export type Requests = Record<string, Request>;
