import { sql } from 'kysely';
import leven from 'leven';
import type { Db } from '../../platform/database.ts';
import { hasTrigrams } from '../../platform/trigrams.ts';

/** Words and pairs that are less alike are different words. */
const leastAlike = 0.55;
/** Words of the catalogue that are compared where the database has no trigrams. */
const maxCompared = 5000;

/** A word or pair of the catalogue, with the number of procedures that have it. */
interface Counted {
  word: string;
  procedures: number;
}

/** A word or pair of the catalogue that is like one that was asked for, and how much: 1 is the same. */
interface Similar extends Counted {
  asked: string;
  share: number;
}

const known = new WeakMap<Db, Promise<boolean>>();

/** For words and pairs that the catalogue does not have, the one that is most alike, if one is. */
export async function similarWords(db: Db, asked: readonly string[]): Promise<Similar[]> {
  if (!asked.length) return [];
  if (!known.has(db)) {
    const found = hasTrigrams(db);
    known.set(db, found);
    // A database that was away is asked again.
    found.catch(() => known.delete(db));
  }
  return (await known.get(db))
    ? byTrigrams(db, asked)
    : (await Promise.all(asked.map(word => byLetters(db, word)))).flat();
}

async function byTrigrams(db: Db, asked: readonly string[]): Promise<Similar[]> {
  // The threshold holds for this statement: fewer rows come from the index where it is set before.
  const { rows } = await sql<Similar>`
    select distinct on (asked) asked, word, procedures, share
    from (select set_config('pg_trgm.similarity_threshold', ${String(leastAlike)}, true) offset 0) as threshold
      cross join unnest(${asked}::text[]) as asked
      cross join lateral (
        select word, procedures, similarity(word, asked) as share from search_word
        where word % asked and similarity(word, asked) >= ${leastAlike} and procedures > 0
      ) as found
    order by asked, share desc, procedures desc, word`.execute(db);
  return rows;
}

/** Slower: reads all words of about the same length that begin with the same letter, and counts the letters that differ. */
async function byLetters(db: Db, asked: string): Promise<Similar[]> {
  const { rows } = await sql<Counted>`
    select word, procedures from search_word
    where word >= ${asked[0]!} and word < ${`${asked[0]!}~`} and procedures > 0
      and length(word) between ${asked.length - 2} and ${asked.length + 2}
    order by procedures desc, word limit ${maxCompared}`.execute(db);
  const all = rows.map(({ word, procedures }) => ({
    asked,
    word,
    procedures,
    share: 1 - (2 * leven(asked, word)) / (asked.length + 1),
  }));
  const [best] = all.filter(({ share }) => share >= leastAlike).sort((a, b) => b.share - a.share);
  return best ? [best] : [];
}

/** Completions that are looked at. */
const maxCompletions = 6;

/** Words and pairs of the catalogue that begin so, the most common first. */
export async function completionsOf(db: Db, begun: readonly string[]): Promise<Counted[]> {
  if (!begun.length) return [];
  const { rows } = await sql<Counted>`
    select word, procedures from unnest(${begun}::text[]) as begun, lateral (
      select word, procedures from search_word
      where word >= begun and word < begun || '~' and procedures > 0 order by procedures desc, word limit ${maxCompletions}
    ) as found order by procedures desc`.execute(db);
  return rows;
}
