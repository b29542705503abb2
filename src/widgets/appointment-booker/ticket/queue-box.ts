import type { Appointment } from '../../../contract/appointment.ts';
import { html, icons, nothing, tag } from '../../../core/index.ts';
import { ticketTextsOf, type Widget } from './ticket.ts';

/** Whether the queue of an appointment may move: on its day, until it is over. */
export const isInQueue = ({ status, slot, now, home }: Appointment): boolean =>
  !home && (status === 'booked' || status === 'arrived') && slot.start.slice(0, 10) === now.slice(0, 10);

/** The queue on the day of an appointment: that the number is called, or how many come before. */
export function queueBox(widget: Widget, appointment: Appointment) {
  const { number, queue } = appointment;
  if (!queue || !isInQueue(appointment)) return nothing;
  const text = ticketTextsOf(widget);
  const { calling, before } = queue;
  return calling
    ? html`<div class="band stack yours">
        ${tag(icons.yours, text.calling(number))}
        <p class="call-to">${text.callTo(calling.counter)}</p>
      </div>`
    : html`<p class="box going">${text.before(before)}</p>`;
}
