import { LRUCache } from 'lru-cache';
import { type BookingDay, dayList, slotList } from '../../../contract/index.ts';
import { addDays, type Day, dayOf, daysApart, daysBetween, isOff } from '../../../domain/calendar.ts';
import { usualWeek } from '../../../domain/usual-week.ts';
import { lunarText } from '../../../domain/lunar.ts';
import { maxDaysAhead, type NamedDay } from '../../agencies/index.ts';
import type { Router } from '../../http/router.ts';
import { isoInstant } from '../../platform/instant.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import type { Bookable } from '../bookable.ts';
import type { PlanCache } from '../plan-cache.ts';
import {
  type BookingWindow,
  type Counter,
  counterTimes,
  isBookable,
  mergeCounters,
  type OfferedSlot,
  presentSlot,
} from '../slots.ts';

const maxSpanDays = 62;

export function slotRoutes(router: Router, plans: PlanCache): void {
  router.read(dayList, async ({ agency, service, place, from, to }, { now }) => {
    const today = dayOf(now);
    // A phone whose clock is years off asks for such days, and must learn today's date from the answer.
    if (to < from || daysApart(from, to) >= maxSpanDays) {
      throw invalidInput('/to', 'span');
    }
    // One query covers the requested span and the first free time.
    const lastOf = ({ until }: BookingWindow) => (to > until && to <= addDays(today, maxDaysAhead) ? to : until);
    const { plan: bookable, days } = await plans.getAvailability({ agency, service, now }, plan => ({
      counters: countersAt(plan, place),
      span: [today, lastOf(plan.window)],
    }));
    const counters = countersAt(bookable, place);
    const last = lastOf(bookable.window);
    const first = firstFreeSlot(days.values(), bookable.window);
    return {
      days: daysBetween(from, to).map(date =>
        presentDay(date, {
          wanted: bookable,
          counters,
          slots: days.get(date) ?? [],
          special: bookable.named.get(date),
          today,
          last,
        }),
      ),
      first: first ? presentSlot(first) : null,
      until: bookable.window.until,
      now: isoInstant(now),
    };
  });

  router.read(slotList, async ({ agency, service, place, date }, { now }) => {
    const isNear = daysApart(dayOf(now), date) <= maxDaysAhead;
    const { plan: bookable, days } = await plans.getAvailability({ agency, service, now }, plan => ({
      counters: countersAt(plan, place).filter(() => isNear),
      span: [date, date],
    }));
    const slots = isNear ? mergeCounters(days.get(date) ?? []) : [];
    return {
      // Times that can no longer be booked are shown as taken.
      slots: slots.map(slot =>
        isBookable(bookable.window, slot) ? presentSlot(slot) : { ...presentSlot(slot), left: 0 },
      ),
      now: isoInstant(now),
    };
  });
}

/** The first bookable time; among counters of one time the one with most room. */
function firstFreeSlot(days: Iterable<readonly OfferedSlot[]>, window: BookingWindow): OfferedSlot | undefined {
  for (const slots of days) {
    const [first] = mergeCounters(slots.filter(slot => slot.taken < slot.capacity && isBookable(window, slot)));
    if (first) return first;
  }
  return undefined;
}

function countersAt({ counters }: Bookable, place: string): Counter[] {
  const found = counters.filter(counter => counter.place === place && counter.way === 'time');
  if (!found.length) throw new ProblemError('place-not-found');
  return found;
}

const lunarCache = new LRUCache<Day, string>({ max: 1000 });

/** Cached: computing thirty lunar dates takes a millisecond. */
function lunarLabel(date: Day): string {
  let text = lunarCache.get(date);
  if (!text) lunarCache.set(date, (text = lunarText(date)));
  return text;
}

interface DayFacts {
  wanted: Bookable;
  counters: readonly Counter[];
  slots: readonly OfferedSlot[];
  special: NamedDay | undefined;
  today: Day;
  /** The last day whose times were computed. */
  last: Day;
}

function presentDay(date: Day, facts: DayFacts): BookingDay {
  const { wanted: bookable, counters, slots, special } = facts;
  const open = slots.filter(slot => isBookable(bookable.window, slot));
  const reason = slots.length
    ? undefined
    : counters.flatMap(({ closures }) => closures).find(each => each.date === date)?.reason;
  return {
    date,
    state: dayState(date, open, facts),
    left: open.reduce((sum, { capacity, taken }) => sum + Math.max(0, capacity - taken), 0),
    name: special?.name ?? (reason ? { vi: reason } : undefined),
    type: special?.type,
    lunar: lunarLabel(date),
  };
}

function dayState(
  date: Day,
  open: readonly OfferedSlot[],
  { wanted: bookable, counters, slots, special, today, last }: DayFacts,
): BookingDay['state'] {
  if (date < today) return 'past';
  if (date > last) return 'later';
  if (!slots.length) {
    const usual = counters.some(counter => counterTimes(counter, usualWeek, date).length);
    return usual || isOff(special) ? 'closed' : 'off';
  }
  if (date > bookable.window.until) return 'later';
  if (!open.length) return 'past';
  return open.some(({ capacity, taken }) => taken < capacity) ? 'open' : 'full';
}
