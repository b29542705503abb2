import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * Makes PostgreSQL's trigrams ready, with which words with typing mistakes are found. Where this role may not create the
 * extension, an administrator of the database can (`create extension pg_trgm`); it is used from the next start on.
 */
export async function prepareTrigrams(db: Kysely<Tables>): Promise<void> {
  try {
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index if not exists search_word_similar on search_word using gin (word gin_trgm_ops)`.execute(db);
  } catch {
    // Not allowed or not installed: `hasTrigrams` tells. Of servers that start at once, one creates them.
  }
}

/** Whether the database has trigrams, where queries find them: they may be in another schema. */
export async function hasTrigrams(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ here: boolean }>`
    select to_regprocedure('similarity(text,text)') is not null as here`.execute(db);
  return rows[0]?.here ?? false;
}
