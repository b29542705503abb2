import { html, icon, nothing } from '../../../core/index.ts';
import { addDays, type Day } from '../../../domain/calendar.ts';
import { downIcon, leftIcon, rightIcon } from '../../shared/icons.ts';
import { arrowButton } from './arrow-button.ts';
import { fewLeft, lunarLabel } from './month-view.ts';
import { times } from './slot-list.ts';
import type { TimePicker } from './time-picker.ts';

/** The days of a week as rows; the chosen one opens under itself with its times. */
export function weekView(picker: TimePicker) {
  const { calendar, widget, week } = picker;
  const { text, portal } = widget;
  const { format } = portal;
  const days = [0, 1, 2, 3, 4, 5, 6].map(count => addDays(week, count));
  const [first, last] = [days[0]!, days[6]!];
  const isThisWeek = first <= calendar.today && calendar.today <= last;
  const go = (by: 1 | -1, name: string, symbol: string) =>
    arrowButton(symbol, name, !picker.mayShowWeek(by), () => void picker.showWeek(by));
  return html`
    <div class="months">
      ${go(-1, text.previousWeek, leftIcon)}
      <h3 id="week" aria-live="polite" class="number">
        ${isThisWeek ? text.thisWeek : `${format.shortDay(first)}–${format.shortDay(last)}`}
      </h3>
      ${go(1, text.nextWeek, rightIcon)}
    </div>
    <ul class="rows week" part="grid" aria-labelledby="week" aria-busy=${calendar.pending ? 'true' : nothing}>
      ${days.filter(day => isShown(picker, day)).map(day => html`<li>${row(picker, day)}</li>`)}
    </ul>
  `;
}

/** Past days are left out, and Sundays that cannot be booked. */
function isShown({ calendar }: TimePicker, date: Day): boolean {
  const state = calendar.day(date)?.state;
  const sunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0;
  return date >= calendar.today && (!sunday || state === 'open' || state === 'full');
}

function row(picker: TimePicker, date: Day) {
  const { calendar, widget } = picker;
  const { text, portal } = widget;
  const day = calendar.day(date);
  const open = day?.state === 'open';
  const chosen = date === picker.date;
  const message = open ? text.leftLong(day.left) : day ? (text.states[day.state] ?? '') : '';
  const content = html`<span class="name">${portal.format.weekday(date)}</span>
    <span class="number">${portal.format.shortDay(date)}</span>
    <span class="left ${open && day.left <= fewLeft ? 'few' : ''}">${message}</span>`;
  if (!open) return html`<div class="wday shut">${content}</div>`;
  return html`<button
      type="button"
      class="wday ${chosen ? 'chosen' : ''}"
      aria-expanded=${chosen ? 'true' : 'false'}
      @click=${() => void picker.choose(date)}
    >
      ${content}<span class="spoken">, ${lunarLabel(text, day)}</span>${icon(downIcon)}
    </button>
    ${chosen ? html`<div class="day-times">${times(picker)}</div>` : nothing}`;
}
