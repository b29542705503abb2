import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toProblem } from '../../../src/server/platform/problem.ts';
import { testDatabase } from '../../support/database.ts';

const skip = !process.env['TEST_DATABASE_URL'] && 'no PostgreSQL here';

describe('A connection that is lost in the midst of a write', { skip }, () => {
  it('leaves the server alive, nothing half done, and the citizen is told to try again soon', async () => {
    const { db, close } = await testDatabase({ sample: false });
    try {
      const write = db.transaction().execute(async tx => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        await sql`create table half_done ()`.execute(tx);
        await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db);
        await new Promise(resolve => setTimeout(resolve, 200));
        await sql`select 1`.execute(tx);
      });
      const error = await write.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.deepEqual([toProblem(error).slug, toProblem(error).extensions.retryAfter], ['unavailable', 5]);
      const { rows } = await sql<{ there: string | null }>`select to_regclass('half_done') as there`.execute(db);
      assert.equal(rows[0]?.there, null);
    } finally {
      await close();
    }
  });
});
