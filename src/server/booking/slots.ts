import type { Selectable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Slot, Way } from '../../contract/index.ts';
import { addDays, type Calendar, type Day, dayOf, instantAt, isInBounds } from '../../domain/calendar.ts';
import { type SlotRule, slotsOn, type SlotTime } from '../../domain/slot.ts';
import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import type { Booking } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Tables } from '../platform/schema.ts';
import { type SessionRule, sessionsOn, type SessionTime } from './sessions.ts';

/** A bookable resource with one queue: one or more desks. */
export interface Counter {
  id: string;
  place: string;
  name: string;
  letter: string;
  way: Way;
  /** Incremented when its rules change. */
  rulesVersion: number;
  rules: SlotRule[];
  sessions: SessionRule[];
  /** Closures with their reasons. */
  closures: Closure[];
}

/** A closure of a counter, for some hours or a whole day. */
export interface Closure {
  date: Day;
  start: Date;
  end: Date;
  reason: string;
}

/** A time at a counter by its rules; it may have no row in the database yet. */
export interface OfferedSlot {
  counter: string;
  place: string;
  start: Date;
  end: Date;
  capacity: number;
  taken: number;
  /** Length of the waitlist: while it is not empty, nothing is free for others. */
  waiting?: number;
  session?: SessionTime['session'];
}

/** The times that can be booked now. */
export interface BookingWindow {
  now: Date;
  from: Date;
  until: Day;
  /** End of the day `until`. */
  end: Date;
  /** Whether sessions can be booked after their deadline: by officers. */
  ignoresDeadlines?: boolean;
}

export function bookingWindow({ horizonDays, leadMinutes, opensAt }: Booking, now: Date): BookingWindow {
  const today = dayOf(now);
  const released = !opensAt || now >= instantAt(today, parseTimeOfDay(opensAt));
  const until = addDays(today, released ? horizonDays : horizonDays - 1);
  return { now, from: new Date(now.getTime() + leadMinutes * 60_000), until, end: instantAt(until, 24 * 60) };
}

export const isBookable = (
  { now, from, end, ignoresDeadlines }: BookingWindow,
  { start, session }: Pick<OfferedSlot, 'start' | 'session'>,
): boolean =>
  // Compared as numbers: comparing dates is ten times slower, and a month view does it a thousand times.
  (session ? ignoresDeadlines || now.getTime() < session.bookUntil.getTime() : start.getTime() >= from.getTime()) &&
  start.getTime() < end.getTime();

/** The times of a counter on a day, by its slot and session rules. */
export const counterTimes = (
  { rules, sessions }: Counter,
  calendar: Calendar,
  day: Day,
): (SlotTime & Partial<SessionTime>)[] => [...slotsOn(rules, calendar, day), ...sessionsOn(sessions, calendar, day)];

/** A closure from its row. */
export const toClosure = (
  row: Pick<Selectable<Tables['closure']>, 'date' | 'closed_from' | 'closed_to' | 'reason'>,
): Closure => ({
  date: row.date,
  start: instantAt(row.date, parseTimeOfDay(row.closed_from)),
  end: instantAt(row.date, parseTimeOfDay(row.closed_to)),
  reason: row.reason,
});

/** The closure that overlaps a time. */
export const closureAt = (
  { closures }: Pick<Counter, 'closures'>,
  { start, end }: Pick<SlotTime, 'start' | 'end'>,
): Closure | undefined => closures.find(closure => start < closure.end && end > closure.start);

/** The counters of an agency, optionally only those of one service, in display order. */
export const loadCounters = async (db: Db, agency: string, service?: string): Promise<Counter[]> =>
  parseCounters(
    await countersWithRules(db)
      .where('place.agency', '=', agency)
      .$if(service !== undefined, query =>
        query.where('counter.id', 'in', ({ selectFrom }) =>
          selectFrom('counter_service').select('counter').where('counter_service.service', '=', service!),
        ),
      )
      .execute(),
  );

/** Counters with their rules and closures as rows, in display order; `parseCounters` makes counters of them. */
export const countersWithRules = (db: Db) =>
  db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select([
      'counter.id',
      'counter.place',
      'counter.name',
      'counter.letter',
      'counter.way',
      'counter.rules_version as rulesVersion',
    ])
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
    .orderBy('place.position')
    .orderBy('counter.id');

type CounterWithRules = Awaited<ReturnType<ReturnType<typeof countersWithRules>['execute']>>[number];

/** Counters from their rows. */
export const parseCounters = (rows: readonly CounterWithRules[]): Counter[] =>
  rows.map(({ rules, sessions, closures, ...counter }) => ({
    ...counter,
    rules: rules.map(({ opens, closes, valid_from, valid_to, ...rule }) => ({
      ...rule,
      from: parseTimeOfDay(opens),
      to: parseTimeOfDay(closes),
      validFrom: valid_from,
      validTo: valid_to,
    })),
    sessions: sessions.map(({ opens, closes, minutes, needs_phone, ...rule }) => ({
      ...rule,
      from: parseTimeOfDay(opens),
      to: parseTimeOfDay(closes),
      minutes: Number(minutes),
      needsPhone: needs_phone,
    })),
    closures: closures.map(toClosure),
  }));

export const freePlaces = ({ capacity, taken, waiting }: OfferedSlot): number =>
  waiting ? 0 : Math.max(0, capacity - taken);

/** A slot as the contract returns it. */
export const presentSlot = (slot: OfferedSlot): Slot => ({
  id: slotId(slot.counter, slot.start),
  place: slot.place,
  start: isoInstant(slot.start),
  end: isoInstant(slot.end),
  left: freePlaces(slot),
});

/** One entry per time and place, in order; of several counters the one with most room. */
export function mergeCounters(slots: readonly OfferedSlot[]): OfferedSlot[] {
  const best = new Map<string, OfferedSlot>();
  for (const slot of slots) {
    const key = `${slot.start.getTime()} ${slot.place}`;
    const known = best.get(key);
    if (!known || freePlaces(slot) > freePlaces(known)) best.set(key, slot);
  }
  return [...best.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Slot identifier, opaque to clients: the counter, and minutes since 1970. */
export const slotId = (counter: string, start: Date): string => `${counter}:${start.getTime() / 60_000}`;

/** Parses a slot identifier; undefined when it is invalid. */
export function parseSlotId(id: string): { counter: string; start: Date } | undefined {
  const [, counter, minutes] = /^(.+):(\d{1,9})$/.exec(id) ?? [];
  const start = new Date(Number(minutes) * 60_000);
  return counter && isInBounds(start) ? { counter, start } : undefined;
}
