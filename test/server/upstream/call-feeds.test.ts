import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { openCallFeeds, readMap } from '../../../src/server/upstream/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { mainPlace } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';

describe('A queue system that pushes ticket_called', () => {
  let server: Backend;
  let queue: WebSocketServer;
  let log: string[];
  const closing: (() => Promise<void>)[] = [];

  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    for (const client of queue.clients) client.terminate();
    queue.close();
    await server.database.db.deleteFrom('ticket_call').execute();
  });

  /** The system, and this server connected to it; resolves with the first socket. */
  async function connected(more: object = {}, copies = 1): Promise<WebSocket> {
    queue = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(queue, 'listening');
    const socket = `ws://127.0.0.1:${(queue.address() as AddressInfo).port}/{$env('MAP_ROOM')}`;
    const vars = { socket: 'unused', agency: ward, place: mainPlace, commune: 'xã Bình Minh' };
    const map = { motcua: '1', name: 'Máy lấy số', preset: 'ticket-called', vars, calls: { socket, ...more } };
    log = [];
    for (let i = 0; i < copies; i++)
      closing.push(
        openCallFeeds(
          [await readMap(JSON.stringify({ ...map, operations: {} }))],
          server.database.db,
          line => void log.push(`${line['queue']} ${line['state']}`),
          { MAP_ROOM: 'hall' },
        ),
      );
    const [first, request] = (await once(queue, 'connection')) as [WebSocket, { url: string }];
    assert.equal(request.url, '/hall', 'credentials come from the environment');
    return first;
  }
  const called = (number: unknown, more: object = {}) =>
    JSON.stringify({
      event: 'ticket_called',
      ticket_number: number,
      counter_name: 'Quầy 3',
      tenxa: 'xã Bình Minh',
      ...more,
    });
  const calls = async (count: number) => {
    const read = () =>
      server.database.db.selectFrom('ticket_call').select(['number', 'counter_name', 'place']).orderBy('id').execute();
    for (let i = 0; i < 100 && (await read()).length < count; i++) await sleep(50);
    return read();
  };

  it('calls its numbers on the screens of the place, and nothing else', async () => {
    const socket = await connected();
    for (const message of [
      'ping',
      '{"event": "ticket_issued", "ticket_number": 7, "counter_name": "Quầy 3", "tenxa": "xã Bình Minh"}',
      called(8, { tenxa: 'xã Khác' }),
      called('<script>'),
      called('x'.repeat(70_000)),
      called(12),
      called('B014', { counter_name: 4 }),
    ])
      socket.send(message);
    assert.deepEqual(await calls(2), [
      { number: '12', counter_name: 'Quầy 3', place: mainPlace },
      { number: 'B014', counter_name: '4', place: mainPlace },
    ]);
    assert.deepEqual(log, ['Máy lấy số open', 'Máy lấy số not-a-call', 'Máy lấy số open']);
  });

  it('is connected to again when it was away, and told who asks', async () => {
    const socket = await connected({ send: [{ subscribe: '=$vars.commune' }, 'hello'] });
    const greetings = new Promise<string[]>(resolve => {
      const got: string[] = [];
      socket.on('message', data => got.push(String(data)) === 2 && resolve(got));
    });
    assert.deepEqual(await greetings, ['{"subscribe":"xã Bình Minh"}', 'hello']);
    socket.terminate();
    const [again] = (await once(queue, 'connection')) as [WebSocket];
    again.send(called(21));
    assert.equal((await calls(1))[0]?.number, '21');
  });

  it('calls a number once when several processes hear it, and again when it is pushed later', async () => {
    await connected({}, 3);
    while (queue.clients.size < 3) await sleep(20);
    for (const client of queue.clients) client.send(called(30));
    await calls(1);
    await sleep(3200);
    for (const client of queue.clients) client.send(called(30));
    assert.equal((await calls(2)).length, 2);
    await sleep(300);
    assert.equal((await calls(2)).length, 2);
  });

  it('is not asked ten times a second when it closes at once, and the code is in the log', async () => {
    await connected();
    const times: number[] = [];
    queue.on('connection', client => {
      times.push(Date.now());
      client.close(4401);
    });
    for (const client of queue.clients) client.close(4401);
    await sleep(4500);
    // After one second and two more; the next comes after four.
    assert.equal(times.length, 2);
    assert.ok(log.includes('Máy lấy số closed'));
  });

  it('is told apart from a place of another agency', async () => {
    const socket = await connected({ place: 'nowhere' });
    socket.send(called(40));
    while (!log.includes('Máy lấy số no-place')) await sleep(20);
    assert.deepEqual(await calls(0), []);
  });
});
