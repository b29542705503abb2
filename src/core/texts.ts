type Words = Record<string, unknown>;

/**
 * Merges a locale over our texts, key by key. Missing keys, and values of another type (text for a function), fall
 * back to ours.
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

/** A function of a locale that throws or returns no text falls back to ours. */
const guarded =
  (our: Wording, own: Wording): Wording =>
  (...parts) => {
    try {
      const words = own(...parts);
      if (typeof words === 'string') return words;
    } catch {
      // Falls back.
    }
    return our(...parts);
  };

/** A text of the backend in the page's language, else in Vietnamese. */
export function pick(words: Record<string, unknown> & { vi: string }, lang: string): string {
  const word = words[lang];
  return typeof word === 'string' ? word : words.vi;
}
