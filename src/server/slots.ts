import { sql, type Selectable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Slot, Way } from '../contract/index.ts';
import { addDays, dayOf, daysBetween, instantAt, isInBounds, type Calendar, type Day } from '../domain/calendar.ts';
import { minutesOf, slotsOf, type SlotRule, type SlotTime } from '../domain/slot.ts';
import type { Db } from './database.ts';
import { isoInstant } from './instant.ts';
import type { Tables } from './schema.ts';
import { sessionsOn, type SessionRule, type SessionTime } from './session.ts';
import type { Booking } from './settings.ts';

/** A row of desks that works off one row of appointments. */
export interface Counter {
  id: string;
  place: string;
  name: string;
  letter: string;
  way: Way;
  /** How often its rules have changed. */
  planned: number;
  rules: SlotRule[];
  sessions: SessionRule[];
  /** When the office has closed it, and why. */
  closures: Closure[];
}

/** Some hours of a day, or all of it, in which a counter is closed. */
export interface Closure {
  date: Day;
  start: Date;
  end: Date;
  reason: string;
}

/** A time at a counter, as the rules give it; it may have no row yet. */
export interface OfferedSlot {
  counter: string;
  place: string;
  start: Date;
  end: Date;
  capacity: number;
  taken: number;
  /** How many wait for a place: as long as somebody does, nothing is free for others. */
  waiting?: number;
  session?: SessionTime['session'];
}

/** From when until which day one may book now. */
export interface Window {
  now: Date;
  from: Date;
  until: Day;
}

export function windowOf({ horizonDays, leadMinutes, opensAt }: Booking, now: Date): Window {
  const today = dayOf(now);
  const released = !opensAt || now >= instantAt(today, minutesOf(opensAt));
  return {
    now,
    from: new Date(now.getTime() + leadMinutes * 60_000),
    until: addDays(today, released ? horizonDays : horizonDays - 1),
  };
}

export const mayBook = (
  { now, from, until }: Window,
  { start, session }: Pick<OfferedSlot, 'start' | 'session'>,
): boolean => (session ? now < session.bookUntil : start >= from) && dayOf(start) <= until;

/** The times of a counter on a day, by its rules of either kind. */
export const timesOf = (
  { rules, sessions }: Counter,
  calendar: Calendar,
  day: Day,
): (SlotTime & Partial<SessionTime>)[] => [...slotsOf(rules, calendar, day), ...sessionsOn(sessions, calendar, day)];

/** A closing as the database has it. */
export const closureFrom = (
  row: Pick<Selectable<Tables['closure']>, 'date' | 'closed_from' | 'closed_to' | 'reason'>,
): Closure => ({
  date: row.date,
  start: instantAt(row.date, minutesOf(row.closed_from)),
  end: instantAt(row.date, minutesOf(row.closed_to)),
  reason: row.reason,
});

/** What closes a counter at a time, even at a part of it. */
export const closureOf = (
  { closures }: Pick<Counter, 'closures'>,
  { start, end }: Pick<SlotTime, 'start' | 'end'>,
): Closure | undefined => closures.find(closure => start < closure.end && end > closure.start);

/** The counters at the places of an agency, or those that give one service, in a fixed order. */
export async function countersOf(db: Db, agency: string, service?: string): Promise<Counter[]> {
  const rows = await db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select(['counter.id', 'counter.place', 'counter.name', 'counter.letter', 'counter.way', 'counter.planned'])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('slot_rule')
          .select(['weekday', 'opens', 'closes', 'every', 'capacity', 'valid_from', 'valid_to'])
          .whereRef('slot_rule.counter', '=', 'counter.id'),
      ).as('rules'),
      jsonArrayFrom(
        selectFrom('session_rule')
          .select(['rrule', 'since', 'opens', 'closes', 'capacity', 'unit', 'most', 'minutes', 'cutoff', 'needs_phone'])
          .whereRef('session_rule.counter', '=', 'counter.id'),
      ).as('sessions'),
      jsonArrayFrom(
        selectFrom('closure')
          .select(['date', 'closed_from', 'closed_to', 'reason'])
          .whereRef('closure.counter', '=', 'counter.id'),
      ).as('closures'),
    ])
    .where('place.agency', '=', agency)
    .$if(service !== undefined, query =>
      query.where('counter.id', 'in', ({ selectFrom }) =>
        selectFrom('counter_service').select('counter').where('counter_service.service', '=', service!),
      ),
    )
    .orderBy('place.position')
    .orderBy('counter.id')
    .execute();
  return rows.map(({ rules, sessions, closures, ...counter }) => ({
    ...counter,
    rules: rules.map(({ opens, closes, valid_from, valid_to, ...rule }) => ({
      ...rule,
      from: minutesOf(opens),
      to: minutesOf(closes),
      validFrom: valid_from,
      validTo: valid_to,
    })),
    sessions: sessions.map(({ opens, closes, minutes, needs_phone, ...rule }) => ({
      ...rule,
      from: minutesOf(opens),
      to: minutesOf(closes),
      minutes: Number(minutes),
      needsPhone: needs_phone,
    })),
    closures: closures.map(closureFrom),
  }));
}

/** The times of some days, with what is taken of each; times of several counters of one place are told apart. */
export async function slotsBetween(
  db: Db,
  counters: readonly Counter[],
  calendar: Calendar,
  [first, last]: readonly [Day, Day],
  now: Date,
): Promise<OfferedSlot[]> {
  if (!counters.length) return [];
  const { rows } = await sql<{ counter: string; starts_at: Date; taken: number; waiting: number }>`
    select s.counter, s.starts_at, s.taken - (
      select coalesce(sum(a.units), 0)::int from appointment a where a.slot = s.id and a.state = 'held' and a.expires_at <= ${now}
    ) as taken, (select count(*)::int from waiting w where w.slot = s.id and w.state = 'waiting') as waiting
    from slot s
    where s.counter in (${sql.join(counters.map(({ id }) => id))})
      and s.starts_at >= ${instantAt(first, 0)} and s.starts_at < ${instantAt(last, 24 * 60)}`.execute(db);
  const known = new Map(rows.map(row => [slotId(row.counter, row.starts_at), row]));
  const slots: OfferedSlot[] = [];
  for (const day of daysBetween(first, last)) {
    for (const counter of counters) {
      const { id, place } = counter;
      for (const time of timesOf(counter, calendar, day)) {
        if (closureOf(counter, time)) continue;
        const { taken = 0, waiting = 0 } = known.get(slotId(id, time.start)) ?? {};
        slots.push({ counter: id, place, ...time, taken, waiting });
      }
    }
  }
  return slots;
}

export const leftOf = ({ capacity, taken, waiting }: OfferedSlot): number =>
  waiting ? 0 : Math.max(0, capacity - taken);

/** A slot as the contract has it. */
export const slotOf = (slot: OfferedSlot): Slot => ({
  id: slotId(slot.counter, slot.start),
  place: slot.place,
  start: isoInstant(slot.start),
  end: isoInstant(slot.end),
  left: leftOf(slot),
});

/** One line a time and place, in order: of two counters with the same time, the one with more room. */
export function roomiest(slots: readonly OfferedSlot[]): OfferedSlot[] {
  const best = new Map<string, OfferedSlot>();
  for (const slot of slots) {
    const key = `${slot.start.getTime()} ${slot.place}`;
    const known = best.get(key);
    if (!known || leftOf(slot) > leftOf(known)) best.set(key, slot);
  }
  return [...best.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Opaque to everybody else: the counter, and minutes since 1970. */
export const slotId = (counter: string, start: Date): string => `${counter}:${start.getTime() / 60_000}`;

/** What a slot's identifier says; undefined when it is none. */
export function readSlotId(id: string): { counter: string; start: Date } | undefined {
  const [, counter, minutes] = /^(.+):(\d{1,9})$/.exec(id) ?? [];
  const start = new Date(Number(minutes) * 60_000);
  return counter && isInBounds(start) ? { counter, start } : undefined;
}

/** A day at another place is worth a way of so many hours. */
const otherPlace = 4 * 3600_000;
const nearest = 5;
/** Sessions are days apart. */
const nearDays: Record<Way, number> = { time: 14, session: 35, home: 14 };

/** The nearest free times to one that cannot be had, nearest first: the same place before another. */
export async function alternatives(
  db: Db,
  counters: readonly Counter[],
  calendar: Calendar,
  window: Window,
  wanted: { start: Date; counter: Counter | undefined; units: number; after?: Date },
  now: Date,
): Promise<Slot[]> {
  const near = wanted.start > window.from ? wanted.start : window.from;
  const day = dayOf(near) > window.until ? window.until : dayOf(near);
  const { place, way: kind = 'time' } = wanted.counter ?? {};
  const alike = counters.filter(({ way }) => way === kind);
  const span = [addDays(day, -nearDays[kind]), addDays(day, nearDays[kind])] as const;
  const found = roomiest(await slotsBetween(db, alike, calendar, span, now)).filter(
    slot => leftOf(slot) >= wanted.units && mayBook(window, slot) && !(wanted.after && slot.start <= wanted.after),
  );
  const far = (slot: OfferedSlot) =>
    Math.abs(slot.start.getTime() - near.getTime()) + (place && slot.place !== place ? otherPlace : 0);
  return found
    .sort((a, b) => far(a) - far(b))
    .slice(0, nearest)
    .map(slotOf);
}
