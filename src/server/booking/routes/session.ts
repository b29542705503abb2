import { type Session, sessionList, type SessionPattern } from '../../../contract/index.ts';
import { addDays, type Day, dayOf, daysApart, daysBetween, instantAt, weekday } from '../../../domain/calendar.ts';
import { usualWeek } from '../../../domain/usual-week.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../../domain/time-of-day.ts';
import { maxDaysAhead, presentPlace } from '../../agencies/index.ts';
import type { Router } from '../../http/router.ts';
import { isoInstant } from '../../platform/instant.ts';
import { slotsBetween } from '../availability.ts';
import type { Bookable } from '../bookable.ts';
import type { PlanCache } from '../plan-cache.ts';
import {
  closureAt,
  type Counter,
  counterTimes,
  freePlaces,
  isBookable,
  type OfferedSlot,
  presentSlot,
} from '../slots.ts';

/** Sessions are listed for some days beyond the horizon, to show when booking opens. */
const laterDays = 14;
/** Days over which a weekly pattern is derived. */
const patternDays = 42;

export function sessionRoutes(router: Router, plans: PlanCache): void {
  router.read(sessionList, async ({ agency, service, place, way: requested = 'session' }, { app: { db }, now }) => {
    const bookable = await plans.get(agency, service, now);
    const counters = bookable.counters.filter(({ way, place: at }) => way === requested && (!place || at === place));
    const today = dayOf(now);
    const last = addDays(bookable.window.until, laterDays);
    const offered = await slotsBetween(db, counters, bookable.calendar, [today, last], now);
    const closed = closedSessions(bookable, counters, [today, last]);
    const rows = await db
      .selectFrom('place')
      .selectAll()
      .where('id', 'in', ['', ...counters.map(({ place }) => place)])
      .orderBy('position')
      .execute();
    const sessions = [
      ...offered.map(slot => presentSession(slot, bookable)),
      ...closed.map(slot => presentSession(slot, bookable, true)),
    ]
      .filter(({ end }) => new Date(end) > now)
      .map(session => {
        const counter = counters.find(({ id }) => session.id.startsWith(`${id}:`));
        const time = { start: new Date(session.start), end: new Date(session.end) };
        const reason = counter && closureAt(counter, time)?.reason;
        const name =
          session.state === 'closed'
            ? (bookable.named.get(session.date)?.name ?? (reason && { vi: reason }))
            : undefined;
        return { ...session, ...(name && { name }) };
      })
      .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
    return {
      sessions,
      patterns: counters.flatMap(counter => weeklyPatterns(counter, today)),
      places: rows.map(presentPlace),
      now: isoInstant(now),
    };
  });
}

/** Sessions cancelled by a holiday or a closure: citizens are told why. */
function closedSessions(
  { calendar }: Bookable,
  counters: readonly Counter[],
  [first, last]: readonly [Day, Day],
): OfferedSlot[] {
  const closed: OfferedSlot[] = [];
  for (const day of daysBetween(first, last)) {
    for (const counter of counters) {
      const kept = counterTimes(counter, calendar, day).filter(time => !closureAt(counter, time));
      for (const time of counterTimes(counter, usualWeek, day))
        if (!kept.some(({ start }) => start.getTime() === time.start.getTime()))
          closed.push({ counter: counter.id, place: counter.place, ...time, taken: time.capacity });
    }
  }
  return closed;
}

function presentSession(slot: OfferedSlot, { window, booking, counters }: Bookable, closed = false): Session {
  const way = counters.find(({ id }) => id === slot.counter)?.way;
  const { unit = 'heads', most = 1, needsPhone = true, bookUntil = slot.start } = slot.session ?? {};
  const date = dayOf(slot.start);
  const later = date > window.until;
  const opens = instantAt(addDays(date, -booking.horizonDays), booking.opensAt ? parseTimeOfDay(booking.opensAt) : 0);
  return {
    ...presentSlot(slot),
    date,
    state: closed
      ? 'closed'
      : later
        ? 'later'
        : !isBookable(window, slot)
          ? 'over'
          : freePlaces(slot)
            ? 'open'
            : 'full',
    unit,
    most,
    bookUntil: isoInstant(bookUntil),
    ...(later && !closed && { bookFrom: isoInstant(opens) }),
    needsPhone,
    // Home visits have no waitlist: another half day is near.
    ...(way === 'session' && { waiting: slot.waiting ?? 0 }),
  };
}

/** The weekdays and hours of sessions that recur every week. */
function weeklyPatterns(counter: Counter, today: Day): SessionPattern[] {
  const near = counter.sessions.filter(({ since }) => daysApart(today, since) <= maxDaysAhead);
  return near.map(rule => {
    const days: Day[] = [];
    const first = rule.since > today ? rule.since : today;
    for (const day of daysBetween(first, addDays(first, patternDays - 1)))
      if (counterTimes({ ...counter, rules: [], sessions: [rule] }, usualWeek, day).length) days.push(day);
    const weekdays = [...new Set(days.map(weekday))].sort();
    const weekly = days.length === (weekdays.length * patternDays) / 7;
    return {
      place: counter.place,
      weekdays: weekly ? weekdays : [],
      from: formatTimeOfDay(rule.from),
      to: formatTimeOfDay(rule.to),
    };
  });
}
