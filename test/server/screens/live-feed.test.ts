import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../../src/server/app.ts';
import { callNumber } from '../../../src/server/calls/index.ts';
import { listen } from '../../../src/server/http/serve.ts';
import { LiveFeed } from '../../../src/server/screens/live-feed.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { signedIn } from '../../support/desk.ts';
import { Device } from '../../support/screen.ts';

describe('The feed of a hall', () => {
  let server: Backend;
  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());

  const call = (place: string, number: string) =>
    server.database.db
      .transaction()
      .execute(tx => callNumber(tx, { agency: ward, place, number, counterName: '3' }, new Date()));

  it('tells of a call only the screens of its place', async () => {
    const feed = new LiveFeed(server.database.db);
    const told: string[] = [];
    const ends = ['26506.1', '26506.2', null].map(place =>
      feed.subscribe({ place, tell: change => void told.push(`${place} ${change}`) }),
    );
    const settled = async () => {
      for (let before = -1; before !== told.length;) {
        before = told.length;
        await sleep(1600);
      }
      return told.splice(0);
    };
    await settled();
    await call('26506.1', 'A001');
    assert.deepEqual(await settled(), ['26506.1 live']);
    await call('26506.2', 'B001');
    assert.deepEqual(await settled(), ['26506.2 live']);
    const { db } = server.database;
    await db
      .insertInto('screen_message')
      .values({ agency: ward, text: 'Tạm dừng', created_at: new Date(), until: new Date(), officer: 'lan' })
      .execute();
    assert.deepEqual(await settled(), ['26506.1 live', '26506.2 live', 'null live']);
    for (const end of ends) end?.();
  });

  it('ends its streams at once when the server stops', async () => {
    const officer = await signedIn(server, 'lan');
    const device = new Device(server);
    const settings = { name: 'Ti vi', place: '26506.1', playlist: '', page: '' };
    await officer.send('/desk/screens/pair', { code: await device.code(), ...settings });
    const running = await listen(await createApp(server.database, {}), { port: 0 });
    const headers = { Cookie: device.cookie, Accept: 'text/event-stream' };
    const answer = await fetch(`http://127.0.0.1:${running.port}/tv/events`, { headers });
    const reader = answer.body!.getReader();
    await reader.read();
    const ended = reader.read().then(
      () => reader.closed,
      () => undefined,
    );
    assert.equal(await Promise.race([running.stop().then(() => 'stopped'), sleep(4000, 'still open')]), 'stopped');
    await ended.catch(() => undefined);
  });
});
