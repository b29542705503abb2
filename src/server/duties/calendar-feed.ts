import ical, { ICalCalendarMethod } from 'ical-generator';
import type { dutyList, Output } from '../../contract/index.ts';

/** Refresh interval of the feed, in seconds. */
const feedRefreshSeconds = 4 * 3600;

/** The roster as a calendar feed (RFC 5545, RFC 7986): organisations and first names, as on the page. */
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
