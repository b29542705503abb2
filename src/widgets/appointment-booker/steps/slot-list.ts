import type { Slot } from '../../../contract/slot.ts';
import { html, nothing } from '../../../core/index.ts';
import { lunarLabel } from './month-view.ts';
import { minuteAt } from './month.ts';
import type { TimePicker } from './time-picker.ts';

const noon = 12 * 60;

/** Days with more times are grouped by hour. */
const manyTimes = 24;

/** Longer times, in ms, are shown with their end: citizens may come at any time within. */
const session = 2 * 3600_000;

export const isMorning = (slot: Slot): boolean => minuteAt(slot.start) < noon;

const hourAt = (slot: Slot): number => Math.floor(minuteAt(slot.start) / 60);

/** The times of the day, morning and afternoon separately, or by hour. */
export function times(picker: TimePicker) {
  const { calendar, widget, date } = picker;
  const { text, portal } = widget;
  if (!date) return nothing;
  const day = calendar.day(date);
  const title = html`${picker.view === 'week' ? nothing : html`<h3 class="number">${portal.format.day(date)}</h3>`}
  ${day ? html`<p class="sub">${lunarLabel(text, day)}</p>` : nothing}`;
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
  const [start, end] = [slot.start, slot.end].map(at => portal.format.time(at));
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
