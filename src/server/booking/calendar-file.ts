import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Appointment } from '../../contract/index.ts';
import { paperText } from '../notifications/index.ts';
import type { SlotRow } from '../platform/schema.ts';

interface CalendarEntry {
  id: string;
  version: number;
  slot: SlotRow;
  appointment: Omit<Appointment, 'ics'>;
}

/** One day before, in seconds. */
const reminderSeconds = 24 * 3600;

/** An iCalendar file (RFC 5545) with place, papers and a reminder on the day before; without name and phone number. */
export function calendarFile({ id, version, slot, appointment }: CalendarEntry): string {
  const { number, status, service, place, papers, home, now } = appointment;
  const calendar = ical({ prodId: '//Một Cửa//motcua//VI', method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `${id}@motcua`,
    sequence: version,
    stamp: new Date(now),
    start: slot.starts_at,
    end: slot.ends_at,
    summary: `${number} · ${service.name}`,
    location: home ? `${home.hamlet}, ${home.area}` : `${place.name}, ${place.address}`,
    description: papers.map(paper => `- ${paperText(paper)}`).join('\n'),
    ...(status === 'cancelled'
      ? { status: ICalEventStatus.CANCELLED }
      : {
          alarms: [
            { type: ICalAlarmType.display, trigger: reminderSeconds, description: `${number} · ${service.name}` },
          ],
        }),
  });
  return calendar.toString();
}
