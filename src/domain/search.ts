import { foldDiacritics } from './fold-diacritics.ts';

/** A y at the end of a syllable, where i is written as well: `quý` and `quí`, `lý` and `lí`, `kỹ` and `kĩ`. */
export const finalY = '(qu|[bcdghklmnprstvx])y(?![a-z])';
const everyFinalY = new RegExp(finalY, 'g');

/** Text for searching: folded, and with i for y where both spellings are in use. */
export const searchKey = (text: string): string => foldDiacritics(text).replace(everyFinalY, '$1i');

const collator = new Intl.Collator('vi');

/** Compares names in Vietnamese order: Đ after D, whatever the database's collation is. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

/** A thing that can be searched. */
export interface Searchable {
  name: string;
  /** Name, codes and synonyms, folded and separated by ` | `. */
  folded: string;
}

/**
 * Sorts what matches a search by relevance, then by name: the exact name, an exact synonym, names that begin with the
 * search, synonyms that do, names that contain it, synonyms that do, and what contains only its words.
 */
export function byRelevance<T extends Searchable>(rows: readonly T[], search: string): T[] {
  const key = searchKey(search);
  const ranks = new Map(rows.map(row => [row, key ? rank(row, key) : 0]));
  return [...rows].sort((a, b) => ranks.get(a)! - ranks.get(b)! || compareNames(a.name, b.name));
}

const tests: readonly ((text: string, key: string) => boolean)[] = [
  (text, key) => text === key,
  (text, key) => text.startsWith(key),
  (text, key) => text.includes(key),
];

function rank({ name, folded }: Searchable, key: string): number {
  const own = searchKey(name);
  const others = folded.split(' | ').map(searchKey);
  for (let i = 0; i < tests.length; i++) {
    if (tests[i]!(own, key)) return 2 * i;
    if (others.some(text => tests[i]!(text, key))) return 2 * i + 1;
  }
  return 2 * tests.length;
}
