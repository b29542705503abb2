import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Appointment, dutyList, Output } from '../../contract/index.ts';
import { paperText } from '../notifications/messages.ts';
import type { SlotRow } from '../platform/schema.ts';

interface CalendarEntry {
  id: string;
  version: number;
  slot: SlotRow;
  appointment: Omit<Appointment, 'ics'>;
}

/** In seconds. */
const reminderSeconds = 24 * 3600;

/** A calendar file (RFC 5545) with the place, the papers and a reminder on the day before; no name and no phone number. */
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

/** In seconds: how often a calendar should read a feed again. */
const feedRefreshSeconds = 4 * 3600;

/** A roster as a calendar feed (RFC 5545, with the names of RFC 7986): organisations and first names, as on the page. */
export function dutyFeed({ duties, points, now }: Output<typeof dutyList>): string {
  const calendar = ical({
    prodId: '//Một Cửa//motcua//VI',
    method: ICalCalendarMethod.PUBLISH,
    name: points[0]?.name ?? '',
    ttl: feedRefreshSeconds,
  });
  for (const { id, place, start, end, team, helpers, tasks, languages } of duties) {
    const at = points.find(point => point.id === place);
    calendar.createEvent({
      id: `${id}@motcua`,
      stamp: new Date(now),
      start: new Date(start),
      end: new Date(end),
      summary: [team.vi, helpers.join(', ')].filter(Boolean).join(': '),
      location: at ? `${at.name}, ${at.address}` : '',
      description: [...tasks, ...languages].map(({ vi }) => vi).join('\n'),
    });
  }
  return calendar.toString();
}
