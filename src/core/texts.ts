type Words = Record<string, unknown>;

/**
 * A widget's words with those of a language in front, one by one: a locale may leave words out, and a word of another
 * kind than ours (text for a function, say) is not taken.
 */
export function wordsIn<T extends object>(ours: T, locale: Words): T {
  const words = { ...ours } as Words;
  for (const name of Object.keys(locale)) {
    const [our, own] = [words[name], locale[name]];
    if (typeof our !== typeof own || !own) continue;
    words[name] = typeof own === 'object' && !Array.isArray(own) ? wordsIn(our as object, own as Words) : own;
  }
  return words as T;
}

/** A word of the backend in the language of the page, else in Vietnamese. */
export function pick(words: Record<string, unknown> & { vi: string }, lang: string): string {
  const word = words[lang];
  return typeof word === 'string' ? word : words.vi;
}
