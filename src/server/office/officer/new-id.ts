import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import type { Db } from '../../platform/database.ts';

const tables = { place: 'place', counter: 'counter', service: 'service' } as const;

/** Tries before it is given up; names hardly repeat as often. */
const maxTries = 1000;

/**
 * An identifier for a new item that was never used, made of its letter or name: `26506.A`, `26506.chung-thuc-ban-sao`.
 * @throws when a thousand are taken
 */
export async function newId(
  db: Db,
  kind: keyof typeof tables,
  agency: string,
  { letter, name }: { letter?: unknown; name?: unknown },
): Promise<string> {
  const base = `${agency}.${kind === 'counter' ? wordOf(letter) : kind === 'service' ? wordOf(name) : ''}`.slice(0, 56);
  for (let nth = kind === 'place' ? 1 : 0; nth < maxTries; nth++) {
    const id = nth ? `${base}${kind === 'service' ? '-' : ''}${kind === 'place' ? nth : nth + 1}` : base;
    const taken = await db.selectFrom(tables[kind]).select('id').where('id', '=', id).executeTakeFirst();
    if (!taken) return id;
  }
  throw new Error(`no identifier for ${base}`);
}

const wordOf = (text: unknown): string => {
  const isCapital = typeof text === 'string' && /^[A-Z]{1,2}$/.test(text);
  const word = isCapital ? text : foldDiacritics(typeof text === 'string' ? text : '').replace(/[^a-z\d]+/g, '-');
  return word.replace(/^-+|-+$/g, '') || 'x';
};
