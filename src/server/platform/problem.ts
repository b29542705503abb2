import type { Problem, Slug } from '../../contract/index.ts';

/** Thrown anywhere in a route: becomes the problem details that the client gets. */
export class ProblemError extends Error {
  readonly slug: Slug;
  readonly extensions: Partial<Pick<Problem, 'detail' | 'retryAfter' | 'errors' | 'alternatives' | 'challenge'>>;

  constructor(slug: Slug, extensions: ProblemError['extensions'] = {}) {
    super(slug);
    this.slug = slug;
    this.extensions = extensions;
  }
}

/** What went wrong below us, told as a refusal; anything unforeseen is `internal`. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && isTransient(code)) return new ProblemError('unavailable', { retryAfter: 5 });
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(error.message)
  ) {
    return new ProblemError('unavailable', { retryAfter: 5 });
  }
  // What the database cannot take as a value is what somebody sent (SQLSTATE class 22, data exception).
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code))
    return new ProblemError('invalid-input', { errors: [{ pointer: '/', code: 'value' }] });
  return new ProblemError('internal');
}

/** SQLSTATE classes that pass by themselves, and the socket errors of a database that is restarting. */
function isTransient(code: string): boolean {
  return /^(?:08|53|57|58|40001|40P01|25006|55P03)/.test(code) || /^E(?:CONN|PIPE|TIMEDOUT|HOSTUNREACH)/.test(code);
}

/**
 * The problem `invalid-input` of one field.
 * @param pointer JSON pointer (RFC 6901) of the field
 * @param code what is wrong, for instance `required`
 * @param detail what the code alone does not say, for instance the name of a missing column
 */
export function invalidInput(pointer: string, code: string, detail?: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer, code, ...(detail && { detail }) }] });
}
