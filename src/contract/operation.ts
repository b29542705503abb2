import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import type { Slug } from './problem.ts';

type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/**
 * One question that can be asked over REST. A widget names the operation at the place where it asks, so its file
 * carries only the schemas that it uses; the whole table is in `index.ts`, for the server and the docs.
 */
export interface Operation<Input extends Schema = Schema, Output extends Schema = Schema> {
  /** Stable name, also the key of a plugin's adapter and the OpenAPI operationId. */
  name: string;
  method: 'GET' | 'POST';
  /** Parts in braces are fields of the input; what is left goes into the query of a GET or the JSON body of a POST. */
  path: string;
  /** The operation changes something: it carries an `Idempotency-Key` and is never done twice. */
  writes?: boolean;
  input: Input;
  output: Output;
  /** Problems beyond those that every operation can have. */
  errors: readonly Slug[];
}

/** What a caller passes to an operation. */
export type Input<O extends Operation> = InferOutput<O['input']>;

/** What an operation answers. */
export type Output<O extends Operation> = InferOutput<O['output']>;
