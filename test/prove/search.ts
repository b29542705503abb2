import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { foldDiacritics } from '../../src/domain/fold-diacritics.ts';
import { createApp } from '../../src/server/app.ts';
import { type Database, migrate, openPglite } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { freshPostgres } from '../support/database.ts';
import { phrasings } from '../support/phrasings.ts';

const procedures = Number(process.env['PROCEDURES'] ?? 6000);
const rounds = Number(process.env['ROUNDS'] ?? 8);
/** The embedded database runs the statements of a search one after the other. */
const largestRatio = { postgres: 5, pglite: 7 };

/**
 * Searches 6,000 procedures over HTTP with everyday phrases, in turn with `select 1` over HTTP on the same server.
 * Fails when the 95th percentile of searches is more than five times that of `select 1` on PostgreSQL, seven times on
 * PGlite.
 */
export default async function search(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  const database = server ? await freshPostgres(server) : await openPglite();
  try {
    await migrate(database);
    await fillSample(database, new Date());
    await fillCatalogue(database);
    return await measure(database);
  } finally {
    await database.close();
  }
}

async function measure(database: Database): Promise<string> {
  const { db, kind } = database;
  const app = await createApp(database);
  app.get('/select-1', async c => c.json((await sql<{ one: number }>`select 1 as one`.execute(db)).rows));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise(listening => server.once('listening', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const times = { search: [] as number[], one: [] as number[] };
  const timed = async (path: string, into: number[]) => {
    const start = performance.now();
    const answer = await fetch(base + path);
    await answer.text();
    into.push(performance.now() - start);
    assert.equal(answer.status, 200, path);
  };
  try {
    for (let round = 0; round < rounds; round++)
      for (const [typed] of phrasings) {
        const warm = round > 0;
        await timed(`/api/procedures?agency=${ward}&q=${encodeURIComponent(typed)}`, warm ? times.search : []);
        await timed('/select-1', warm ? times.one : []);
      }
  } finally {
    server.close();
  }
  const [found, one] = [percentile(times.search, 0.95), percentile(times.one, 0.95)];
  const told = `${kind}: ${procedures} procedures, ${times.search.length} searches; p95 ${found.toFixed(1)} ms, select 1 ${one.toFixed(1)} ms, ${(found / one).toFixed(1)} times (median ${(percentile(times.search, 0.5) / percentile(times.one, 0.5)).toFixed(1)} times)`;
  assert.ok(found <= largestRatio[kind] * one, told);
  return told;
}

const percentile = (times: number[], share: number): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length * share)]!;

const onsets = [
  'b',
  'c',
  'ch',
  'd',
  'g',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
];
const rimes = [
  'a',
  'an',
  'ang',
  'anh',
  'ao',
  'at',
  'e',
  'en',
  'i',
  'iet',
  'inh',
  'o',
  'oc',
  'oi',
  'ong',
  'u',
  'ung',
  'uoc',
  'uong',
  'uyen',
];
const officialWords = JSON.parse(
  readFileSync(new URL('../../src/server/procedures/search/everyday-words.json', import.meta.url), 'utf8'),
) as { meanings: { means: string }[] };
const common = officialWords.meanings.map(({ means }) => foldDiacritics(means));

/** Procedures with names of 4 to 24 words: official phrases that many share, piece by piece, and words as rare as words are (Zipf). */
async function fillCatalogue({ db }: Database): Promise<void> {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const syllables = onsets.flatMap(onset => rimes.map(rime => onset + rime));
  const word = () => syllables[Math.floor(syllables.length * random() ** 3)]!;
  const phrase = () => {
    const words = common[Math.floor(common.length * random() ** 2)]!.split(' ');
    return words.slice(random() < 0.5 ? 0 : Math.floor(words.length / 2)).join(' ');
  };
  const rows = Array.from({ length: procedures }, (_, nth) => {
    const parts = Array.from({ length: 2 + Math.floor(random() * 9) }, () =>
      random() < 0.4 ? phrase() : `${word()} ${word()}`,
    );
    const code = `7.${100_000 + nth}`;
    const name = `thu tuc ${parts.join(' ')}`;
    return { code, name, short_name: name, field: '', folded: `${code} | ${name}`, words: null, facts: '{}' };
  });
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('procedure')
      .values(rows.slice(at, at + 500))
      .execute();
  await sql`vacuum analyze`.execute(db);
}
