import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { leadOn, type ListedProcedure } from '../lead-on.ts';
import { meaningsOf, plainWords, type Word, wordsOf } from './everyday.ts';
import { completionsOf, similarWords } from './similar-words.ts';
import { withoutTelex } from './telex.ts';

/** Words of a search that are looked at. */
const maxWords = 16;
/** What is less like the search than this part of the best match is left out. */
const worstShare = 0.4;
/** Words and pairs that are looked for in other spellings. */
const maxMistyped = 2;
/** What literal words count where they also have an everyday meaning. */
const besideMeaning = 0.4;
const asCompletion = 0.8;

/** A procedure that was found. */
export interface FoundProcedure extends ListedProcedure {
  /** How much of the search it has, rare words more: 1 is all of it. */
  coverage: number;
}

/** What has less of a search is not shown at all. */
const leastCoverage = 0.08;
/** What has less of a search is not what is meant. */
export const meantCoverage = 0.35;

/** Codes of the procedures that are meant by a search; none where nothing is like it. */
export async function meantProcedures(db: Db, search: string, limit: number): Promise<string[]> {
  const found = await searchProcedures(db, search, limit);
  const meant = found.filter(({ coverage }) => coverage >= meantCoverage);
  return (await leadOn(db, meant)).map(({ code }) => code);
}

/**
 * Searches procedures as people speak: without diacritics, in everyday words, with acronyms and typing mistakes.
 * @returns the best match first
 */
export async function searchProcedures(db: Db, search: string, limit: number): Promise<FoundProcedure[]> {
  const typed = wordsOf(search).slice(0, maxWords);
  if (!typed.length) return [];
  const plain = plainWords(await readable(db, typed));
  const words = plain.map(({ folded }) => folded);
  const { means, rest } = meaningsOf(plain);
  const weights = weigh(words, means, rest);
  const known = await countsOf(db, [...weights.keys()]);
  // What is meant is clear where an everyday word was found.
  const mistyped = means.length ? [] : mistypedIn(words, known).slice(0, maxMistyped);
  // The last word may still be typed.
  const begun = known.has(words.at(-1)!) ? [] : [words.at(-1)!, ...pairsOf(words.slice(-2))];
  const [similar, completions] = await Promise.all([similarWords(db, mistyped), completionsOf(db, begun)]);
  // What has no word like it in the catalogue counts as not found.
  const read = new Set([...known.keys(), ...similar.map(({ asked }) => asked), ...(completions.length ? begun : [])]);
  let unknown = 0;
  for (const [term, weight] of weights) if (!read.has(term)) unknown += weight;
  for (const { asked, word, share } of similar) add(weights, word, share * weights.get(asked)!);
  for (const { word } of completions) add(weights, word, asCompletion);
  for (const { word, procedures } of [...similar, ...completions]) known.set(word, procedures);
  return rank(db, termsBy(known, weights), { limit, unknown });
}

/** Words of a search, and pairs of neighbouring ones, with what they count. */
type Weights = Map<string, number>;

function weigh(words: readonly string[], means: readonly string[][], rest: readonly string[][]): Weights {
  const weights: Weights = new Map();
  for (const part of means) for (const term of termsOf(part)) add(weights, term, 1);
  for (const part of rest) for (const term of termsOf(part)) add(weights, term, means.length ? besideMeaning : 1);
  for (const term of termsOf(words)) add(weights, term, besideMeaning);
  return weights;
}

function add(weights: Weights, term: string, weight: number): void {
  weights.set(term, Math.max(weight, weights.get(term) ?? 0));
}

const pairsOf = (words: readonly string[]): string[] => words.slice(1).map((word, i) => `${words[i]} ${word}`);
const termsOf = (words: readonly string[]): string[] => [...words, ...pairsOf(words)];

/**
 * What may be mistyped: words that the catalogue does not have, with the word before them, and pairs of words that it
 * has, but neither of them beside the other neighbour, as `ket hom` after `dang ky`.
 */
function mistypedIn(words: readonly string[], known: ReadonlyMap<string, number>): string[] {
  const isUnknown = words.map(word => !known.has(word));
  const pairs = pairsOf(words);
  const isAlone = words.map((_, at) => !known.has(pairs[at - 1] ?? '') && !known.has(pairs[at] ?? ''));
  if (!pairs.length) return words.filter((word, at) => isUnknown[at] && word.length > 2);
  return pairs.filter((_, at) => isUnknown[at + 1] || (at === 0 && isUnknown[0]) || (isAlone[at] && isAlone[at + 1]));
}

/** Words that were typed without an input method are read as they were meant, where the catalogue knows them so. */
async function readable(db: Db, typed: readonly Word[]): Promise<Word[]> {
  const meant = typed.map(({ folded }) => withoutTelex(folded));
  if (meant.every((word, i) => word === typed[i]!.folded)) return [...typed];
  const known = await countsOf(db, [...typed.map(({ folded }) => folded), ...meant]);
  return typed.map((word, i) => (!known.has(word.folded) && known.has(meant[i]!) ? { folded: meant[i]! } : word));
}

/** Terms that the catalogue has, with the number of procedures that have them. */
async function countsOf(db: Db, terms: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ word: string; procedures: number }>`
    select word, procedures from search_word where word = any(${terms}::text[]) and procedures > 0`.execute(db);
  return new Map(rows.map(({ word, procedures }) => [word, procedures]));
}

/**
 * Rows of terms that are read for one search. Where it has more, its common terms, `đăng ký` or `giấy`, count only for
 * the best matches of the others.
 */
const maxRead = 200;
const maxCandidates = 30;

interface Terms {
  words: string[];
  weights: number[];
}

/** The terms of a search, rare and common ones; those that few procedures have count more (inverse document frequency). */
function termsBy(known: ReadonlyMap<string, number>, weights: Weights): { rare: Terms; common: Terms } {
  const terms = [...weights]
    .flatMap(([word, weight]) => {
      const procedures = known.get(word);
      return procedures ? [{ word, procedures, weight: weight / procedures ** 0.4 }] : [];
    })
    .sort((a, b) => a.procedures - b.procedures || (a.word < b.word ? -1 : 1));
  const [rare, common]: [Terms, Terms] = [
    { words: [], weights: [] },
    { words: [], weights: [] },
  ];
  let read = 0;
  for (const { word, weight, procedures } of terms) {
    read += procedures;
    const { words, weights: own } = read <= maxRead || !rare.words.length ? rare : common;
    words.push(word);
    own.push(weight);
  }
  return { rare, common };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

async function rank(
  db: Db,
  { rare, common }: { rare: Terms; common: Terms },
  { limit, unknown }: { limit: number; unknown: number },
): Promise<FoundProcedure[]> {
  if (!rare.words.length) return [];
  const asked = ({ words, weights }: Terms) =>
    sql`unnest(${words}::text[], ${weights}::float8[]) as asked(word, weight) join procedure_word using (word)`;
  const { rows } = await sql<ListedProcedure & { score: number; matched: number }>`
    with candidate as materialized (
      select procedure, sum(procedure_word.weight * asked.weight) as score, sum(asked.weight) as matched
      from ${asked(rare)} group by procedure order by score desc, procedure limit ${maxCandidates}
    )
    select code, name, short_name, field, words, folded, facts->>'replacedBy' as replaced_by,
      candidate.score + coalesce(common.score, 0) as score, candidate.matched + coalesce(common.matched, 0) as matched
    from candidate join procedure on code = candidate.procedure
      left join lateral (
        select sum(procedure_word.weight * asked.weight) as score, sum(asked.weight) as matched
        from ${asked(common)} where procedure_word.procedure = candidate.procedure
      ) as common on true
    order by score desc, code limit ${limit}`.execute(db);
  const best = rows[0]?.score ?? 0;
  const all = unknown + sumOf(rare.weights) + sumOf(common.weights);
  return rows
    .filter(({ score }) => score >= worstShare * best)
    .map(({ matched, ...row }) => ({ ...row, coverage: matched / all }))
    .filter(({ coverage }) => coverage >= leastCoverage);
}
