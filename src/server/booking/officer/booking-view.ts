import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Unit } from '../../../contract/index.ts';
import { type Day, dayOf, weekday } from '../../../domain/calendar.ts';
import type { Booking } from '../../agencies/index.ts';
import type { FormProblem } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formatTime, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import type { OfficerPlace } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

/** A time that can be booked. */
export interface FreeTime {
  id: string;
  start: Date;
  /** Name of the counter. */
  counter: string;
  /** Unit of a session's capacity; undefined for times at a desk. */
  unit: Unit | undefined;
}

/** What the form to book for others shows. */
export interface BookingForm {
  place: OfficerPlace;
  services: readonly { id: string; name: string }[];
  service: { id: string; name: string } | undefined;
  /** The time chosen on the page before. */
  slot: { start: Date } | undefined;
  times: readonly FreeTime[];
  purposes: Booking['purposes'];
  isHere: boolean;
  date: Day;
  now: Date;
  typed: Readonly<Record<string, string>>;
}

/** The form to book for a caller or a walk-in: service, time, then who comes. */
export function bookingPage(c: Context, form: BookingForm, problem: FormProblem | undefined): Html {
  const texts = textsOf(c, appointmentTexts);
  const { place, service, date, isHere } = form;
  const back = html`<a class="button quiet" href="${dayUrl(place.id, date)}">${texts.cancel}</a>`;
  return renderPage(
    c,
    isHere ? texts.walkIn : texts.bookForCaller,
    html`${problemBox(texts, problem)} ${serviceChoice(c, form)}
    ${service ? visitorForm(c, form, back) : html`<p>${back}</p>`}`,
  );
}

/** The services of the place as links; the chosen one with a way back. */
function serviceChoice(c: Context, { place, services, service, slot, isHere, date, typed }: BookingForm): Html {
  const texts = textsOf(c, appointmentTexts);
  const url = (more: Record<string, string>) => {
    const kept = {
      place: place.id,
      ...(isHere ? { here: '1' } : { date }),
      ...(slot && { slot: typed['slot'] ?? '' }),
    };
    return `/desk/appointments/book?${new URLSearchParams({ ...kept, ...more } as Record<string, string>)}`;
  };
  if (service)
    return html`<p class="summary">
      <b>${service.name}</b> ${services.length > 1 ? html`<a href="${url({})}">${texts.otherService}</a>` : ''}
    </p>`;
  return html`<section>
    <h2>${texts.chooseService}</h2>
    ${services.length > filteredFrom ? html`<span class="find" hidden data-filters="rows">${icon('filter')}<input aria-label="${texts.filterServices}" placeholder="${texts.filterServices}" autocomplete="off" /></span>` : ''}
    <ul class="choices">
      ${services.map(({ id, name }) => html`<li data-row><a class="button" href="${url({ service: id })}">${name}</a></li>`)}
    </ul>
  </section>`;
}

/** So many services are looked through faster by typing. */
const filteredFrom = 12;

function visitorForm(c: Context, form: BookingForm, back: Html): Html {
  const texts = textsOf(c, appointmentTexts);
  const { place, service, slot, times, purposes, isHere, date, typed } = form;
  const value = (name: string) => typed[name] ?? '';
  if (!slot && !times.length)
    return html`<div class="empty">
      ${icon('calendar')}
      <h2>${isHere ? texts.noTimesToday : texts.noTimesNear}</h2>
      ${isHere ? html`<p><a class="button" href="/desk/appointments/book?${new URLSearchParams({ place: place.id, service: service!.id })}">${texts.otherDay}</a></p>` : ''}
      <p>${back}</p>
    </div>`;
  const unit = times.find(({ id }) => id === value('slot'))?.unit ?? times[0]?.unit;
  return html`<form method="post" action="/desk/appointments/book" class="card">
    ${formToken(c)}<input type="hidden" name="id" value="${value('id')}" /><input
      type="hidden"
      name="place"
      value="${place.id}"
    /><input type="hidden" name="service" value="${service!.id}" />
    ${isHere ? html`<input type="hidden" name="here" value="1" />` : html`<input type="hidden" name="date" value="${date}" />`}
    ${
      slot
        ? html`<input type="hidden" name="slot" value="${value('slot')}" /><input
              type="hidden"
              name="preset"
              value="1"
            />
            <p>${icon('clock')} <b>${whenWords(c, slot.start)}</b></p>`
        : timeChoice(c, form)
    }
    ${unit ? html`<label for="units">${texts.amount}, ${texts.units[unit]}</label><input id="units" name="units" type="number" min="1" class="short" value="${value('units') || '1'}" />` : ''}
    <label for="name">${texts.visitor}${isHere ? html` <small>${texts.optional}</small>` : ''}</label>
    <input
      id="name"
      name="name"
      autocomplete="off"
      value="${value('name')}"
      ${isHere ? '' : 'autofocus'}
      maxlength="100"
    />
    <label for="phone">${texts.phone}${isHere ? html` <small>${texts.optional}</small>` : ''}</label>
    <input
      id="phone"
      name="phone"
      type="tel"
      inputmode="tel"
      autocomplete="off"
      value="${value('phone')}"
      maxlength="30"
    />
    ${
      purposes.length
        ? html`<div class="memo spaced">${purposes.map(({ text }) => html`<p>${localize(c, text)}</p>`)}</div>
            <label class="check"
              ><input type="checkbox" name="agreed" ${typed['agreed'] === undefined ? '' : 'checked'} />
              <span>${texts.hasAgreed}</span></label
            >`
        : ''
    }
    <p class="actions"><button class="first">${isHere ? texts.giveNumber : texts.book}</button> ${back}</p>
  </form>`;
}

/** The free times by day, the first one chosen. */
function timeChoice(c: Context, { times, typed, now }: BookingForm): Html {
  const texts = textsOf(c, appointmentTexts);
  const chosen = times.find(({ id }) => id === typed['slot']) ?? times[0];
  const days = Map.groupBy(times, ({ start }) => dayOf(start));
  return html`<fieldset>
    <legend>${texts.time}</legend>
    ${[...days].map(
      ([day, free]) =>
        html`<p class="sub">${day === dayOf(now) ? texts.today : dayWords(c, day)}</p>
          <div class="times">
            ${free.map(
              ({ id, start, counter }) =>
                html`<label
                  ><input type="radio" name="slot" value="${id}" ${id === chosen?.id ? 'checked' : ''} /><span
                    ><b class="number">${formatTime(start)}</b> ${counter}</span
                  ></label
                >`,
            )}
          </div>`,
    )}
  </fieldset>`;
}

const dayWords = (c: Context, day: Day) =>
  `${textsOf(c, appointmentTexts).weekdays[weekday(day) % 7]}, ${formatDay(day)}`;

const whenWords = (c: Context, start: Date) => `${formatTime(start)}, ${dayWords(c, dayOf(start))}`;
