/** Something wrong in an office file. */
export interface Mistake {
  /** From 1. */
  line: number;
  /** As `agencies[0].places[1].hours`. */
  path: string;
  /** Key of `mistakes` in the texts. */
  code: string;
  /** What the text needs. */
  values: (string | number)[];
}

export type Path = readonly (string | number)[];

/** Thrown with all that is wrong with an office file. */
export class OfficeMistakes extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super('office file');
    this.mistakes = mistakes;
  }
}

/** More are of no use to anybody. */
export const mostMistakes = 200;

/** The first mistakes, by line. */
export const firstMistakes = (mistakes: Mistake[]): Mistake[] =>
  mistakes.sort((a, b) => a.line - b.line).slice(0, mostMistakes);

/** A path as one writes it. */
export const writePath = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text && '.'}${step}`),
    '',
  );
