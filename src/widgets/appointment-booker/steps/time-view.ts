import { failureBox, html, icon, nothing } from '../../../core/index.ts';
import type { Format } from '../../../core/format.ts';
import { errorLine } from '../../shared/fields.ts';
import { calendarIcon, listIcon } from '../../shared/icons.ts';
import { monthView } from './month-view.ts';
import { dayAt } from './month.ts';
import { isMorning, times } from './slot-list.ts';
import type { TimePicker } from './time-picker.ts';
import { weekView } from './week-view.ts';

/**
 * Day and time: the first free one, then the days by week or by month, and the times of a day.
 * @param opening when further days open, as text
 */
export function timeView(picker: TimePicker, opening: unknown) {
  const { calendar, widget } = picker;
  const { text, core } = widget;
  if (calendar.failure) return failureBox(widget, calendar.failure, picker.again);
  if (!calendar.known || !picker.week)
    return html`<div class="skeleton"><p class="spoken">${text.loadingDays}</p></div>`;
  const pick = (view: TimePicker['view'], symbol: string, name: string) =>
    html`<button
      type="button"
      aria-pressed=${picker.view === view ? 'true' : 'false'}
      @click=${() => picker.show(view)}
    >
      ${icon(symbol)}${name}
    </button>`;
  return html`
    ${first(picker)} ${opening}
    <div class="switch">${pick('week', listIcon, text.asList)}${pick('month', calendarIcon, text.asMonth)}</div>
    ${
      picker.view === 'week'
        ? weekView(picker)
        : html`<div class="two">
            <div class="stack">${monthView(picker)}</div>
            ${times(picker)}
          </div>`
    }
    ${calendar.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
  `;
}

/** The first free time, wherever it is. */
function first(picker: TimePicker) {
  const { calendar, widget } = picker;
  const { text, portal } = widget;
  const { first: slot, until } = calendar.known!;
  if (!slot) return html`<p class="box yours">${text.noneFree(portal.format.day(until))}</p>`;
  const morning = isMorning(slot);
  const same = calendar.slots?.filter(other => isMorning(other) === morning) ?? [];
  const left = picker.date === dayAt(slot.start) ? same.reduce((sum, other) => sum + other.left, 0) : 0;
  return html`<div class="soon">
    <p class="number">
      <span class="sub"
        >${text.soonest}${left ? `, ${morning ? text.leftMorning(left) : text.leftAfternoon(left)}` : nothing}</span
      ><br /><strong>${shortMoment(portal.format, slot.start)}</strong>
    </p>
    ${
      picker.slot?.start === slot.start
        ? nothing
        : html`<button type="button" @click=${() => picker.takeFirst(slot)}>${text.takeEarliest}</button>`
    }
  </div>`;
}

/** `07:30 Thứ Hai, 30/11`, where the year is plain. */
const shortMoment = (format: Format, iso: string) =>
  `${format.time(iso)} ${format.weekday(iso)}, ${format.shortDay(iso)}`;

/** What is chosen, the way to the free times before and after it, and the next step. */
export function timeBar(picker: TimePicker, problem: string, next: () => void) {
  const { calendar, widget, slot, end } = picker;
  const { text, portal } = widget;
  const ended = end?.slot === slot && end?.by;
  const step = (by: 1 | -1, name: string) => {
    const off = ended === by || (by < 0 && slot!.start <= (calendar.known?.first?.start ?? ''));
    return html`<button
      type="button"
      class="link"
      aria-disabled=${off ? 'true' : nothing}
      @click=${() => off || picker.step(by)}
    >
      ${name}
    </button>`;
  };
  return html`<div class="bar">
    <div>
      <p class="number" aria-live="polite">
        ${slot ? text.chosenTime(shortMoment(portal.format, slot.start)) : nothing}
        ${ended ? text.noMore(ended < 0 ? text.earlier : text.later) : nothing}
      </p>
      ${slot ? nothing : errorLine('time', problem)}
      ${slot ? html`${step(-1, text.earlier)}${step(1, text.later)}` : nothing}
    </div>
    <button type="button" class="primary" @click=${next}>${text.next}</button>
  </div>`;
}
