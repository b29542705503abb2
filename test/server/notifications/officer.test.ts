import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('An officer who calls whom no message reached', () => {
  let server: Backend;
  let thu: DeskOfficer;
  const ids: string[] = [];

  const stateOf = async (id: string) =>
    (await server.database.db.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirstOrThrow())
      .state;

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server);
    for (const [subject, state] of [
      ['dossier:H29.132-261118-0042', 'not-sent'],
      ['appointment:A012', 'not-sent'],
      ['opinion:PA-7KQ2M-9XD4E', 'sent'],
    ] as const) {
      const row = await server.database.db
        .insertInto('outbox')
        .values({
          ...{ created_at: monday, agency: ward, subject, state, recipient: '+84912345678', words: 'Xin chào.' },
          ...{ last_error: state === 'sent' ? null : 'no-gateway', sent_at: null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      ids.push(row.id);
    }
  });
  after(() => server.database.close());

  it('sees them first, with numbers masked, and their count on every page', async () => {
    const page = await thu.open('/desk/outbox');
    assert.ok(page.includes('H29.132-261118-0042') && page.includes('A012') && !page.includes('PA-7KQ2M'));
    assert.ok(page.includes('091****678') && !page.includes('912345678'));
    assert.match(await thu.open('/desk/dossiers'), /Cần gọi điện<\/span><b class="count">2<\/b>/);
    assert.match(await thu.open('/desk/outbox?tab=all'), /PA-7KQ2M/);
  });

  it('presses for a number, which is logged and stays out of the address', async () => {
    const shown = await thu.send(`/desk/outbox/${ids[0]}/reveal`, {});
    assert.deepEqual([shown.status, shown.to], [200, null]);
    assert.match(shown.page, /href="tel:\+84912345678"/);
    const log = await server.database.db.selectFrom('audit').select(['officer', 'action', 'subject']).execute();
    assert.deepEqual(log, [{ officer: 'thu', action: 'outbox.reveal', subject: 'dossier:H29.132-261118-0042' }]);
  });

  it('notes the call, or has the message sent again', async () => {
    assert.equal((await thu.send(`/desk/outbox/${ids[0]}/called`, {})).status, 303);
    assert.equal((await thu.send(`/desk/outbox/${ids[0]}/called`, {})).status, 404, 'only once');
    assert.equal((await thu.send(`/desk/outbox/${ids[1]}/again`, {})).status, 303);
    assert.deepEqual([await stateOf(ids[0]!), await stateOf(ids[1]!)], ['called', 'waiting']);
    assert.match(await thu.open('/desk/outbox'), /Không còn ai cần gọi/);
  });
});
