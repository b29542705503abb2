import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../../domain/calendar.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { type DayBooking, isToday, isWaiting, type PlaceDay } from './day-queries.ts';

/**
 * What was scanned: whoever is expected here today has been checked in, with undo; any other ticket is told what it is.
 * @param at the place where it was scanned
 */
export function scanNote(c: Context, day: PlaceDay, row: DayBooking, at: string): Html {
  const texts = textsOf(c, appointmentTexts);
  const { place, date, now } = day;
  const { number, state } = row;
  const time = formatTime(row.turn_from ?? row.starts_at);
  const say = (mean: string, words: string, more: Html | '' = '') =>
    html`<p class="scanned ${mean}" role="status">
      ${icon(mean === 'done' ? 'ok' : 'alert')}<span>${words}</span>${more}
    </p>`;
  const label = `${number ?? ''} ${row.contact_name ?? ''}`.trim();
  if (isWaiting(row)) return say('yours', texts.scannedWaiting(label, formatDay(date)));
  if (at && at !== place.id) return say('stop', texts.scannedElsewhere(label, place.name, formatDay(date), time));
  if (state === 'cancelled') return say('stop', texts.scannedCancelled(label, row.reason ?? ''));
  if (!isToday(day))
    return say(
      'stop',
      date > dayOf(now) ? texts.scannedEarly(label, formatDay(date), time) : texts.scannedLate(label, formatDay(date)),
    );
  if (state === 'missed') return say('yours', texts.scannedMissed(label));
  return say(
    'done',
    texts.scannedIn(label, row.arrived_at ? formatTime(row.arrived_at) : ''),
    html`<form method="post" action="/desk/appointments/${row.id}/mark" class="plain">
      ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><input
        type="hidden"
        name="to"
        value="booked"
      /><input type="hidden" name="scanned" value="${place.id}" />
      <button class="quiet">${texts.undo}</button>
    </form>`,
  );
}
