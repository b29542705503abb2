import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Appointment, Component } from '../../contract/index.ts';
import { translate } from '../../domain/translate.ts';
import type { SlotRow } from '../platform/schema.ts';
import { calendarTexts } from './calendar-file.texts.ts';

interface CalendarEntry {
  id: string;
  version: number;
  slot: SlotRow;
  appointment: Omit<Appointment, 'ics'>;
  lang: CalendarLang;
}

/** Languages of calendar files. */
export type CalendarLang = keyof typeof calendarTexts;

/** One day before, in seconds. */
const reminderSeconds = 24 * 3600;

/** An iCalendar file (RFC 5545) with place, papers and a reminder on the day before; without name and phone number. */
export function calendarFile({ id, version, slot, appointment, lang }: CalendarEntry): string {
  const { number, status, service, place, papers, home, now } = appointment;
  const summary = `${number} · ${translate(service, 'name', lang)}`;
  const calendar = ical({ prodId: `//Một Cửa//motcua//${lang.toUpperCase()}`, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `${id}@motcua`,
    sequence: version,
    stamp: new Date(now),
    start: slot.starts_at,
    end: slot.ends_at,
    summary,
    location: home ? `${home.hamlet}, ${home.area}` : `${place.name}, ${place.address}`,
    description: papers.map(paper => `- ${paperText(paper, lang)}`).join('\n'),
    ...(status === 'cancelled'
      ? { status: ICalEventStatus.CANCELLED }
      : {
          alarms: [{ type: ICalAlarmType.display, trigger: reminderSeconds, description: summary }],
        }),
  });
  return calendar.toString();
}

/** `Giấy khai sinh (1 bản chính, 2 bản sao)` */
function paperText(paper: Component, lang: CalendarLang): string {
  const { originals, copies } = paper;
  const text = calendarTexts[lang];
  const counts = [originals && text.originals(originals), copies && text.copies(copies)].filter(Boolean).join(', ');
  const name = translate(paper, 'name', lang);
  return counts ? `${name} (${counts})` : name;
}
