/** A calendar entry for the citizen. */
export interface CalendarEntry {
  id: string;
  /** RFC 3339 instants. */
  start: string;
  end: string;
  summary: string;
  location?: string;
  description?: string;
  cancelled?: boolean;
}

/**
 * An iCalendar file with one entry and, unless cancelled, a reminder on the day before (RFC 5545). Own code to keep
 * the lazy module small; the backend uses a library.
 */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const { id, start, end, summary, location, description, cancelled } = entry;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//motcua//map//VI',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${text(id)}@motcua`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(new Date(start))}`,
    `DTEND:${utc(new Date(end))}`,
    `SUMMARY:${text(summary)}`,
    ...(location ? [`LOCATION:${text(location)}`] : []),
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    ...(cancelled
      ? ['STATUS:CANCELLED']
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-P1D', `DESCRIPTION:${text(summary)}`, 'END:VALARM']),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const utc = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d+/g, '');

const text = (value: string): string => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Folds lines at 75 octets, never within a character. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (octets + size > 74) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += size;
  }
  return folded;
}
