import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { dayOf } from '../../../domain/calendar.ts';
import type { FormState } from '../../ui/form.ts';
import { readFormFields } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { type CallingCounter, callNext, callVisitor, lastCallAt } from '../queue.ts';
import { listPlaces, readBooking } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

type DayPage = (c: Context, wanted: { place: string }, state?: FormState) => Promise<Html>;

/** A number as tickets have it: letters, digits, and what stands between them. */
const ticketNumber = /^[\p{L}\d][\p{L}\d .-]{0,11}$/u;

/** Calls from a counter to the hall. */
export function callPages({ db, clock }: AppContext, dayPage: DayPage): Hono {
  const pages = new Hono();

  pages.post('/next', c =>
    call(c, async (tx, counter) => {
      const next = await callNext({ tx, officer: c.get('officer'), now: clock() }, counter);
      return next ? { row: next.id } : 'nobody-waits';
    }),
  );

  pages.post('/again', c =>
    call(c, async (tx, counter) => {
      const now = clock();
      const last = await lastCallAt(tx, counter.id, now);
      if (!last) return 'nobody-waits';
      const { number, appointment } = last;
      await callVisitor({ tx, officer: c.get('officer'), now }, counter, {
        number,
        ...(appointment && { id: appointment }),
      });
      return appointment ? { row: appointment } : {};
    }),
  );

  // An appointment, or a number that another system gave out.
  pages.post('/number', async c => {
    const officer = c.get('officer');
    const { number = '', row = '' } = await readFormFields(c);
    const booking = row ? await readBooking(db, officer, row) : undefined;
    return call(c, async (tx, counter) => {
      const called = (booking?.number ?? number).toUpperCase();
      if (!ticketNumber.test(called)) return 'no-number';
      await callVisitor({ tx, officer, now: clock() }, counter, { number: called, ...(booking && { id: booking.id }) });
      return booking ? { row: booking.id } : {};
    });
  });
  return pages;

  /** Carries out a call at a counter of the officer's agencies, and shows the day again. */
  async function call(
    c: Context,
    work: (tx: Tx, counter: CallingCounter) => Promise<{ row?: string } | 'nobody-waits' | 'no-number'>,
  ): Promise<Response> {
    const fields = await readFormFields(c);
    const counter = await counterOf(c, fields['counter'] ?? '');
    if (!counter) throw new ProblemError('not-allowed');
    const result = await withAudit(db, tx => work(tx, counter));
    if (typeof result === 'string')
      return c.html(await dayPage(c, { place: counter.place }, { problem: { slug: result, fields: [] } }), 409);
    return c.redirect(dayUrl(counter.place, dayOf(clock()), { ...result, done: '' }), 303);
  }

  async function counterOf(c: Context, id: string): Promise<CallingCounter | undefined> {
    const places = await listPlaces(db, c.get('officer').scope);
    const place = places.find(({ counters }) => counters.includes(id));
    const row =
      place && (await db.selectFrom('counter').select(['id', 'name']).where('id', '=', id).executeTakeFirst());
    return row && { id: row.id, name: c.get('officer').desk ?? row.name, place: place.id, agency: place.agency };
  }
}
