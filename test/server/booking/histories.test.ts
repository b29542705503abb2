import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bugs } from '../../prove/history/bugs.ts';
import { histories } from '../../prove/history/run.ts';
import { type Backend, type Bug, loadBackend, withBug } from '../../prove/history/world.ts';
import { testDatabase } from '../../support/database.ts';

const count = 3;
// On PGlite it takes three times as long, and shows no more.
const skip = !process.env['TEST_DATABASE_URL'] && 'no PostgreSQL here';

describe('The checker of histories', { timeout: 240_000, skip }, () => {
  const faults = async (backend: Backend, bug?: Bug) => {
    const database = await testDatabase();
    try {
      if (bug?.sql) await sql.raw(bug.sql).execute(database.db);
      return (await histories({ database, backend, count, once: bug !== undefined })).faults;
    } finally {
      await database.close();
    }
  };

  it('finds nothing wrong with what we ship', async () => {
    assert.deepEqual(await faults(await loadBackend()), []);
  });

  for (const bug of bugs)
    it(`sees a backend that ${bug.name}`, () =>
      withBug(bug, async backend => {
        const found = await faults(backend, bug);
        assert.ok(found.length, bug.name);
      }));
});
