import type { BaseIssue, BaseSchema, InferOutput } from './schema.ts';

type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/**
 * An operation of the REST contract: what a browser needs of it. Widgets import the operations they call, so that
 * bundles contain only the schemas in use; the full table is in `index.ts`, inputs and errors in `requests/`.
 */
export interface Operation<Output extends Schema = Schema> {
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
  /** Whether it is sent while the page is being left, as `keepalive` of the Fetch standard. */
  keepalive?: boolean;
  output: Output;
}

/** Output of an operation. */
export type Output<O extends Operation> = InferOutput<O['output']>;
