import { dayList, slotList, type BookingDay } from '../../contract/index.ts';
import { addDays, dayOf, daysApart, daysBetween, isOff, ordinary, type Day } from '../../domain/calendar.ts';
import { lunarText } from '../../domain/lunar.ts';
import { bookable, type Bookable } from '../booking.ts';
import { Refusal } from '../http/problem.ts';
import { isoInstant } from '../instant.ts';
import { furthest } from '../settings.ts';
import { mayBook, roomiest, slotOf, slotsBetween, timesOf, type Counter, type OfferedSlot } from '../slots.ts';
import { specialDays, type NamedDay } from './agency.ts';
import type { Routes } from './route.ts';

const longestSpan = 62;

export function slotRoutes(routes: Routes): void {
  routes.read(dayList, async ({ agency, service, place, from, to }, { service: { db }, now }) => {
    const today = dayOf(now);
    // A phone whose clock is years off asks for days years off, and must learn which day it is.
    if (to < from || daysApart(from, to) >= longestSpan) {
      throw new Refusal('invalid-input', { errors: [{ pointer: '/to', code: 'span' }] });
    }
    const wanted = await bookable(db, agency, service, now);
    const counters = at(wanted, place);
    // One question to the database for the span asked for and for the first free time, wherever that is.
    const last = to > wanted.window.until && to <= addDays(today, furthest) ? to : wanted.window.until;
    const slots = await slotsBetween(db, counters, wanted.calendar, [today, last], now);
    const free = roomiest(slots.filter(slot => slot.taken < slot.capacity && mayBook(wanted.window, slot)));
    const days = new Map<Day, OfferedSlot[]>();
    for (const slot of slots) days.set(dayOf(slot.start), [...(days.get(dayOf(slot.start)) ?? []), slot]);
    const named = await specialDays(db, wanted.chain, from, to);
    return {
      days: daysBetween(from, to).map(date =>
        dayOfGrid(date, { wanted, counters, slots: days.get(date) ?? [], special: named.get(date), today, last }),
      ),
      first: free[0] ? slotOf(free[0]) : null,
      until: wanted.window.until,
      now: isoInstant(now),
    };
  });

  routes.read(slotList, async ({ agency, service, place, date }, { service: { db }, now }) => {
    const wanted = await bookable(db, agency, service, now);
    const counters = at(wanted, place);
    const isNear = daysApart(dayOf(now), date) <= furthest;
    const slots = isNear ? roomiest(await slotsBetween(db, counters, wanted.calendar, [date, date], now)) : [];
    return {
      // What can no longer be booked is shown as taken.
      slots: slots.map(slot => (mayBook(wanted.window, slot) ? slotOf(slot) : { ...slotOf(slot), left: 0 })),
      now: isoInstant(now),
    };
  });
}

function at({ counters }: Bookable, place: string): Counter[] {
  const found = counters.filter(counter => counter.place === place && counter.way === 'time');
  if (!found.length) throw new Refusal('place-not-found');
  return found;
}

interface DayFacts {
  wanted: Bookable;
  counters: readonly Counter[];
  slots: readonly OfferedSlot[];
  special: NamedDay | undefined;
  today: Day;
  /** The last day whose times were reckoned. */
  last: Day;
}

function dayOfGrid(date: Day, facts: DayFacts): BookingDay {
  const { wanted, counters, slots, special } = facts;
  const reason = slots.length
    ? undefined
    : counters.flatMap(({ closures }) => closures).find(each => each.date === date)?.reason;
  return {
    date,
    state: stateOf(date, facts),
    left: slots
      .filter(slot => mayBook(wanted.window, slot))
      .reduce((sum, { capacity, taken }) => sum + Math.max(0, capacity - taken), 0),
    name: special?.name ?? (reason ? { vi: reason } : undefined),
    type: special?.type,
    lunar: lunarText(date),
  };
}

function stateOf(date: Day, { wanted, counters, slots, special, today, last }: DayFacts): BookingDay['state'] {
  if (date < today) return 'past';
  if (date > last) return 'later';
  if (!slots.length) {
    const usual = counters.some(counter => timesOf(counter, ordinary, date).length);
    return usual || isOff(special?.type) ? 'closed' : 'off';
  }
  if (date > wanted.window.until) return 'later';
  const open = slots.filter(slot => mayBook(wanted.window, slot));
  if (!open.length) return 'past';
  return open.some(({ capacity, taken }) => taken < capacity) ? 'open' : 'full';
}
