import type { Problem, Slug } from '../contract/index.ts';

/** Keys and indexes that lead to a place in a map. */
export type Path = readonly (string | number)[];

/** Formats a path: `operations."dossier.read".answer.timeline[0]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text && '.'}${/^[\w$]+$/.test(part) ? part : JSON.stringify(part)}`;
  }
  return text;
}

/** An error of a map, found before use. */
export interface Mistake {
  path: Path;
  message: string;
  hint?: string | undefined;
  /** Line of the file, from 1, where known. */
  line?: number;
}

/** A map that cannot be used. */
export class BadMap extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(mistakeText).join('\n'));
    this.mistakes = mistakes;
  }
}

/** One line for a mistake: where, what, and how to mend it. */
export const mistakeText = ({ path, message, hint, line }: Mistake): string =>
  `${line ? `line ${line}: ` : ''}${pathText(path) || 'map'}: ${message}${hint ? ` (${hint})` : ''}`;

/**
 * The map does not fit the answer: an expression failed, or the result does not match the contract. Holds no mapped
 * values.
 */
export class MapFailed extends Error {
  readonly path: Path;
  readonly why: string;

  constructor(path: Path, why: string) {
    super(`${pathText(path)}: ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** The upstream system refused, as a problem of the contract. */
export class MapRefusal extends Error {
  readonly slug: Slug;
  readonly extensions: Partial<Pick<Problem, 'detail' | 'retryAfter' | 'errors' | 'alternatives' | 'challenge'>>;
  /** A login that was kept is no longer taken. */
  readonly isLoginOver: boolean;

  constructor(slug: Slug, more: MapRefusal['extensions'] = {}, isLoginOver = false) {
    super(slug);
    this.slug = slug;
    this.extensions = more;
    this.isLoginOver = isLoginOver;
  }
}

/** No usable answer. `unsent`: the request has certainly not been processed and can be repeated. */
export class ExchangeFailed extends Error {
  readonly kind: 'unsent' | 'network' | 'timed-out' | 'too-large' | 'cancelled' | 'not-understood';

  constructor(kind: ExchangeFailed['kind']) {
    super(kind);
    this.kind = kind;
  }
}
