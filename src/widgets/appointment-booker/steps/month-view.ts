import type { BookingDay } from '../../../contract/slot.ts';
import { html, nothing, pick, type PortalController } from '../../../core/index.ts';
import type { Day } from '../../../domain/calendar.ts';
import { leftIcon, rightIcon } from '../../shared/icons.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { arrowButton } from './arrow-button.ts';
import { addMonths, daysOf, monthOf } from './month.ts';
import type { TimePicker } from './time-picker.ts';

/** So many places left are pointed out. */
export const fewLeft = 3;

/** The grid of a month. */
export function monthView(picker: TimePicker) {
  const { calendar, widget, month } = picker;
  const { text } = widget;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const go = (to: string, name: string, symbol: string) =>
    arrowButton(symbol, name, !picker.mayShow(to), () => void picker.showMonth(to));
  const days = daysOf(month);
  const columns = picker.sundays ? 7 : 6;
  // Past weeks are left out.
  const weeks = [0, 1, 2, 3, 4, 5]
    .map(week => days.slice(week * 7, week * 7 + columns))
    .filter(week => week.length && week[columns - 1]! >= calendar.today);
  return html`
    <div class="months">
      ${go(addMonths(month, -1), text.previousMonth, leftIcon)}
      <h3 id="month" aria-live="polite" class="number">${text.month(number, year)}</h3>
      ${go(addMonths(month, 1), text.nextMonth, rightIcon)}
    </div>
    <table class="grid number" part="grid" aria-labelledby="month" aria-busy=${calendar.pending ? 'true' : nothing}>
      <thead>
        <tr>
          ${text.weekdays.slice(0, columns).map((short, i) => html`<th scope="col" abbr=${text.weekdayNames[i]!}>${short}</th>`)}
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
  const few = open && day!.left <= fewLeft;
  const number = Number(date.slice(8));
  const word = few
    ? text.left(day!.left)
    : open
      ? number === 1
        ? text.monthShort(Number(date.slice(5, 7)))
        : ''
      : (text.cell[state] ?? '');
  return html`<button
    type="button"
    class="day ${state} ${few ? 'few' : ''} ${chosen ? 'chosen' : ''} ${monthOf(date) === picker.month ? '' : 'other'}"
    tabindex=${date === picker.stop ? '0' : '-1'}
    aria-label=${dayLabel(widget, date, day, calendar.today)}
    data-small=${word}
    aria-pressed=${chosen ? 'true' : 'false'}
    aria-current=${date === calendar.today ? 'date' : nothing}
    aria-disabled=${open ? nothing : 'true'}
    @click=${() => open && picker.choose(date)}
  >
    ${number}
  </button>`;
}

/** Accessible name of a day: `Thứ Năm, 26/11/2026, 18 tháng Mười âm lịch, còn 9 chỗ`. */
export function dayLabel(
  { text, portal, lang }: PortalController<BookerTexts>,
  date: Day,
  day: BookingDay | undefined,
  today: Day,
): string {
  // As shown in the cell, `1` and not `01`: speech input must match the visible text.
  const message = [portal.format.day(date).replace(/\b0/g, '')];
  if (date === today) message.push(text.today);
  if (!day) return message.join(', ');
  message.push(lunarLabel(text, day));
  if (day.name) message.push(pick(day.name, lang));
  if (day.type) message.push(text.dayTypes[day.type] ?? '');
  message.push(day.state === 'open' ? text.leftLong(day.left) : (text.states[day.state] ?? ''));
  return message.filter(Boolean).join(', ');
}

export function lunarLabel(text: BookerTexts, { lunar }: BookingDay): string {
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
