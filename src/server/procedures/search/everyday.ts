import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const { ignored, same, meanings } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'everyday-words.json'), 'utf8'),
) as EverydayWords;

/** Words of a text as they are searched for: folded, without punctuation but dots in codes. */
export const wordsOf = (text: string): string[] =>
  searchKey(text)
    .replace(/[^a-z0-9.]+|\.+(?![a-z0-9])/g, ' ')
    .trim()
    .split(' ')
    .filter(Boolean);

const spaced = (words: readonly string[]): string => ` ${words.join(' ')} `;
const split = (text: string): string[] => text.trim().split(/ +/).filter(Boolean);
const byLength = (a: string, b: string): number => b.length - a.length;

const ignoredPhrases = ignored.map(phrase => spaced(wordsOf(phrase))).sort(byLength);
const samePhrases = same
  .flatMap(all => all.map(each => [spaced(wordsOf(each)), spaced(wordsOf(all[0]!))] as const))
  .sort(([a], [b]) => byLength(a, b));

/** A search in the words of one who asks briefly: without the words around it; all of it where nothing would be left. */
export function plainWords(words: readonly string[]): string[] {
  let text = spaced(words);
  // A marker keeps a phrase that was replaced from being replaced again.
  const found: string[] = [];
  for (const [phrase, first] of samePhrases)
    while (text.includes(phrase)) text = text.replace(phrase, ` #${found.push(first) - 1} `);
  for (const phrase of ignoredPhrases) while (text.includes(phrase)) text = text.replace(phrase, ' ');
  const left = split(text.replace(/#(\d+)/g, (_, i: string) => found[Number(i)]!));
  return left.length ? left : [...words];
}

const said = meanings
  .flatMap(({ said: all, means }) =>
    all.map(each => {
      const phrases = each.split('+').map(phrase => spaced(plainWords(wordsOf(phrase))));
      return { phrases, length: phrases.join('').length, means: wordsOf(means) };
    }),
  )
  .sort((a, b) => b.length - a.length);

/** Official words for what is said in a search, the longest phrases first, and what is left of it in pieces. */
export function meaningsOf(words: readonly string[]): { means: string[][]; rest: string[][] } {
  const means: string[][] = [];
  let text = spaced(words);
  for (const each of said) {
    const taken = each.phrases.reduce(
      (left, phrase) => (left.includes(phrase) ? left.replace(phrase, ' | ') : '-'),
      text,
    );
    if (taken === '-') continue;
    means.push(each.means);
    text = taken;
  }
  return {
    means,
    rest: text
      .split('|')
      .map(split)
      .filter(part => part.length),
  };
}
