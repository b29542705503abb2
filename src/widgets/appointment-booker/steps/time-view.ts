import { failureBox, html, nothing } from '../../../core/index.ts';
import { monthView } from './month-view.ts';
import { addMonths, dayAt, daysOf } from './month.ts';
import { isMorning, times } from './slot-list.ts';
import type { TimePicker } from './time-picker.ts';

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
