type Words = Record<string, unknown>;

/**
 * A widget's words with those of a language in front, one by one: a locale may leave words out, and a word of another
 * kind than ours (text for a function, say) is not taken.
 */
export function wordsIn<T extends object>(ours: T, locale: Words): T {
  const words = (Array.isArray(ours) ? [...ours] : { ...ours }) as Words;
  for (const name of Object.keys(locale)) {
    const [our, own] = [words[name], locale[name]];
    if (typeof our !== typeof own || !own) continue;
    words[name] = word(our, own);
  }
  return words as T;
}

function word(our: unknown, own: unknown): unknown {
  if (typeof own === 'function') return guarded(our as Wording, own as Wording);
  return typeof own === 'object' ? wordsIn(our as object, own as Words) : own;
}

type Wording = (...parts: unknown[]) => unknown;

/** A locale's function that throws, or words nothing, is not asked. */
const guarded =
  (our: Wording, own: Wording): Wording =>
  (...parts) => {
    try {
      const words = own(...parts);
      if (typeof words === 'string') return words;
    } catch {
      // Ours then.
    }
    return our(...parts);
  };

/** A word of the backend in the language of the page, else in Vietnamese. */
export function pick(words: Record<string, unknown> & { vi: string }, lang: string): string {
  const word = words[lang];
  return typeof word === 'string' ? word : words.vi;
}
