import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import { searchKey } from '../../../domain/search.ts';

interface EverydayWords {
  /** Said around what is searched for. */
  ignored: string[];
  /** Phrases of one meaning, read as the first of them. */
  same: string[][];
  /**
   * How people call things, and how the names of procedures do. `mất + sổ đỏ` stands for both phrases, anywhere in the
   * search and in any order.
   */
  meanings: { said: string[]; means: string }[];
}

/** A word of a search: as it is compared, and with its marks where it was typed with any. */
export interface Word {
  folded: string;
  marked?: string;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** A word with its marks, wherever its tone stands (`hòa`, `hoà`) and with i for y at its end (`kỹ`, `kĩ`). */
function markedKey(word: string): string {
  const parts = word.normalize('NFD');
  const tone = parts.match(tones)?.join('') ?? '';
  return parts.replace(tones, '').normalize('NFC').replace(/y$/, 'i') + tone;
}

/** Words of a text as they are searched for: folded, without punctuation but dots in codes. */
export const wordsOf = (text: string): Word[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}.]+|\.+(?![\p{L}\p{N}])/gu, ' ')
    .trim()
    .split(' ')
    .map(typed => ({ typed, folded: searchKey(typed).replace(/[^a-z0-9.]/g, '') }))
    .filter(({ folded }) => folded)
    .map(({ typed, folded }) => (foldDiacritics(typed) === typed ? { folded } : { folded, marked: markedKey(typed) }));

/** The words of a text without their marks. */
const foldedWords = (text: string): string[] => wordsOf(text).map(({ folded }) => folded);

type Phrase = readonly Word[];

/** What is typed with marks means only what has the same: `đại` is not `Đài`, `cuối` not `cưới`. */
const isSame = (typed: Word | undefined, { folded, marked }: Word): boolean =>
  typed?.folded === folded && (typed.marked === undefined || typed.marked === marked);

/** Where a phrase begins in a search; -1 where it does not stand. */
const placeOf = (words: Phrase, phrase: Phrase): number =>
  words.findIndex((_, at) => phrase.every((word, nth) => isSame(words[at + nth], word)));

const lengthOf = (phrase: Phrase): number => phrase.reduce((sum, { folded }) => sum + folded.length + 1, 0);
const longestFirst = (a: Phrase, b: Phrase): number => lengthOf(b) - lengthOf(a);
const { ignored, same, meanings } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'everyday-words.json'), 'utf8'),
) as EverydayWords;
const ignoredPhrases = ignored.map(wordsOf).sort(longestFirst);
const samePhrases = same
  .flatMap(all => all.map(each => ({ phrase: wordsOf(each), first: wordsOf(all[0]!) })))
  .sort((a, b) => longestFirst(a.phrase, b.phrase));

/** A search in the words of one who asks briefly: without the words around it; all of it where nothing would be left. */
export function plainWords(words: Phrase): Word[] {
  // A piece that was replaced is not replaced again.
  let pieces: { words: Phrase; isDone: boolean }[] = [{ words, isDone: false }];
  const replace = (phrase: Phrase, by: Phrase) => {
    pieces = pieces.flatMap(piece => {
      const at = piece.isDone ? -1 : placeOf(piece.words, phrase);
      if (at < 0) return piece;
      const rest = { words: piece.words.slice(at + phrase.length), isDone: false };
      return [{ words: piece.words.slice(0, at), isDone: false }, { words: by, isDone: true }, rest];
    });
  };
  for (const { phrase, first } of samePhrases) replace(phrase, first);
  for (const phrase of ignoredPhrases) replace(phrase, []);
  const left = pieces.flatMap(piece => piece.words);
  return left.length ? left : [...words];
}

const said = meanings
  .flatMap(({ said: all, means }) =>
    all.map(each => {
      const phrases = each.split('+').map(phrase => plainWords(wordsOf(phrase)));
      return { phrases, length: lengthOf(phrases.flat()), means: foldedWords(means) };
    }),
  )
  .sort((a, b) => b.length - a.length);

/** Official words for what is said in a search, the longest phrases first, and what is left of it in pieces. */
export function meaningsOf(words: Phrase): { means: string[][]; rest: string[][] } {
  const means: string[][] = [];
  let pieces: Phrase[] = [words];
  for (const each of said) {
    const left = each.phrases.reduce<Phrase[] | undefined>((found, phrase) => found && without(found, phrase), pieces);
    if (!left) continue;
    means.push(each.means);
    pieces = left;
  }
  return { means, rest: pieces.filter(piece => piece.length).map(piece => piece.map(({ folded }) => folded)) };
}

/** Pieces without a phrase; undefined where it does not stand. */
function without(pieces: readonly Phrase[], phrase: Phrase): Phrase[] | undefined {
  for (const [nth, piece] of pieces.entries()) {
    const at = placeOf(piece, phrase);
    if (at < 0) continue;
    return [...pieces.slice(0, nth), piece.slice(0, at), piece.slice(at + phrase.length), ...pieces.slice(nth + 1)];
  }
  return undefined;
}
