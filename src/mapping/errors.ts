import type { Problem, Slug } from '../contract/index.ts';

/** Keys and numbers that lead to a place in a map. */
export type Path = readonly (string | number)[];

/** The path as people write it: `operations."dossier.read".answer.timeline[0]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text && '.'}${/^[\w$]+$/.test(part) ? part : JSON.stringify(part)}`;
  }
  return text;
}

/** Something wrong in a map, found before it is used. */
export interface Mistake {
  path: Path;
  message: string;
  hint?: string | undefined;
  /** Of the file, counted from 1; where the text is known. */
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

export const mistakeText = ({ path, message, hint, line }: Mistake): string =>
  `${line ? `line ${line}: ` : ''}${pathText(path) || 'map'}: ${message}${hint ? ` (${hint})` : ''}`;

/** A map did not fit what came: an expression failed, or its answer is not of the contract. Never holds what was mapped. */
export class MapFailed extends Error {
  readonly path: Path;
  readonly why: string;

  constructor(path: Path, why: string) {
    super(`${pathText(path)}: ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** The other system said no, in the contract's words. */
export class MapRefusal extends Error {
  readonly slug: Slug;
  readonly extensions: Partial<Pick<Problem, 'detail' | 'retryAfter' | 'errors' | 'alternatives'>>;

  constructor(slug: Slug, more: MapRefusal['extensions'] = {}) {
    super(slug);
    this.slug = slug;
    this.extensions = more;
  }
}

/**
 * Nothing, or nothing that can be used, came over the wire.
 * `unsent`: the other system has not got the request, so that it can be sent again whatever it asks for.
 */
export class ExchangeFailed extends Error {
  readonly kind: 'unsent' | 'network' | 'timed-out' | 'too-large' | 'cancelled' | 'not-understood';

  constructor(kind: ExchangeFailed['kind']) {
    super(kind);
    this.kind = kind;
  }
}
