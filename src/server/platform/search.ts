import { type RawBuilder, sql } from 'kysely';
import { finalY, searchKey } from '../../domain/search.ts';

/** Each word costs processor time for each row. */
const maxWords = 8;

/** SQL condition: a folded column contains the first eight words of a search, with y and i alike at the end of a syllable. */
export function containsWords(search: string, column = 'folded'): RawBuilder<boolean> {
  const words = [...new Set(searchKey(search).split(' '))].filter(Boolean).slice(0, maxWords);
  return words.length
    ? sql<boolean>`(${sql.join(
        words.map(word => containsText(word, column)),
        sql` and `,
      )})`
    : sql<boolean>`true`;
}

/** SQL condition: a folded column contains a search as it stands. */
export const containsText = (search: string, column = 'folded'): RawBuilder<boolean> =>
  sql<boolean>`regexp_replace(${sql.ref(column)}, ${finalY}, '\\1i', 'g') like ${`%${searchKey(search).replace(/[\\%_]/g, '\\$&')}%`}`;
