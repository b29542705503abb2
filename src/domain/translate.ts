/** What the backend has in Vietnamese, with translations of some of its texts. */
export interface Translatable {
  words?: object | null | undefined;
}

/** A text of something of the backend in the page's language, else in Vietnamese. */
export function translate<T extends Translatable, K extends keyof T>(item: T, name: K, lang: string): T[K] {
  const word = (item.words as Record<string, T | undefined> | undefined)?.[lang]?.[name];
  return typeof word === 'string' ? word : item[name];
}
