import type { BookingDay, Slot } from '../../../contract/slot.ts';
import { failureBox, html, nothing, pick, type PortalController } from '../../../core/index.ts';
import type { Day } from '../../../domain/calendar.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { addMonths, dayAt, daysOf, minuteAt, monthOf } from './month.ts';
import type { TimePicker } from './time-picker.ts';

const noon = 12 * 60;
/** Days with more times are grouped by hour. */
const manyTimes = 24;
const fewLeft = 3;
/** Longer times, in ms, are shown with their end: citizens may come at any time within. */
const session = 2 * 3600_000;

/**
 * Day and time: the first free one, a month or a list, and the times of the day.
 * @param opening when further days open, as text
 */
export function timeView(picker: TimePicker, opening: unknown) {
  const { calendar, widget } = picker;
  const { text, core } = widget;
  if (calendar.failure) return failureBox(widget, calendar.failure, picker.again);
  if (!calendar.known) return html`<div class="skeleton"><p class="spoken">${text.loadingDays}</p></div>`;
  return html`
    ${first(picker, opening)}
    <div class="stack two">
      <div class="stack">
        ${picker.view === 'month' ? monthView(picker) : listView(picker)}
        <button type="button" class="link" @click=${picker.toggleView}>
          ${picker.view === 'month' ? text.asList : text.asMonth}
        </button>
      </div>
      ${times(picker)}
    </div>
    ${calendar.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
  `;
}

/** The first free time, wherever it is. */
function first(picker: TimePicker, opening: unknown) {
  const { calendar, widget } = picker;
  const { text, portal } = widget;
  const { first: slot, until } = calendar.known!;
  if (!slot)
    return html`<div class="box yours">
      <p>${text.noneFree(portal.format.day(until))}</p>
      ${opening}
    </div>`;
  const morning = isMorning(slot);
  const same = calendar.slots?.filter(other => isMorning(other) === morning) ?? [];
  const { slot: chosen, end } = picker;
  const ended = end?.slot === chosen && end?.by;
  const step = (by: 1 | -1, text: string) => {
    const off = ended === by || (by < 0 && chosen!.start <= slot.start);
    return html`<button
      type="button"
      class="link"
      aria-disabled=${off ? 'true' : nothing}
      @click=${() => off || picker.step(by)}
    >
      ${text}
    </button>`;
  };
  const left = picker.date === dayAt(slot.start) ? same.reduce((sum, other) => sum + other.left, 0) : 0;
  return html`<div class="box">
    <p class="number" aria-live="polite">
      ${chosen ? text.chosenTime(portal.format.moment(chosen.start)) : nothing}
      ${ended ? text.noMore(ended < 0 ? text.earlier : text.later) : nothing}
    </p>
    ${chosen ? html`<div class="links">${step(-1, text.earlier)} ${step(1, text.later)}</div>` : nothing}
    <p class="number"><strong>${text.earliest(portal.format.moment(slot.start))}</strong></p>
    ${left ? html`<p>${morning ? text.leftMorning(left) : text.leftAfternoon(left)}</p>` : nothing}
    ${
      chosen?.start === slot.start
        ? nothing
        : html`<button type="button" @click=${() => picker.takeFirst(slot)}>${text.takeEarliest}</button>`
    }
    ${opening}
  </div>`;
}

function monthView(picker: TimePicker) {
  const { calendar, widget, month } = picker;
  const { text } = widget;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const go = (to: string, text: string, sign: string) => {
    const off = !picker.mayShow(to);
    return html`<button
      type="button"
      class="go"
      aria-label=${text}
      aria-disabled=${off ? 'true' : nothing}
      @click=${() => !off && picker.show(to)}
    >
      ${sign}
    </button>`;
  };
  const days = daysOf(month);
  // Past weeks are left out.
  const weeks = [0, 1, 2, 3, 4, 5]
    .map(week => days.slice(week * 7, week * 7 + 7))
    .filter(week => week.length && week[6]! >= calendar.today);
  return html`
    <div class="months">
      ${go(addMonths(month, -1), text.previousMonth, '‹')}
      <h3 id="month" aria-live="polite" class="number">${text.month(number, year)}</h3>
      ${go(addMonths(month, 1), text.nextMonth, '›')}
    </div>
    <table class="grid number" part="grid" aria-labelledby="month" aria-busy=${calendar.pending ? 'true' : nothing}>
      <thead>
        <tr>
          ${text.weekdays.map((short, i) => html`<th scope="col" abbr=${text.weekdayNames[i]!}>${short}</th>`)}
        </tr>
      </thead>
      <tbody @keydown=${picker.key}>
        ${weeks.map(
          week =>
            html`<tr>
              ${week.map(day => html`<td>${cell(picker, day)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${names(picker, days)}
  `;
}

function cell(picker: TimePicker, date: Day) {
  const { calendar, widget } = picker;
  const { text } = widget;
  const day = calendar.day(date);
  const state = day?.state ?? 'unknown';
  const open = state === 'open';
  const chosen = date === picker.date;
  const look = open ? (day!.left <= fewLeft ? 'open few' : 'open') : state;
  return html`<button
    type="button"
    class="day ${look} ${chosen ? 'chosen' : ''} ${monthOf(date) === picker.month ? '' : 'other'}"
    tabindex=${date === picker.focused ? '0' : '-1'}
    aria-label=${dayWords(widget, date, day, calendar.today)}
    data-small=${open ? text.left(day!.left) : (text.cell[state] ?? '')}
    aria-pressed=${chosen ? 'true' : 'false'}
    aria-current=${date === calendar.today ? 'date' : nothing}
    aria-disabled=${open ? nothing : 'true'}
    @click=${() => open && picker.choose(date)}
  >
    ${Number(date.slice(8))}
  </button>`;
}

/** Accessible name of a day: `Thứ Năm, 26/11/2026, 18 tháng Mười âm lịch, còn 9 chỗ`. */
export function dayWords(
  { text, portal, lang }: PortalController<BookerTexts>,
  date: Day,
  day: BookingDay | undefined,
  today: Day,
): string {
  // As shown in the cell, `1` and not `01`: speech input must match the visible text.
  const message = [portal.format.day(date).replace(/\b0/g, '')];
  if (date === today) message.push(text.today);
  if (!day) return message.join(', ');
  message.push(lunarWords(text, day));
  if (day.name) message.push(pick(day.name, lang));
  if (day.type) message.push(text.dayTypes[day.type] ?? '');
  message.push(day.state === 'open' ? text.leftLong(day.left) : (text.states[day.state] ?? ''));
  return message.filter(Boolean).join(', ');
}

function lunarWords(text: BookerTexts, { lunar }: BookingDay): string {
  const [, day, month, leap] = /^(\d+)\/(\d+)(n?)$/.exec(lunar) ?? [];
  return day && month ? text.lunar(Number(day), Number(month), Boolean(leap)) : '';
}

/** Named days below the grid, which has no room for names. */
function names({ calendar, widget }: TimePicker, days: readonly Day[]) {
  const { text, lang } = widget;
  const named = days.map(date => calendar.day(date)).filter(day => day?.name && day.date >= calendar.today);
  if (!named.length) return nothing;
  return html`<ul class="names">
    ${named.map(
      day =>
        html`<li>
          <strong class="number">${Number(day!.date.slice(8))}/${Number(day!.date.slice(5, 7))}</strong>
          ${pick(day!.name!, lang)}${day!.type ? `, ${text.dayTypes[day!.type]}` : nothing}
        </li>`,
    )}
  </ul>`;
}

/** The same as a list, as an alternative to the grid. */
function listView(picker: TimePicker) {
  const { calendar, widget, month } = picker;
  const { text, portal } = widget;
  const days = daysOf(month).filter(date => calendar.day(date)?.state === 'open');
  const next = addMonths(month, 1);
  return html`<ul class="list">
      ${days.map(date => {
        const day = calendar.day(date)!;
        const chosen = date === picker.date;
        return html`<li>
          <button
            type="button"
            class="row ${chosen ? 'chosen' : ''}"
            aria-pressed=${chosen ? 'true' : 'false'}
            @click=${() => picker.choose(date)}
          >
            <span class="number">${portal.format.day(date)}</span> <span>${text.leftLong(day.left)}</span>
          </button>
        </li>`;
      })}
    </ul>
    ${
      picker.mayShow(next)
        ? html`<button type="button" @click=${() => picker.show(next)}>${text.nextMonth}</button>`
        : nothing
    }`;
}

const isMorning = (slot: Slot): boolean => minuteAt(slot.start) < noon;

const hourAt = (slot: Slot): number => Math.floor(minuteAt(slot.start) / 60);

/** The times of the day, morning and afternoon separately, or by hour. */
function times(picker: TimePicker) {
  const { calendar, widget, date } = picker;
  const { text, portal } = widget;
  if (!date) return nothing;
  const day = calendar.day(date);
  const title = html`<h3 class="number">${portal.format.day(date)}</h3>
    ${day ? html`<p class="sub">${lunarWords(text, day)}</p>` : nothing}`;
  if (!calendar.slots)
    return html`<section>
      ${title}
      <div class="skeleton short"></div>
    </section>`;
  if (!calendar.slots.some(({ left }) => left))
    return html`<section>
      ${title}
      <p>${text.noTimes}</p>
    </section>`;
  const { slots } = calendar;
  return html`<section class="stack" part="times">
    <div>${title}</div>
    ${
      slots.length > manyTimes
        ? hours(picker, slots)
        : [slots.filter(isMorning), slots.filter(slot => !isMorning(slot))].map((own, i) =>
            own.length
              ? html`<div role="group" aria-labelledby="group-${i}">
                  <h4 id="group-${i}">${i ? text.afternoon : text.morning}</h4>
                  <div class="times">${own.map(slot => time(picker, slot))}</div>
                </div>`
              : nothing,
          )
    }
  </section>`;
}

/** Hours are expanded one at a time; at first the one with the first free time. */
function hours(picker: TimePicker, slots: readonly Slot[]) {
  const { text } = picker.widget;
  const byHour = new Map<number, Slot[]>();
  for (const slot of slots) {
    const hour = hourAt(slot);
    const own = byHour.get(hour);
    if (own) own.push(slot);
    else byHour.set(hour, [slot]);
  }
  const open = picker.hour ?? hourAt(picker.slot ?? slots.find(({ left }) => left)!);
  return [...byHour.keys()].map(hour => {
    const own = byHour.get(hour)!;
    return html`<div>
      <button
        type="button"
        class="row number"
        aria-expanded=${hour === open ? 'true' : 'false'}
        @click=${() => picker.openHour(hour)}
      >
        ${text.hourOf(hour)}
        <span class="sub">${text.leftLong(own.reduce((sum, { left }) => sum + left, 0))}</span>
      </button>
      ${hour === open ? html`<div class="times">${own.map(slot => time(picker, slot))}</div>` : nothing}
    </div>`;
  });
}

function time(picker: TimePicker, slot: Slot) {
  const { text, portal } = picker.widget;
  const chosen = picker.slot?.id === slot.id;
  const [start, end] = [slot.start, slot.end].map(at => portal.format.time(at).replace(/^0/, ''));
  const message = Date.parse(slot.end) - Date.parse(slot.start) < session ? start : `${start}–${end}`;
  return html`<button
    type="button"
    class="time number ${chosen ? 'chosen' : ''}"
    aria-pressed=${chosen ? 'true' : 'false'}
    aria-disabled=${slot.left ? nothing : 'true'}
    aria-label="${message}, ${slot.left ? text.leftLong(slot.left) : text.taken}"
    @click=${() => slot.left && picker.pick(slot)}
  >
    ${slot.left ? message : html`<s>${message}</s>`}
  </button>`;
}
