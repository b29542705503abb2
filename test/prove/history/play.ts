import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { Appointment, Hold, Waiting } from '../../../src/contract/index.ts';
import { instantAt } from '../../../src/domain/calendar.ts';
import { slotId } from '../../../src/server/booking/slots.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { ward } from '../../support/backend.ts';
import { type Backend, type Clock, days, most } from './world.ts';

const people = 50;
const stepsEach = 4;
const tries = 8;

/** Result of an operation: an answer, a refusal, or unknown. */
export type Outcome =
  { kind: 'done'; answer: unknown } | { kind: 'refused'; slug: string } | { kind: 'unknown'; slug: string };

export interface Event {
  person: number;
  operation: string;
  /** The booking, by its secret. */
  about?: string;
  slot?: string;
  outcome: Outcome;
  /** A second answer to the same request: it must be the same. */
  again?: Outcome;
}

/** A history: who did what, and the results. */
export interface History {
  name: string;
  events: Event[];
  /** Days that were closed at some moment. */
  closed: Set<string>;
}

interface Stage {
  name: string;
  seed: number;
  database: Database;
  backend: Backend;
  /** Several processes on one database. */
  apps: readonly Hono[];
  clock: Clock;
  /** Kills a connection in the middle of its work. */
  kill?: () => Promise<void>;
}

/** Makes a history reproducible. */
export function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { next, below: (count: number) => Math.floor(next() * count), chance: (of: number) => next() < of };
}

export const slotsOf = (counter: string): string[] => days.map(day => slotId(counter, instantAt(day, 17 * 60)));

/** Fifty citizens do 200 actions with three evenings of eight places. */
export async function play({ name, seed, database, backend, apps, clock, kill }: Stage): Promise<History> {
  const history: History = { name, events: [], closed: new Set() };
  const slots = slotsOf(name);
  const luck = dice(seed);
  let keys = 0;

  const ask = async (person: number, path: string, body: object, key: string): Promise<Outcome> => {
    const app = apps[luck.below(apps.length)]!;
    const answer = await app.request(`/api${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        'X-Forwarded-For': `10.${seed % 250}.${Math.floor(seed / 250) % 250}.${person}`,
      },
      body: JSON.stringify({ agency: ward, ...body }),
    });
    const said = (await answer.json()) as { type?: string };
    if (answer.ok) return { kind: 'done', answer: said };
    const slug = said.type?.split('#')[1] ?? '';
    return { kind: ['unavailable', 'idempotency-in-progress'].includes(slug) ? 'unknown' : 'refused', slug };
  };

  /** A write as a browser does it: repeated with its key until its outcome is known. */
  const write = async (
    person: number,
    operation: string,
    path: string,
    body: object,
    about?: string,
    slot?: string,
  ) => {
    const key = `${name}-${String(++keys).padStart(16, '0')}`;
    let outcome = await ask(person, path, body, key);
    for (let i = 1; outcome.kind === 'unknown' && i < tries; i++) outcome = await ask(person, path, body, key);
    const event: Event = { person, operation, outcome, ...(about && { about }), ...(slot && { slot }) };
    // The answer was lost: the same request is sent again.
    if (outcome.kind === 'done' && luck.chance(0.15)) event.again = await ask(person, path, body, key);
    history.events.push(event);
    return outcome.kind === 'done' ? outcome.answer : undefined;
  };

  const live = async (person: number) => {
    const phone = `09${String(seed % 10_000).padStart(4, '0')}${String(person).padStart(4, '0')}`;
    const consents = [{ purpose: 'appointment', version: '2026-01' }];
    let hold: Hold | undefined;
    let booked: Appointment | undefined;
    let waiting: Waiting | undefined;

    const acts: Record<string, () => Promise<unknown>> = {
      hold: async () => {
        const slot = slots[luck.below(slots.length)]!;
        const wanted = {
          service: name,
          slot,
          phone,
          units: 1 + luck.below(most),
          ...(hold && { instead: hold.token }),
        };
        hold = (await write(person, 'hold', '/holds', wanted, undefined, slot)) as Hold | undefined;
        if (!hold && luck.chance(0.6)) await acts['wait']!();
      },
      extend: () => write(person, 'extend', '/holds/extend', { token: hold!.token }),
      release: async () => {
        await write(person, 'release', '/holds/release', { token: hold!.token });
        hold = undefined;
      },
      book: async () => {
        const body = { hold: hold!.token, contact: { name: `Người ${person}`, phone }, consents };
        const said = (await write(person, 'book', '/appointments', body)) as Appointment | undefined;
        if (said) booked = said;
        hold = undefined;
      },
      move: async () => {
        const slot = slots[luck.below(slots.length)]!;
        await write(person, 'move', '/appointments/move', { secret: booked!.secret, slot }, booked!.secret, slot);
      },
      cancel: async () => {
        await write(person, 'cancel', '/appointments/cancel', { secret: booked!.secret }, booked!.secret);
      },
      wait: async () => {
        const slot = slots[luck.below(slots.length)]!;
        const body = {
          service: name,
          slot,
          units: 1 + luck.below(most),
          contact: { name: `Người ${person}`, phone },
          consents,
        };
        const said = (await write(person, 'wait', '/waiting', body, undefined, slot)) as Waiting | undefined;
        if (said) waiting = said;
      },
      take: async () => {
        const said = (await write(person, 'take', '/waiting/take', { secret: waiting!.secret })) as
          Appointment | undefined;
        if (said) [booked, waiting] = [said, undefined];
      },
      leave: async () => {
        await write(person, 'leave', '/waiting/leave', { secret: waiting!.secret });
        waiting = undefined;
      },
    };
    for (let step = 0; step < stepsEach; step++) {
      const possible = [
        'hold',
        ...(hold ? ['book', 'book', 'book', 'extend', 'release'] : []),
        ...(booked ? ['move', 'cancel', 'cancel'] : []),
        ...(waiting ? ['take', 'take', 'leave'] : ['wait']),
      ];
      const chosen = possible[luck.below(possible.length)]!;
      // Two tabs of a citizen.
      const two = booked && luck.chance(0.2) ? [chosen, luck.chance(0.5) ? 'move' : 'cancel'] : [chosen];
      await Promise.all(two.map(each => acts[each]!()));
      if (luck.chance(0.03)) clock.pass(4);
      if (luck.chance(0.06)) await backend.processWaitlists(database.db, undefined, clock.now).catch(() => {});
      if (kill && luck.chance(0.03)) await kill();
    }
  };

  const office = async () => {
    if (!luck.chance(0.25)) return;
    const date = days[luck.below(days.length)]!;
    history.closed.add(date);
    // One evening is closed for its second hour only, which closes all of it.
    const hours = date === days[1] ? { from: '18:00' } : {};
    const officer = { id: 'prover', name: '', agency: ward, role: 'lead' as const };
    const work = { officer, jobs: undefined, now: clock.now };
    const close = () =>
      database.db
        .transaction()
        .execute(tx => backend.closeDay({ tx, ...work }, { counter: name, date, ...hours, reason: 'closed' }))
        .catch(() => {});
    await close();
    if (luck.chance(0.5))
      await database.db
        .transaction()
        .execute(tx => backend.reopenDay({ tx, ...work }, { counter: name, date, ...hours }))
        .catch(() => {});
  };

  await Promise.all([...Array.from({ length: people }, (_, person) => live(person)), office()]);
  // A killed connection is only noticed when used: each is, once.
  const use = () => sql`select 1`.execute(database.db).catch(() => {});
  await Promise.all(Array.from({ length: people }, use));
  await settle(database, backend, clock, name);
  return history;
}

/** Lets every hold and offer expire. */
async function settle({ db }: Database, backend: Backend, clock: Clock, name: string): Promise<void> {
  clock.pass(200);
  await backend.dropExpired(db, clock.now);
  for (let rounds = 0; rounds < people; rounds++) {
    await backend.processWaitlists(db, undefined, clock.now);
    const open = await db
      .selectFrom('waiting')
      .select('id')
      .where('service', '=', name)
      .where('state', '=', 'offered')
      .execute();
    if (!open.length) return;
    clock.pass(31);
  }
}
