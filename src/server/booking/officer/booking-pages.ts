import { type Context, Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { addDays, dayOf, isDay } from '../../../domain/calendar.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { isUuid } from '../../platform/uuid.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { bookForVisitor } from '../book-for-visitor.ts';
import { PlanCache } from '../plan-cache.ts';
import { freePlaces, mergeCounters, parseSlotId, presentSlot } from '../slots.ts';
import { type BookingForm, bookingPage, type FreeTime } from './booking-view.ts';
import { type DayBooking, listPlaces, type OfficerPlace, placeOf, readBooking } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

/** Days ahead among which a caller's times are looked for, and how many times are shown. */
const daysAhead = 14;
const timesShown = 24;
const maxUnits = 1000;

/** Booking for a caller, and for somebody who stands at the desk (`here`). */
export function bookingPages({ db, secrets, jobs, clock }: AppContext): Hono {
  const pages = new Hono();
  const plans = new PlanCache(db);

  pages.get('/', async c => {
    const { place, service, slot, date, here } = c.req.query();
    const preset = slot ? '1' : undefined;
    return c.html(await page(c, { typed: fieldsOf({ place, service, slot, date, here, preset, id: randomUUID() }) }));
  });

  pages.post('/', async c => {
    const typed = await readFormFields(c);
    const now = clock();
    const officer = c.get('officer');
    const id = isUuid(typed['id'] ?? '') ? typed['id']! : randomUUID();
    try {
      const sent = await readBooking(db, officer, id);
      if (sent) return await toDay(c, sent);
      const place = await ownPlace(c, typed['place']);
      if (!place) throw new ProblemError('not-allowed');
      const { service = '', slot = '', name = '', phone = '' } = typed;
      if (!service) throw invalidInput('/service', 'required');
      const counter = parseSlotId(slot)?.counter;
      if (!counter || !place.counters.includes(counter)) throw invalidInput('/slot', 'required');
      const units = Math.trunc(Number(typed['units'] || 1));
      if (!(units >= 1 && units <= maxUnits)) throw invalidInput('/units', 'most');
      await withAudit(db, tx =>
        bookForVisitor({ tx, secrets, jobs, now }, officer, {
          ...{ id, agency: place.agency, service, slot, units, name, phone },
          hasAgreed: typed['agreed'] !== undefined,
          isHere: typed['here'] !== undefined,
        }),
      );
      return await toDay(c, (await readBooking(db, officer, id))!);
    } catch (error) {
      // Sent twice at once: the first one has booked.
      const sent = await readBooking(db, officer, id);
      if (sent) return toDay(c, sent);
      return c.html(await page(c, { typed: { ...typed, id }, problem: toFormProblem(error) }), 422);
    }
  });

  return pages;

  async function toDay(c: Context, { id, counter, starts_at }: DayBooking) {
    const place = (await placeOf(db, c.get('officer'), counter)) ?? '';
    return c.redirect(dayUrl(place, dayOf(starts_at), { row: id, done: '' }), 303);
  }

  async function ownPlace(c: Context, wanted: string | undefined): Promise<OfficerPlace | undefined> {
    const officer = c.get('officer');
    const places = await listPlaces(db, officer.scope);
    if (wanted) return places.find(({ id }) => id === wanted);
    return places.find(({ counters }) => officer.counter !== null && counters.includes(officer.counter)) ?? places[0];
  }

  async function page(c: Context, { typed = {}, problem }: FormState): Promise<Html> {
    const place = await ownPlace(c, typed['place']);
    if (!place) throw new ProblemError('no-such-operation');
    const now = clock();
    // A time that was chosen before stays, unless it is gone meanwhile.
    const isGone = problem?.slug === 'slot-taken' || problem?.slug === 'slot-closed';
    const slot = typed['preset'] && !isGone ? parseSlotId(typed['slot'] ?? '') : undefined;
    const services = (await servicesOf(db, place)).filter(({ counters }) => !slot || counters.includes(slot.counter));
    const service =
      services.find(({ id }) => id === typed['service']) ?? (services.length === 1 ? services[0] : undefined);
    const isHere = typed['here'] !== undefined;
    const date = isHere || !typed['date'] || !isDay(typed['date']) ? dayOf(now) : requestedDay(typed['date'], now);
    const offer = service && (await timesOf(place, service.id, { from: date, isHere, now }));
    // The table shows days that are not released yet.
    const isEarly = slot && offer && dayOf(slot.start) > offer.until;
    const form: BookingForm = {
      ...{ place, services, service, isHere, date, now, typed },
      slot: slot && !isEarly && place.counters.includes(slot.counter) ? slot : undefined,
      times: offer?.times ?? [],
      purposes: offer?.purposes ?? [],
    };
    return bookingPage(c, form, isEarly ? { slug: 'slot-closed', fields: [] } : problem);
  }

  async function timesOf(place: OfficerPlace, service: string, { from, isHere, now }: WantedTimes) {
    const last = isHere ? from : addDays(from, daysAhead);
    const { plan, days } = await plans.getAvailability({ agency: place.agency, service, now }, ({ counters }) => ({
      counters: counters.filter(each => each.place === place.id && each.way !== 'home'),
      span: [from, last],
    }));
    const times: FreeTime[] = mergeCounters([...days.values()].flat())
      .filter(slot => slot.end > now && freePlaces(slot) > 0 && dayOf(slot.start) <= plan.window.until)
      .slice(0, timesShown)
      .map(slot => ({
        id: presentSlot(slot).id,
        start: slot.start,
        counter: plan.counters.find(({ id }) => id === slot.counter)?.name ?? '',
        unit: slot.session?.unit,
      }));
    return { times, purposes: plan.booking.purposes, until: plan.window.until };
  }
}

interface WantedTimes {
  from: string;
  isHere: boolean;
  now: Date;
}

/** The services of a place with the counters that offer them. */
function servicesOf(db: Db, place: OfficerPlace) {
  return db
    .selectFrom('service')
    .innerJoin('counter_service', 'counter_service.service', 'service.id')
    .select(({ fn }) => ['service.id', 'service.name', fn.agg<string[]>('array_agg', ['counter']).as('counters')])
    .where('counter_service.counter', 'in', place.counters)
    .where('service.active', '=', true)
    .groupBy(['service.id', 'service.name', 'service.field'])
    .orderBy('service.field')
    .orderBy('service.name')
    .execute();
}

const fieldsOf = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
