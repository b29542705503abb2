import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type BookingDay, operations } from '../../../src/contract/index.ts';
import type { Input } from '../../../src/contract/requests/index.ts';
import { BadMap, ExchangeFailed, type ForeignAnswer, MappedApi } from '../../../src/mapping/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { exchange } from '../../../src/server/upstream/exchange.ts';
import { KeptAnswers } from '../../../src/server/upstream/kept-answers.ts';
import { limitConcurrency } from '../../../src/server/upstream/lanes.ts';
import { Upstreams } from '../../../src/server/upstream/index.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, refusal } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DayCalendar, dayCalendar, dayCalendarMap } from '../../support/day-calendar.ts';
import { eventually } from '../../support/eventually.ts';
import { foreign } from '../../support/foreign.ts';

const env = { MAP_USER: 'cong', MAP_PASS: 'bi-mat' };
const month = 'agency=xa&place=p&from=2026-11-23&to=2026-12-22';
const path = (service = 'ho-tich') => `/api/services/${service}/days?${month}`;

describe('A calendar of one call a day, behind a login', () => {
  let database: Database;
  let calendar: DayCalendar;
  const environment = { ...process.env };

  before(async () => {
    Object.assign(process.env, env);
    database = await testDatabase();
    calendar = await dayCalendar();
  });
  after(async () => {
    process.env = environment;
    calendar.close();
    await database.close();
  });
  const server = async (more: object = {}) => {
    calendar.asked.length = 0;
    return backend(database, { maps: [new MappedApi(dayCalendarMap(calendar.url, more))] });
  };

  it('shows its month to thirty citizens at once, with a call for each day', async () => {
    const { get } = await server();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => get(path(`dich-vu-${i % 5}`))));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200], 'none is refused');
    const { days } = (await answers[29]!.json()) as { days: BookingDay[] };
    assert.deepEqual([days.length, days[29]?.date, days[29]?.left], [30, '2026-12-22', 3]);
    const asked = 30 * 30;
    assert.ok(calendar.asked.length <= asked / 10, `${calendar.asked.length} calls for ${asked}`);
    assert.deepEqual([calendar.count('/dang-nhap'), calendar.count('/lich')], [1, 30]);
  });

  it('logs in anew when its session has ended, once, without the citizen noticing', async () => {
    const { get } = await server();
    assert.equal((await get(path())).status, 200);
    calendar.expire();
    const days = (from: number) => `/api/services/x/days?agency=xa&place=p&from=2027-01-0${from}&to=2027-01-0${from}`;
    const answers = await Promise.all([1, 2, 3].map(from => get(days(from))));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.ok(calendar.count('/dang-nhap') <= 3, 'not more often than it was refused');
    assert.equal((await get(days(4))).status, 200);
    assert.ok(calendar.count('/dang-nhap') <= 3);
  });

  it('is not asked again and again with a wrong password', async () => {
    process.env['MAP_PASS'] = 'sai';
    const { get } = await server();
    assert.deepEqual(await refusal(await get(path())), { slug: 'internal', status: 500 });
    process.env['MAP_PASS'] = env.MAP_PASS;
    assert.equal(calendar.asked.length, 1);
  });

  it('writes with the login that is kept, and with a new one after a refusal', async () => {
    const { send } = await server();
    const release = () => send('/holds/release', { agency: 'xa', token: 't' });
    assert.equal((await release()).status, 201);
    calendar.expire();
    assert.equal((await release()).status, 201);
    assert.deepEqual([calendar.count('/dang-nhap'), calendar.count('/dat')], [2, 3]);
  });

  it('keeps the login of one map from another', async () => {
    calendar.asked.length = 0;
    const map = (name: string, agency: string) =>
      new MappedApi(dayCalendarMap(calendar.url, { name, agencies: [agency] }));
    const { get } = await backend(database, { maps: [map('A', 'xa'), map('B', 'xa-khac')] });
    for (const agency of ['xa', 'xa-khac'])
      assert.equal((await get(path().replace('agency=xa', `agency=${agency}`))).status, 200);
    assert.equal(calendar.count('/dang-nhap'), 2);
  });
});

describe('Requests to a foreign system', () => {
  const answer: ForeignAnswer = { status: 200, headers: {}, text: '[]' };
  const request = (nth = 0) => ({ method: 'GET', url: `http://x/${nth}`, headers: {} });

  it('that are the same are sent once while they are on their way, and those with another cookie are not', async () => {
    let sent = 0;
    let release = () => {};
    const open = new Promise<void>(resolve => (release = resolve));
    const slow = async () => {
      sent++;
      await open;
      return answer;
    };
    const map = new MappedApi({
      ...{ motcua: '1', name: 'x', base: 'http://x' },
      operations: {
        'procedure.list': {
          request: { path: '/list', headers: { Cookie: '={ "s": $input.q }' } },
          answer: { procedures: [] },
        },
      },
    });
    const upstreams = new Upstreams({
      maps: [map],
      secrets: new Secrets(Buffer.alloc(32)),
      log: () => {},
      exchange: slow,
    });
    const operation = operations.find(({ name }) => name === 'procedure.list')!;
    const caller = { now: new Date(), network: '1.1.1.1' };
    const ask = (q: string) =>
      upstreams.find(operation, 'xa')!.call(operation, { agency: 'xa', q } as Input<typeof operation>, caller);
    const all = [...Array.from({ length: 20 }, () => ask('a')), ask('b')];
    await eventually(() => assert.equal(sent, 2));
    release();
    await Promise.all(all);
    assert.equal(sent, 2);
    await ask('a');
    assert.equal(sent, 3, 'nothing is kept that the map does not ask to keep');
  });

  it('of a session that was begun for one citizen are not shared with another', async () => {
    let sessions = 0;
    const asked = new Map<string, string>();
    const other = await foreign(async ({ url, headers }, response) => {
      const session = /s=(\d+)/.exec(headers.cookie ?? '')?.[1] ?? '';
      await wait(20);
      if (url === '/start') response.setHeader('Set-Cookie', `s=${++sessions}`);
      if (url.startsWith('/search')) asked.set(session, url.slice(-1));
      return { name: asked.get(session) };
    });
    const map = new MappedApi({
      ...{ motcua: '1', name: 'x', base: other.url },
      operations: {
        'procedure.list': {
          steps: [
            { name: 'start', request: { path: '/start' }, keep: '=$http.cookies' },
            { name: 'search', request: { path: '/search/{$input.q}', headers: { Cookie: '=$steps.start' } } },
            { name: 'result', request: { path: '/result', headers: { Cookie: '=$steps.start' } } },
          ],
          answer: { procedures: [{ code: '1', name: '=$steps.result.name', shortName: 'x', field: 'x' }] },
        },
      },
    });
    const upstreams = new Upstreams({ maps: [map], secrets: new Secrets(Buffer.alloc(32)), log: () => {} });
    const operation = operations.find(({ name }) => name === 'procedure.list')!;
    const ask = async (q: string) => {
      const caller = { now: new Date(), network: '1.1.1.1' };
      const input = { agency: 'xa', q } as Input<typeof operation>;
      const found = await upstreams.find(operation, 'xa')!.call(operation, input, caller);
      return (found as { procedures: { name: string }[] }).procedures[0]?.name;
    };
    assert.deepEqual(await Promise.all(['A', 'B', 'C'].map(ask)), ['A', 'B', 'C']);
    other.close();
  });

  it('are asked anew where what was kept does not fit, and where a kept login is over in a step that may fail', async () => {
    let answered = 0;
    let token = 1;
    const other = await foreign(({ url, headers }, response) => {
      if (url === '/odd') return ++answered === 1 ? { odd: true } : { name: 'x' };
      if (url === '/login') return { token };
      if (headers.authorization !== String(token)) return void response.writeHead(401).end();
      return { extra: 'có' };
    });
    const answer = (name: string) => ({ procedures: [{ code: '1', name, shortName: 'x', field: 'x' }] });
    const map = (steps: object[], name: string) =>
      new MappedApi({
        ...{ motcua: '1', name: 'x', base: other.url },
        operations: { 'procedure.list': { steps, answer: answer(name) } },
      });
    const operation = operations.find(({ name }) => name === 'procedure.list')!;
    const asking = (api: MappedApi) => {
      const answers = new KeptAnswers();
      return async () =>
        api
          .call(operation, { agency: 'x' } as Input<typeof operation>, { exchange, answers, now: new Date() })
          .then(found => (found as { procedures: { name: string }[] }).procedures[0]?.name);
    };
    const odd = asking(map([{ name: 'odd', request: { path: '/odd' }, cache: 86_400 }], '=$steps.odd.name'));
    await assert.rejects(odd());
    assert.deepEqual([await odd(), await odd(), answered], ['x', 'x', 2]);
    const steps = [
      { name: 'login', request: { path: '/login' }, keep: '=token', keepFor: 3600 },
      {
        name: 'extra',
        mayFail: true,
        request: { path: '/extra', headers: { Authorization: '=$string($steps.login)' } },
      },
    ];
    const extra = asking(map(steps, "=$exists($steps.extra) ? $steps.extra.extra : 'không'"));
    assert.equal(await extra(), 'có');
    token = 2;
    assert.equal(await extra(), 'có', 'with a new login');
    other.close();
  });

  it('wait for their turn as long as it takes, up to five seconds', async t => {
    const quick = limitConcurrency(async () => (await wait(5), answer), { atOnce: 2, perMinute: 10_000 }).normal;
    const many = await Promise.all(Array.from({ length: 300 }, (_, i) => quick(request(i))));
    assert.equal(many.length, 300, 'a long queue that moves refuses nobody');
    const stuck = limitConcurrency(() => new Promise(() => {}), { atOnce: 1, perMinute: 10_000 }).priority;
    void stuck(request());
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = assert.rejects(stuck(request(1)), (error: ExchangeFailed) => error.kind === 'unsent');
    await Promise.resolve();
    t.mock.timers.tick(5000);
    await waiting;
  });

  it('are sent together where their steps stand beside each other', async () => {
    let atOnce = 0;
    let most = 0;
    const other = await foreign(async ({ url }) => {
      most = Math.max(most, ++atOnce);
      await wait(30);
      atOnce--;
      return { name: url };
    });
    const map = (second: object, operation = 'procedure.list') => ({
      ...{ motcua: '1', name: 'x', base: other.url },
      operations: {
        [operation]: {
          steps: [
            { name: 'a', request: { path: '/a' } },
            { name: 'b', beside: true, request: { path: '/b' }, ...second },
            { name: 'c', request: { path: '/c/{$steps.a.name}/{$steps.b.name}' } },
          ],
          answer: { procedures: [{ code: '1', name: '=$steps.c.name', shortName: 'x', field: 'x' }] },
        },
      },
    });
    const api = new MappedApi(map({}));
    const operation = operations.find(({ name }) => name === 'procedure.list')!;
    const found = (await api.call(operation, { agency: 'x' } as Input<typeof operation>, {
      exchange,
      now: new Date(),
    })) as { procedures: { name: string }[] };
    assert.deepEqual([most, found.procedures[0]?.name], [2, '/c/%2Fa/%2Fb']);
    other.close();
    for (const [wrong, message] of [
      [{ request: { path: '/{$steps.a.name}' } }, /steps\[1\]\.beside: needs \$steps\.a/],
      [{ name: 'a2', request: { path: '/b', form: {} } }, undefined],
    ] as const)
      if (message) assert.throws(() => new MappedApi(map(wrong)), message);
      else assert.doesNotThrow(() => new MappedApi(map(wrong)));
    assert.throws(
      () => new MappedApi(map({ request: { path: '/b', form: {} } }, 'feedback.create')),
      (error: BadMap) => /beside: steps that are sent together only read/.test(error.message),
    );
  });

  it('are kept as long as their map says, within a size', async () => {
    const kept = new KeptAnswers();
    let loads = 0;
    const load =
      (text = '') =>
      async () => ({ status: 200, headers: {}, text: text || String(++loads) });
    for (let i = 0; i < 3; i++) await kept.get('a', 1, load());
    assert.equal(loads, 1);
    await wait(1050);
    const second = await kept.get('a', 1, load());
    assert.equal(loads, 2);
    kept.forget('a', { ...second });
    await kept.get('a', 1, load());
    assert.equal(loads, 2, 'another answer is not dropped');
    kept.forget('a', second);
    await kept.get('a', 1, load());
    assert.equal(loads, 3);
    await kept.get('big', 60, load('x'.repeat(40_000_000)));
    await kept.get('big', 60, load());
    assert.equal(loads, 4, 'what is too large is asked for again');
    await assert.rejects(kept.get('bad', 60, () => Promise.reject(new ExchangeFailed('network'))));
    await kept.get('bad', 60, load());
    assert.equal(loads, 5, 'a failure is not kept');
  });
});
