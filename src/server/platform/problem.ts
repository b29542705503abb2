import type { Problem, Slug } from '../../contract/index.ts';

/** An expected error of a request: sent as problem details (RFC 9457). */
export class ProblemError extends Error {
  readonly slug: Slug;
  readonly extensions: Partial<Pick<Problem, 'detail' | 'retryAfter' | 'errors' | 'alternatives' | 'challenge'>>;

  constructor(slug: Slug, extensions: ProblemError['extensions'] = {}) {
    super(slug);
    this.slug = slug;
    this.extensions = extensions;
  }
}

/**
 * The problem that an error is sent as. Lost database connections and lock timeouts become `unavailable`, values that
 * the database rejects `invalid-input`, unforeseen errors `internal`.
 */
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
  // SQLSTATE class 22 (data exception): a value of the request that the database cannot store.
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code))
    return new ProblemError('invalid-input', { errors: [{ pointer: '/', code: 'value' }] });
  return new ProblemError('internal');
}

/** SQLSTATE classes and socket errors that are worth a retry. */
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

/** Collects what is wrong with the fields of a form or row, so that all of it is told at once. */
export class FieldErrors {
  readonly #errors: { pointer: string; code: string; detail?: string }[] = [];

  /**
   * Notes an error; the value of the field is not needed any more.
   * @param detail where it is, for instance a line number
   */
  reject(pointer: string, code: string, detail?: string): undefined {
    this.#errors.push({ pointer, code, ...(detail && { detail }) });
  }

  /** @throws ProblemError `invalid-input` when an error was noted */
  throwIfAny(): void {
    if (this.#errors.length) throw new ProblemError('invalid-input', { errors: this.#errors });
  }
}
