import { isDeepStrictEqual } from 'node:util';
import type { CatalogueFacts } from './derive-facts.ts';

type Facts = Record<string, unknown>;

/**
 * The entries of a procedure after a new import: an entry that was changed here since the last import stays, as do
 * entries that imports do not have (an admin's synonyms, translations, whether it is sensitive).
 * @param current what stands in the catalogue
 * @param last what the last import made of it; nothing where none did
 */
export function mergeFacts(current: Facts | undefined, last: CatalogueFacts | undefined, next: CatalogueFacts): Facts {
  if (!current) return { ...next };
  const published = Object.entries(next).map(([name, value]) => {
    const isOwn = !isDeepStrictEqual(current[name], (last as Facts | undefined)?.[name]);
    return [name, isOwn && !isEmpty(current[name]) ? current[name] : value];
  });
  return { ...current, ...Object.fromEntries(published) };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);
