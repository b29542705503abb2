import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import type { Slug } from './problem.ts';

type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/**
 * An operation of the REST contract. Widgets import the operations they call, so that bundles contain only the
 * schemas in use; the full table is in `index.ts`.
 */
export interface Operation<Input extends Schema = Schema, Output extends Schema = Schema> {
  /** Stable name; also the key of adapters and the OpenAPI operationId. */
  name: string;
  method: 'GET' | 'POST';
  /**
   * Placeholders in braces are fields of the input; other fields go into the query of a GET or the JSON body of a
   * POST.
   */
  path: string;
  /** Whether the operation writes: it then carries an `Idempotency-Key`. */
  writes?: boolean;
  input: Input;
  output: Output;
  /** Problems beyond the common ones. */
  errors: readonly Slug[];
}

/** Input of an operation. */
export type Input<O extends Operation> = InferOutput<O['input']>;

/** Output of an operation. */
export type Output<O extends Operation> = InferOutput<O['output']>;
