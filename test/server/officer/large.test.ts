import type { KyselyPlugin } from 'kysely';
import { CompiledQuery, PostgresQueryCompiler, sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Db } from '../../../src/server/platform/database.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const mostQueries = 5;
/** Tables that grow with the work of an office. */
const large = ['dossier', 'dossier_step', 'appointment', 'slot', 'outbox', 'audit', 'opinion'];

const pages = [
  '/desk/today',
  '/desk/dossiers',
  '/desk/dossiers?tab=mine&sort=applicant',
  '/desk/dossiers?tab=overdue&sort=updated&desc=1',
  '/desk/dossiers?tab=done&page=3',
  '/desk/dossiers?procedure=1.001193&tab=unassigned',
  '/desk/outbox',
  '/desk/outbox?tab=all',
  '/desk/appointments?counter=26506.A&date=2026-11-25',
  '/desk/appointments/book?place=26506.1&service=chung-thuc-ban-sao',
  '/desk/visits?date=2026-11-25',
  '/desk/opinions',
  '/desk/opinions?tab=done&page=2',
  '/desk/opinions/ratings',
  '/desk/duties?week=2026-11-23',
  '/desk/sessions?counter=26506.N',
  '/desk/guides',
  '/desk/log',
  '/desk/log?officer=an&matter=dossier',
  '/desk/account',
];

describe('An office with 10,000 dossiers and 2,000 appointments a day', () => {
  let server: Backend;
  let thu: DeskOfficer;
  let asked: { sql: string; parameters: readonly unknown[] }[] = [];
  let dossier = '';

  /** Notes each query before it is sent. */
  const noting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const { sql, parameters } = new PostgresQueryCompiler().compileQuery(node, { queryId: 'x' });
      asked.push({ sql, parameters });
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };

  before(async () => {
    const database = await testDatabase();
    await fill(database.db);
    dossier = (
      await database.db.selectFrom('dossier').select('id').where('agency', '=', ward).executeTakeFirstOrThrow()
    ).id;
    server = await backend({ ...database, db: database.db.withPlugin(noting) });
    thu = await signedIn(server, 'thu', { role: 'lead' });
    for (const path of pages) await thu.open(path);
  });
  after(() => server.database.close());

  for (const path of [...pages, '/desk/dossiers/:id'])
    it(`answers ${path} with at most ${mostQueries} queries, none over all rows of a large table`, async () => {
      const url = path.replace(':id', dossier);
      await thu.open(url);
      asked = [];
      const answer = await server.app.request(url, { headers: thu.headers });
      assert.equal(answer.status, 200);
      const queries = asked.filter(({ sql }) => /^\s*(select|with|insert|update|delete)/i.test(sql));
      assert.ok(queries.length <= mostQueries, queries.map(({ sql }) => sql.slice(0, 160)).join('\n'));
      if (!process.env['TEST_DATABASE_URL']) return;
      for (const { sql: text, parameters } of queries) {
        const explain = CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]);
        await server.database.db.transaction().execute(async tx => {
          const plan = async () => (await tx.executeQuery<Explained>(explain)).rows[0]!['QUERY PLAN'][0]!.Plan;
          const whole = scans(await plan(), ({ 'Node Type': type }) => type === 'Seq Scan');
          // So few pages are read faster whole: what counts is that there is an index for more.
          await sql`set local enable_seqscan = off`.execute(tx);
          const unsearched = scans(await plan(), node => !node['Index Cond'] && !node['Recheck Cond']);
          const slow = whole.filter(table => large.includes(table) && unsearched.includes(table));
          assert.deepEqual(slow, [], text);
        });
      }
    });
});

interface Explained {
  'QUERY PLAN': { Plan: Plan }[];
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  Plans?: Plan[];
}

/** Tables that a plan reads in some way. */
const scans = (plan: Plan, how: (node: Plan) => boolean): string[] => [
  ...(plan['Relation Name'] && how(plan) ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).flatMap(node => scans(node, how)),
];

async function fill(db: Db): Promise<void> {
  await sql`
    insert into dossier (code, agency, procedure, procedure_name, status, applicant_name, applicant_phone, notify,
      received_at, due_at, finished_at, paused_at, updated_at)
    select 'H29.' || (case when i % 3 = 0 then ${ward} else '26526' end) || '-' || lpad(i::text, 6, '0'),
      case when i % 3 = 0 then ${ward} else '26526' end, '1.001193', 'Đăng ký khai sinh',
      case when i % 10 = 1 then 'supplement' when i % 2 = 0 then 'returned' else 'processing' end,
      'Nguyễn Thị ' || i, '+8491' || lpad(i::text, 7, '0'), true,
      '2026-11-01'::timestamptz + i * interval '1 minute', '2026-11-20'::timestamptz + i * interval '2 minutes',
      case when i % 2 = 0 and i % 10 <> 1 then '2026-11-20'::timestamptz end,
      case when i % 10 = 1 then '2026-11-20'::timestamptz end, '2026-11-20'::timestamptz + i * interval '1 second'
    from generate_series(1, 10000) i`.execute(db);
  await sql`
    insert into dossier_step (dossier, at, status) select id, updated_at, status from dossier`.execute(db);
  await sql`
    insert into outbox (created_at, agency, subject, recipient, words, state)
    select '2026-11-20'::timestamptz + i * interval '1 minute', case when i % 3 = 0 then ${ward} else '26526' end,
      'dossier:H29', '+84912345678', 'x', case when i % 50 = 0 then 'not-sent' else 'sent' end
    from generate_series(1, 10000) i`.execute(db);
  await sql`
    insert into slot (counter, starts_at, ends_at, capacity)
    select counter.id, '2026-11-25T00:30:17Z'::timestamptz + day * interval '1 day' + i * interval '1 minute',
      '2026-11-25T00:31:17Z'::timestamptz + day * interval '1 day' + i * interval '1 minute', 10
    from counter, generate_series(0, 39) i, generate_series(-3, 3) day
    on conflict do nothing`.execute(db);
  await sql`
    insert into appointment (slot, service, agency, state, contact_name, phone_key, consents, number, created_at, booked_at)
    select slot.id, 'chung-thuc-ban-sao', ${ward}, 'booked', 'Lê Văn ' || i, '\\x00', '[]', 'A' || i, '2026-11-20', '2026-11-20'
    from (select id, row_number() over (order by md5(id::text)) as n from slot where capacity = 10 and taken = 0) slot,
      generate_series(1, 10) i
    where slot.n <= 1400`.execute(db);
  await sql`
    insert into opinion (code, agency, text, consents, status, received_at)
    select 'PA-' || i, case when i % 3 = 0 then ${ward} else '26526' end, 'x', '[]', 'received',
      '2026-11-20'::timestamptz + i * interval '1 minute' from generate_series(1, 10000) i`.execute(db);
  await sql`
    insert into audit (at, officer, action, subject, detail)
    select '2026-11-20'::timestamptz + i * interval '1 minute', 'an', 'dossier.read', 'H29-' || i, '{}'
    from generate_series(1, 10000) i`.execute(db);
  await sql`analyze`.execute(db);
}
