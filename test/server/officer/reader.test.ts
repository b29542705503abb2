import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Slot } from '../../../src/contract/index.ts';
import { backend, type Backend } from '../../support/backend.ts';
import { book, dayOfSlots } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

/** Forms that change nothing of others. */
const harmless = /^\/desk\/(?:search|sign-out|sign-in|account.*)$/;

describe('Who may only read', () => {
  let server: Backend;
  let reader: DeskOfficer;
  let province: DeskOfficer;
  const paths = [
    ...[
      '/desk/today',
      '/desk/dossiers',
      '/desk/appointments?counter=26506.A&date=2026-12-01',
      '/desk/visits?date=2026-11-25',
    ],
    ...['/desk/duties?week=2026-11-23', '/desk/duties?add=', '/desk/sessions?counter=26506.N', '/desk/opinions'],
    ...['/desk/sessions?counter=26506.N&add=', '/desk/opinions/ratings', '/desk/guides', '/desk/outbox'],
  ];

  before(async () => {
    server = await backend(await testDatabase());
    reader = await signedIn(server, 'doc', { role: 'reader' });
    province = await signedIn(server, 'tinh', { role: 'reader', agency: '79' });
    const { db } = server.database;
    const [slot] = (await dayOfSlots(server, '2026-12-01')) as [Slot];
    const { secret } = await book(server, slot.id);
    const first = async (table: 'dossier' | 'opinion' | 'guide') =>
      (await db.selectFrom(table).select('id').executeTakeFirstOrThrow()).id;
    paths.push(
      `/desk/appointments?counter=26506.A&date=2026-12-01&row=${secret.split('.')[0]}`,
      `/desk/dossiers/${await first('dossier')}`,
      `/desk/opinions/${await first('opinion')}`,
      `/desk/guides/${await first('guide')}`,
    );
  });
  after(() => server.database.close());

  it('sees every page, and no button that would be refused', async () => {
    for (const path of paths) {
      const { headers } = path.startsWith('/desk/guides/') ? province : reader;
      const answer = await server.app.request(path, { headers });
      assert.equal(answer.status, 200, path);
      const page = await answer.text();
      const forms = [...page.matchAll(/<form\s[^>]*method="post"[^>]*>/g)].map(
        ([form]) => /action="([^"]*)"/.exec(form)?.[1],
      );
      assert.deepEqual(
        forms.filter(action => !harmless.test(action ?? '')),
        [],
        path,
      );
      assert.ok(!page.includes('href="/desk/appointments/book'), path);
    }
  });
});
