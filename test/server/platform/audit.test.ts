import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { recordAudit, verifyLog, withAudit } from '../../../src/server/platform/audit.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { signedIn } from '../../support/desk.ts';

describe('The officers’ log', () => {
  let server: Backend;
  const note = (officer: string, subject: string) =>
    withAudit(server.database.db, tx =>
      recordAudit(tx, { officer, action: 'test', subject, detail: { b: 1, a: ['x', { d: 1, c: null }] }, now: monday }),
    );
  /** With the rights of the database role. */
  const tamper = async (statement: string) => {
    const { db } = server.database;
    await sql`alter table audit disable trigger audit_append_only`.execute(db);
    await sql.raw(statement).execute(db);
    await sql`alter table audit enable trigger audit_append_only`.execute(db);
  };
  const broken = async () =>
    Object.fromEntries((await verifyLog(server.database.db)).map(({ agency, broken }) => [agency, broken]));

  before(async () => {
    server = await backend(await testDatabase());
    await signedIn(server, 'thu');
    await signedIn(server, 'binh', { agency: openWard });
  });
  after(() => server.database.close());

  it('is a chain for each agency, whoever writes at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => note(i % 3 ? 'thu' : 'binh', `việc ${i}`)));
    const found = await verifyLog(server.database.db);
    assert.deepEqual(
      found.map(({ agency, entries, broken }) => [agency, entries, broken]),
      [
        [ward, 20, undefined],
        [openWard, 10, undefined],
      ],
    );
    assert.match(found[0]!.head, /^[0-9a-f]{64}$/);
  });

  it('has nothing of work that was rolled back', async () => {
    await assert.rejects(
      withAudit(server.database.db, async tx => {
        await recordAudit(tx, { officer: 'thu', action: 'test', subject: 'không xong', now: monday });
        throw new Error('rolled back');
      }),
    );
    assert.deepEqual(await broken(), { [ward]: undefined, [openWard]: undefined });
  });

  it('cannot be changed by a statement of the application', async () => {
    await assert.rejects(sql`update audit set subject = 'x'`.execute(server.database.db), /append-only/);
  });

  it('shows what somebody changed, put between or took away, in its own agency', async () => {
    const { rows } = await sql<{ id: number }>`select id from audit where agency = ${ward} order by id`.execute(
      server.database.db,
    );
    const [, , third] = rows.map(({ id }) => id);
    await tamper(`update audit set subject = 'khác' where id = ${third}`);
    assert.deepEqual(await broken(), { [ward]: third, [openWard]: undefined });
    await tamper(`delete from audit where id = ${third}`);
    assert.equal(typeof (await broken())[ward], 'number');
    await tamper(
      `delete from audit where agency = '${openWard}' and id = (select max(id) from audit where agency = '${openWard}')`,
    );
    assert.equal((await broken())[openWard], 'head');
  });
});
