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
  const known = await knownOf(db, [...weights.keys()]);
  // What is meant is clear where an everyday word was found.
  const mistyped = means.length ? [] : mistypedIn(words, known).slice(0, maxMistyped);
  // The last word may still be typed.
  const begun = known.has(words.at(-1)!) ? [] : [words.at(-1)!, ...pairsOf(words.slice(-2))];
  const [similar, completions] = await Promise.all([similarWords(db, mistyped), completionsOf(db, begun)]);
  for (const { asked, word, share } of similar) add(weights, word, share * weights.get(asked)!);
  for (const word of completions) add(weights, word, asCompletion);
  let unknown = 0;
  for (const [term, weight] of weights) if (!known.has(term)) unknown += weight;
  return rank(db, weights, { limit, unknown });
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
 * What may be mistyped: words that the catalogue does not have, with their neighbours, and pairs of words that it has,
 * but neither of them beside the other neighbour, as `ket hom` after `dang ky`.
 */
function mistypedIn(part: readonly string[], known: ReadonlySet<string>): string[] {
  const isAtHome = (at: number) =>
    known.has(pairsOf(part.slice(Math.max(0, at - 1), at + 1))[0] ?? '') ||
    known.has(pairsOf(part.slice(at, at + 2))[0] ?? '');
  const isOdd = part.map((word, at) => !known.has(word) || !isAtHome(at));
  const isMistyped = (at: number) => !known.has(part[at]!) || !known.has(part[at + 1]!) || (isOdd[at] && isOdd[at + 1]);
  const pairs = pairsOf(part).filter((_, at) => isMistyped(at));
  return part.length > 1 ? pairs : part.filter(word => !known.has(word) && word.length > 2);
}

/** Words that were typed without an input method are read as they were meant, where the catalogue knows them so. */
async function readable(db: Db, typed: readonly Word[]): Promise<Word[]> {
  const meant = typed.map(({ folded }) => withoutTelex(folded));
  if (meant.every((word, i) => word === typed[i]!.folded)) return [...typed];
  const known = await knownOf(db, [...typed.map(({ folded }) => folded), ...meant]);
  return typed.map((word, i) => (!known.has(word.folded) && known.has(meant[i]!) ? { folded: meant[i]! } : word));
}

async function knownOf(db: Db, terms: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ word: string }>`
    select word from search_word where word = any(${terms}::text[]) and procedures > 0`.execute(db);
  return new Set(rows.map(({ word }) => word));
}

/**
 * Rows of common words, `đăng ký` or `giấy`, that are read for one search; where a search has more, its common words
 * count only for the best matches of the others.
 */
const maxRead = 200;
const maxCandidates = 30;

/** Words that few procedures have count more (inverse document frequency). */
async function rank(
  db: Db,
  weights: Weights,
  { limit, unknown }: { limit: number; unknown: number },
): Promise<FoundProcedure[]> {
  const { rows } = await sql<FoundProcedure & { score: number }>`
    with asked as materialized (
      select word, asked.weight / power(procedures::float8, 0.4) as weight,
        sum(procedures) over (order by procedures, word) <= greatest(${maxRead}, min(procedures) over ()) as is_rare
      from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) as asked(word, weight)
        join search_word using (word)
      where procedures > 0
    ), candidate as materialized (
      select procedure, sum(procedure_word.weight * asked.weight) as score, sum(asked.weight) as matched
      from asked join procedure_word using (word)
      where is_rare group by procedure order by score desc, procedure limit ${maxCandidates}
    )
    select code, name, short_name, field, words, folded, facts->>'replacedBy' as replaced_by,
      candidate.score + coalesce(common.score, 0) as score,
      (candidate.matched + coalesce(common.matched, 0)) / (${unknown}::float8 + (select sum(weight) from asked)) as coverage
    from candidate join procedure on code = candidate.procedure
      left join lateral (
        select sum(procedure_word.weight * asked.weight) as score, sum(asked.weight) as matched
        from asked join procedure_word using (word)
        where not is_rare and procedure_word.procedure = candidate.procedure
      ) as common on true
    order by score desc, code limit ${limit}`.execute(db);
  const best = rows[0]?.score ?? 0;
  return rows.filter(({ score, coverage }) => score >= worstShare * best && coverage >= leastCoverage);
}
