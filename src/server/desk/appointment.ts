import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { addDays, dayOf, instantAt, isDay, type Day } from '../../domain/calendar.ts';
import { nationalPhone } from '../../domain/phone.ts';
import { closeDay, markAppointment, reopenDay } from '../visit.ts';
import { Refusal } from '../http/problem.ts';
import { agenciesUnder } from '../officer.ts';
import type { Service } from '../routes/route.ts';
import { audit } from '../audit.ts';
import { takeOffer } from '../waiting.ts';
import { formFields, shownProblem } from './form.ts';
import { lineOf, lineTable } from './line.ts';
import { clockTime, dayWords, formToken, page, problemBox, type Html } from './page.ts';

interface Entry {
  typed?: Record<string, string>;
  problem?: ReturnType<typeof shownProblem>;
}

/** A day of one counter: who comes when, who has come, and closing it. Prints as a list to hang up or carry. */
export function appointmentPages({ db, keys, jobs, clock }: Service): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await day(c, c.req.query('counter'), c.req.query('date'))));

  // A scanned ticket holds a secret: it comes in a body, never in an address.
  app.post('/find', async c => {
    const { ticket = '' } = await formFields(c);
    const id = keys.openTicket('appointment', /secret=([^&#\s]+)/.exec(ticket)?.[1] ?? ticket);
    const row = id ? await booked(id) : undefined;
    if (!row || !(await own(c)).some(counter => counter.id === row.counter))
      return c.html(
        await day(c, undefined, undefined, { problem: { slug: 'appointment-not-found', fields: [] } }),
        404,
      );
    return c.redirect(
      `/desk/appointments?${new URLSearchParams({ counter: row.counter, date: dayOf(row.starts_at) })}#${row.id}`,
      303,
    );
  });

  app.post('/:id/mark', async c => {
    const typed = await formFields(c);
    const row = await booked(c.req.param('id'));
    if (!row || !(await own(c)).some(counter => counter.id === row.counter)) throw new Refusal('appointment-not-found');
    const back = dayOf(row.starts_at);
    try {
      await db.transaction().execute(async tx => {
        const fresh = await tx.selectFrom('appointment').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
        const seen = { ...fresh, version: Number(typed['version']) || 0 };
        await markAppointment({ tx, officer: c.get('officer'), now: clock() }, seen, typed['to'] ?? '');
      });
      return c.redirect(
        `/desk/appointments?${new URLSearchParams({ counter: row.counter, date: back })}#${row.id}`,
        303,
      );
    } catch (error) {
      return c.html(await day(c, row.counter, back, { problem: shownProblem(error) }), 409);
    }
  });

  app.post('/waiting/:id/take', async c => {
    const id = c.req.param('id');
    const row = /^[0-9a-f-]{36}$/.test(id)
      ? await db
          .selectFrom('waiting')
          .innerJoin('slot', 'slot.id', 'waiting.slot')
          .select(['waiting.id', 'slot.counter', 'slot.starts_at'])
          .where('waiting.id', '=', id)
          .executeTakeFirst()
      : undefined;
    if (!row || !(await own(c)).some(counter => counter.id === row.counter)) throw new Refusal('appointment-not-found');
    const date = dayOf(row.starts_at);
    try {
      const now = clock();
      await db.transaction().execute(async tx => {
        const { number } = await takeOffer({ tx, keys, jobs, now }, keys.ticket('waiting', row.id));
        await audit(tx, { officer: c.get('officer').id, action: 'offer.take', subject: number, now });
      });
      return c.redirect(`/desk/appointments?${new URLSearchParams({ counter: row.counter, date, done: '' })}`, 303);
    } catch (error) {
      return c.html(await day(c, row.counter, date, { problem: shownProblem(error) }), 409);
    }
  });

  app.post('/close', c => change(c, (work, where, reason) => closeDay(work, { ...where, reason })));
  app.post('/open', c => change(c, (work, where) => reopenDay(work, where)));

  return app;

  async function change(
    c: Context,
    work: (
      work: Parameters<typeof closeDay>[0],
      where: { counter: string; date: Day },
      reason: string,
    ) => Promise<unknown>,
  ) {
    const typed = await formFields(c);
    const { counter = '', date = '', reason = '' } = typed;
    if (!(await own(c)).some(({ id }) => id === counter) || !isDay(date)) throw new Refusal('not-allowed');
    try {
      await db
        .transaction()
        .execute(tx => work({ tx, officer: c.get('officer'), jobs, now: clock() }, { counter, date }, reason));
      return c.redirect(`/desk/appointments?${new URLSearchParams({ counter, date, done: '' })}`, 303);
    } catch (error) {
      return c.html(await day(c, counter, date, { typed, problem: shownProblem(error) }), 422);
    }
  }

  function booked(id: string) {
    return /^[0-9a-f-]{36}$/.test(id)
      ? db
          .selectFrom('appointment')
          .innerJoin('slot', 'slot.id', 'appointment.slot')
          .select(['appointment.id', 'slot.counter', 'slot.starts_at'])
          .where('appointment.id', '=', id)
          .where('state', '<>', 'held')
          .executeTakeFirst()
      : undefined;
  }

  async function own(c: Context) {
    return db
      .selectFrom('counter')
      .innerJoin('place', 'place.id', 'counter.place')
      .select(['counter.id', 'counter.name', 'place.name as place'])
      .where('place.agency', 'in', await agenciesUnder(db, c.get('officer').agency))
      .orderBy('place.position')
      .orderBy('counter.id')
      .execute();
  }

  async function day(c: Context, counter = '', asked = '', { typed = {}, problem }: Entry = {}): Promise<Html> {
    const texts = c.get('texts');
    const counters = await own(c);
    const here = counters.find(({ id }) => id === counter) ?? counters[0];
    const date = isDay(asked) ? asked : dayOf(clock());
    if (!here) return page(c, texts.appointments, html`<p class="card">${texts.none}</p>`);
    const closure = await db
      .selectFrom('closure')
      .select('reason')
      .where('counter', '=', here.id)
      .where('date', '=', date)
      .executeTakeFirst();
    const rows = await db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .innerJoin('service', 'service.id', 'appointment.service')
      .selectAll('appointment')
      .select(['slot.starts_at', 'slot.unit', 'service.name as service_name'])
      .where('slot.counter', '=', here.id)
      .where('slot.starts_at', '>=', instantAt(date, 0))
      .where('slot.starts_at', '<', instantAt(addDays(date, 1), 0))
      .where('state', '<>', 'held')
      .orderBy('slot.starts_at')
      .orderBy('number')
      .execute();
    const line = await lineOf(db, here.id, date);
    const link = (to: Day) => `/desk/appointments?${new URLSearchParams({ counter: here.id, date: to })}`;
    const mark = (row: (typeof rows)[number], to: string, words: string) =>
      html`<form method="post" action="/desk/appointments/${row.id}/mark">
        ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><input
          type="hidden"
          name="to"
          value="${to}"
        />
        <button aria-label="${words}, ${row.number}">${words}</button>
      </form>`;

    const list = html`<div class="scroll wide">
      <table>
        <thead>
          <tr>
            <th>${texts.time}</th>
            <th>${texts.number}</th>
            <th>${texts.service}</th>
            <th>${texts.visitor}</th>
            <th>${texts.phone}</th>
            <th>${texts.status}</th>
            <th class="no-print"></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr id="${row.id}" class="${row.state}">
                <td>${clockTime(row.starts_at)}</td>
                <td><strong>${row.number}</strong></td>
                <td>
                  ${row.service_name}${row.unit && row.unit !== 'heads' ? html`<br />${row.units} ${texts.plan.units[row.unit]}` : ''}${row.dossier ? html`<br />${row.dossier}` : ''}
                </td>
                <td>${row.contact_name ?? '–'}</td>
                <td>${row.contact_phone ? nationalPhone(row.contact_phone) : '–'}</td>
                <td>${texts.visitStates[row.state] ?? row.state}</td>
                <td class="no-print">
                  ${
                    row.state === 'booked'
                      ? html`${mark(row, 'arrived', texts.markArrived)}${mark(row, 'missed', texts.markMissed)}`
                      : row.state === 'cancelled'
                        ? ''
                        : mark(row, 'booked', texts.markUndo)
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;

    return page(
      c,
      texts.appointmentsOn(dayWords(date)),
      html`${problemBox(texts, problem)}
        <form method="get" class="no-print">
          <label for="counter">${texts.counter}</label>
          <select id="counter" name="counter">
            ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name} – ${place}</option>`)}
          </select>
          <label for="date">${texts.day}</label>
          <input id="date" name="date" type="date" value="${date}" />
          <button>${texts.show}</button>
          <p>
            <a href="${link(addDays(date, -1))}">${texts.dayBefore}</a>
            <a href="${link(addDays(date, 1))}">${texts.dayAfter}</a>
          </p>
        </form>
        <form method="post" action="/desk/appointments/find" class="no-print">
          ${formToken(c)}
          <label for="ticket">${texts.scanTicket}</label>
          <input id="ticket" name="ticket" autocomplete="off" autofocus />
          <button>${texts.search}</button>
        </form>
        <p>
          ${here.name} – ${here.place}. ${texts.visitCount(rows.filter(({ state }) => state !== 'cancelled').length)}
        </p>
        ${
          closure
            ? html`<div class="problem">
                <strong>${texts.closedBecause(closure.reason)}</strong>
                <form method="post" action="/desk/appointments/open" class="no-print">
                  ${formToken(c)}<input type="hidden" name="counter" value="${here.id}" /><input
                    type="hidden"
                    name="date"
                    value="${date}"
                  />
                  <button>${texts.reopen}</button>
                </form>
              </div>`
            : ''
        }
        ${rows.length ? list : html`<p class="card">${texts.none}</p>`} ${lineTable(c, line)}
        ${
          closure
            ? ''
            : html`<form method="post" action="/desk/appointments/close" class="no-print">
                <h2>${texts.closeDay}</h2>
                <p>${texts.closeDayHint}</p>
                ${formToken(c)}<input type="hidden" name="counter" value="${here.id}" /><input
                  type="hidden"
                  name="date"
                  value="${date}"
                />
                <label for="reason">${texts.reason}</label>
                <input id="reason" name="reason" required value="${typed['reason'] ?? ''}" />
                <button>${texts.closeDay}</button>
              </form>`
        }`,
    );
  }
}
