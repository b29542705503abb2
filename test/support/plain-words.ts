import { plainWords, wordsOf } from '../../src/server/procedures/search/everyday.ts';

/** A search as it is read, in folded words. */
export const plain = (search: string): string =>
  plainWords(wordsOf(search))
    .map(({ folded }) => folded)
    .join(' ');
