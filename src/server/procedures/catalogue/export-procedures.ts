import type { Db } from '../../platform/database.ts';

/** Records of one answer. */
const batch = 100;

/**
 * The procedures that were imported, as they were published, by their codes.
 * @param after the last code that was read before; none at first
 * @returns a batch, and its last code where there may be more
 */
export async function publishedAfter(db: Db, after = ''): Promise<{ rows: unknown[]; last?: string | undefined }> {
  const rows = await db
    .selectFrom('procedure')
    .select(['code', 'published'])
    .where('published', 'is not', null)
    .where('code', '>', after)
    .orderBy('code')
    .limit(batch)
    .execute();
  return { rows: rows.map(({ published }) => published), last: rows.length < batch ? undefined : rows.at(-1)!.code };
}
