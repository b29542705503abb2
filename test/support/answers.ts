import { randomUUID } from 'node:crypto';
import type { Appointment, Dossier, Hold, NewSubscription, NoticeSession, Waiting } from '../../src/contract/index.ts';
import { createNoticeCode } from '../../src/server/notifications/desk/notice-session.ts';
import { addOfficer } from '../../src/server/platform/officers.ts';
import { hashToken, Secrets } from '../../src/server/platform/secrets.ts';
import { provingWard, question, ward, type Backend } from './backend.ts';
import { bookingBody, dayOfSlots, freshPhone, service } from './booking.ts';

/** Calls each operation of the contract once with valid input: the answers by operation. */
export async function answers(server: Backend): Promise<Record<string, Response>> {
  const phone = freshPhone();
  const slot = (await dayOfSlots(server, '2026-12-03')).at(-1)?.id ?? '';
  const held = await server.send('/holds', { service, slot, phone });
  const hold = (await held.clone().json()) as Hold;
  const booked = await server.send('/appointments', bookingBody(hold.token, phone));
  const { secret, number } = (await booked.clone().json()) as Appointment;
  const other = (await dayOfSlots(server, '2026-12-04')).at(-1)?.id ?? '';
  return {
    'capabilities.read': await server.get(`/api/capabilities?agency=${ward}`),
    'agency.list': await server.get('/api/agencies?parent=79'),
    'agency.read': await server.get(`/api/agencies/${ward}`),
    'calendar.read': await server.get(`/api/agencies/${ward}/calendar?from=2026-11-01&to=2027-02-28`),
    'procedure.list': await server.get(`/api/procedures?agency=${ward}`),
    'procedure.read': await server.get(`/api/procedures/2.000815?agency=${ward}`),
    'dossier.read': await server.post('/api/dossiers/read', question(await server.code(42), 42)),
    'feedback.create': await server.write({ kind: 'opinion', agency: ward, text: 'Tốt', consents: [] }),
    'feedback.read': await server.post('/api/feedback/read', { agency: ward, code: 'PA-M0TC8-7A3WN' }),
    'service.list': await server.get(`/api/services?agency=${ward}`),
    'service.read': await server.get(`/api/services/${service}?agency=${ward}`),
    'day.list': await server.get(
      `/api/services/${service}/days?agency=${ward}&place=26506.1&from=2026-11-01&to=2026-11-30`,
    ),
    'slot.list': await server.get(`/api/services/${service}/slots?agency=${ward}&place=26506.1&date=2026-11-25`),
    'session.list': await server.get(`/api/services/${service}/sessions?agency=${ward}`),
    'hold.create': held,
    'hold.extend': await server.send('/holds/extend', {
      token: ((await (await server.send('/holds', { service, slot: other, phone })).json()) as Hold).token,
    }),
    'hold.release': await server.send('/holds/release', { token: hold.token }),
    'guide.list': await server.get(`/api/guides?agency=${ward}`),
    'guide.count': await server.post('/api/guides/dang-ky-khai-sinh/count', {
      agency: ward,
      chapters: [{ chapter: 0, played: 1, finished: 1, rewound: 0 }],
    }),
    'guide.read': await server.get(`/api/guides/dang-ky-khai-sinh?agency=${ward}`),
    'duty.list': await server.get(`/api/agencies/${ward}/duties`),
    'challenge.read': await challenge(server),
    'appointment.create': booked,
    'appointment.read': await server.post('/api/appointments/read', { agency: ward, secret }),
    'appointment.find': await server.post('/api/appointments/find', { agency: ward, number, phone }),
    'appointment.move': await server.send('/appointments/move', { secret, slot: other }),
    'appointment.cancel': await server.send('/appointments/cancel', { secret }),
    ...(await confirmed(server)),
    ...(await subscription(server)),
    ...(await line(server)),
    'call.create': await call(server),
    ...(await noticeDesk(server)),
  };
}

/** With a confirmed phone. */
async function confirmed(server: Backend): Promise<Record<string, Response>> {
  const phone = freshPhone();
  const sent = await server.send('/phones/code', { phone });
  const { words } = await server.database.db
    .selectFrom('outbox')
    .select('words')
    .where('recipient', '=', `+84${phone.slice(1)}`)
    .executeTakeFirstOrThrow();
  const code = /là (\d{6})/.exec(words)?.[1];
  return {
    'phone.code': sent,
    'phone.confirm': await server.post('/api/phones/confirm', { agency: ward, phone, code }),
  };
}

/** By a call: no code is needed. */
async function subscription(server: Backend): Promise<Record<string, Response>> {
  const code = await server.code(42);
  const read = await server.post('/api/dossiers/read', question(code, 42));
  const { subscriptionTicket: ticket } = (await read.json()) as Dossier;
  const created = await server.send('/subscriptions', {
    ...{ ticket, phone: freshPhone(), channel: 'call', events: ['result'] },
    consents: [{ purpose: 'notices', version: '2026-11' }],
  });
  const { stop } = (await created.clone().json()) as NewSubscription;
  return { 'subscription.create': created, 'subscription.stop': await server.send('/subscriptions/stop', { stop }) };
}

/** With a full session, one of whose holders cancels for the waitlist. */
async function line(server: Backend): Promise<Record<string, Response>> {
  const slot = `26506.N:${Date.parse('2026-12-31T17:00:00+07:00') / 60_000}`;
  const tokens: string[] = [];
  for (let i = 0; i < 3; i++) {
    const held = await server.send('/holds', { service, slot, phone: freshPhone(), units: 20 });
    tokens.push(((await held.json()) as Hold).token);
  }
  const join = () => {
    const { contact, consents } = bookingBody('', freshPhone());
    return server.send('/waiting', { service, slot, units: 5, contact, consents });
  };
  const joined = await join();
  const { secret } = (await joined.clone().json()) as Waiting;
  const read = await server.post('/api/waiting/read', { agency: ward, secret });
  const { secret: other } = (await (await join()).json()) as Waiting;
  const left = await server.send('/waiting/leave', { secret: other });
  await server.send('/holds/release', { token: tokens[0]! });
  return {
    'waiting.create': joined,
    'waiting.read': read,
    'waiting.take': await server.send('/waiting/take', { secret }),
    'waiting.leave': left,
  };
}

/** With a call to make, and an officer who signs in by a code. */
async function noticeDesk(server: Backend): Promise<Record<string, Response>> {
  const { db } = server.database;
  await addOfficer(db, { id: 'desk', name: 'Trần Thị Lan', agency: ward, role: 'officer' });
  const now = new Date(
    ((await (await server.post('/api/dossiers/read', question(await server.code(42), 42))).json()) as Dossier).now,
  );
  const code = await createNoticeCode(db, await Secrets.read(db), 'desk', now);
  const session = await server.post('/api/notices/session', { agency: ward, code });
  const { session: token } = (await session.clone().json()) as NoticeSession;
  const { id } = await db
    .insertInto('outbox')
    .values({
      ...{ created_at: now, agency: ward, subject: 'dossier:H29', recipient: '+842543850000', words: 'x' },
      ...{ state: 'not-sent', last_error: 'call', sent_at: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ask = (path: string, body: object) =>
    server.post(`/api/notices/${path}`, { agency: ward, session: token, ...body });
  await ask('claim', { id });
  return {
    'notice.session': session,
    'notice.list': await ask('list', { tab: 'open' }),
    'notice.release': await ask('release', { id }),
    'notice.claim': await ask('claim', { id }),
    'notice.record': await ask('record', { id, attempt: 'attempt-1', outcome: 'reached' }),
    'notice.report': await ask('report', {}),
  };
}

/** With the key of a queue machine. */
async function call({ database, send }: Backend): Promise<Response> {
  const key = 'key-of-a-queue-machine';
  const machine = { id: randomUUID(), agency: ward, place: '26506.1', name: 'Máy lấy số', created_at: new Date() };
  await database.db
    .insertInto('call_key')
    .values({ ...machine, token_key: hashToken(key) })
    .execute();
  return send('/calls', { key, number: 'B014', counter: '3' });
}

/** For an agency that requires a proof; the ward of the other answers requires none. */
async function challenge({ database, get }: Backend): Promise<Response> {
  await database.db
    .updateTable('agency')
    .set({ settings: JSON.stringify({ challenge: { operations: ['feedback.create'], work: 500 } }) })
    .where('id', '=', provingWard)
    .execute();
  return get(`/api/challenge?agency=${provingWard}`);
}
