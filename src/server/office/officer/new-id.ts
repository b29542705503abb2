import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import type { Db } from '../../platform/database.ts';

const tables = { place: 'place', counter: 'counter', service: 'service' } as const;

/** Tries before it is given up; names hardly repeat as often. */
const mostTries = 1000;

/**
 * An identifier for a new item that was never used: it is seen on tickets and in files, so it says what it is,
 * `26506.A` or `26506.chung-thuc-ban-sao`.
 */
export async function newId(
  db: Db,
  kind: keyof typeof tables,
  agency: string,
  { letter, name }: { letter?: unknown; name?: unknown },
): Promise<string> {
  const base = `${agency}.${kind === 'counter' ? wordOf(letter) : kind === 'service' ? wordOf(name) : ''}`.slice(0, 56);
  for (let nth = kind === 'place' ? 1 : 0; nth < mostTries; nth++) {
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
