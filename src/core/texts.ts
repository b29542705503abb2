type Texts = Record<string, unknown>;

/**
 * Merges a locale over our texts, key by key. Missing keys, and values of another type (text for a function), fall
 * back to ours.
 */
export function mergeTexts<T extends object>(ours: T, locale: Texts): T {
  const texts = (Array.isArray(ours) ? [...ours] : { ...ours }) as Texts;
  for (const name of Object.keys(locale)) {
    const [our, own] = [texts[name], locale[name]];
    if (typeof our !== typeof own || !own) continue;
    texts[name] = word(our, own);
  }
  return texts as T;
}

function word(our: unknown, own: unknown): unknown {
  if (typeof own === 'function') return guarded(our as Wording, own as Wording);
  return typeof own === 'object' ? mergeTexts(our as object, own as Texts) : own;
}

type Wording = (...parts: unknown[]) => unknown;

/** A function of a locale that throws or returns no text falls back to ours. */
const guarded =
  (our: Wording, own: Wording): Wording =>
  (...parts) => {
    try {
      const text = own(...parts);
      if (typeof text === 'string') return text;
    } catch {
      // Falls back.
    }
    return our(...parts);
  };

/** A text of the backend in the page's language, else in Vietnamese. */
export function pick(text: Record<string, unknown> & { vi: string }, lang: string): string {
  const word = text[lang];
  return typeof word === 'string' ? word : text.vi;
}
