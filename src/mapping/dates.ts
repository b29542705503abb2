import { isDay, isInBounds, type Day } from '../domain/calendar.ts';

/** A parsed date. */
export interface ReadDate {
  day: Day;
  /** `hh:mm:ss`; midnight when missing. */
  time: string;
  /** The offset in the text, or the map's zone. */
  offset: string;
}

/** Values for "unknown": zero dates of MySQL and .NET, empty text, 0. */
const none = /^(?:|0|null|-|0000-00-00.*|0001-01-01.*|0?1\/0?1\/0001.*)$/;

/** Larger numbers are milliseconds (this is the year 5138 in seconds). */
const mostSeconds = 100_000_000_000;

const tokens: Record<string, string> = {
  yyyy: '(?<y>\\d{4})',
  yy: '(?<yy>\\d{2})',
  MM: '(?<M>\\d{2})',
  M: '(?<M>\\d{1,2})',
  dd: '(?<d>\\d{2})',
  d: '(?<d>\\d{1,2})',
  HH: '(?<H>\\d{2})',
  H: '(?<H>\\d{1,2})',
  hh: '(?<H>\\d{2})',
  h: '(?<H>\\d{1,2})',
  a: '(?<a>AM|PM|SA|CH)',
  mm: '(?<m>\\d{2})',
  m: '(?<m>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  s: '(?<s>\\d{1,2})',
  SSS: '\\d{3}',
  XXX: '(?<o>Z|[+-]\\d{2}:?\\d{2})',
};
const token = /yyyy|yy|MM?|dd?|HH?|hh?|mm?|SSS|ss?|XXX|a|'[^']*'/g;

/** Patterns tried without a format, in order; day before month, as in Viet Nam. */
const usual = [
  "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  'yyyy-MM-dd HH:mm:ssXXX',
  "yyyy-MM-dd'T'HH:mm:ss",
  "yyyy-MM-dd'T'HH:mm:ss.SSS",
  "yyyy-MM-dd'T'HH:mm",
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm:ss.SSS',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd',
  'd/M/yyyy H:mm:ss',
  'd/M/yyyy H:mm',
  'd/M/yyyy',
  'd-M-yyyy H:mm:ss',
  'd-M-yyyy H:mm',
  'd-M-yyyy',
  'H:mm:ss d/M/yyyy',
  'H:mm d/M/yyyy',
  'd/M/yyyy h:mm:ss a',
  'yyyyMMddHHmmss',
  'yyyyMMdd',
];

/**
 * Parses a date of an upstream system.
 * @param format a pattern (`dd/MM/yyyy HH:mm:ss`; other letters are literal, these too in quotes;
 * `yyyy-MM-ddTHH:mm:ssZ` has a false Z and is read in the map's zone), `epoch-s` or `epoch-ms`; without one, common
 * patterns are tried
 * @param zone offset of dates without one, `+07:00`
 * @returns undefined for nothing, and for dates outside the bounds, which mean "never" or "unknown"; `unreadable` for
 * anything else
 */
export function readDate(
  value: unknown,
  format: string | undefined,
  zone: string,
): ReadDate | undefined | 'unreadable' {
  const read = readAny(value, format, zone);
  if (typeof read !== 'object') return read;
  return isInBounds(new Date(instantText(read))) && isDay(read.day) ? read : undefined;
}

function readAny(value: unknown, format: string | undefined, zone: string): ReadDate | undefined | 'unreadable' {
  if (value === null || value === undefined) return undefined;
  const text = String(value as string).trim();
  if (none.test(text)) return undefined;
  if (format === 'epoch-s' || format === 'epoch-ms') return fromEpoch(text, format === 'epoch-s' ? 1000 : 1, zone);
  if (format) return byPattern(text, format, zone) ?? 'unreadable';

  const microsoft = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text);
  if (microsoft) return fromEpoch(microsoft[1]!, 1, zone);
  // HTTP dates, as in Last-Modified (RFC 9110, 5.6.7).
  if (/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text))
    return fromEpoch(String(Date.parse(text)), 1, zone);
  // Fourteen and eight digits may be a formatted date, else seconds or milliseconds.
  for (const pattern of usual) {
    const read = byPattern(text, pattern, zone);
    if (read) return read;
  }
  return fromEpoch(text, Math.abs(Number(text)) > mostSeconds ? 1 : 1000, zone);
}

/** RFC 3339 of a parsed date. */
export const instantText = ({ day, time, offset }: ReadDate): string => `${day}T${time}${offset}`;

/**
 * Formats an instant (RFC 3339) or a day (`yyyy-mm-dd`) for an upstream system.
 * @param format as for `readDate`
 */
export function writeDate(value: string, format: string, zone: string): string | number {
  const instant = Date.parse(/T/.test(value) ? value : `${value}T00:00:00${zone}`);
  if (Number.isNaN(instant)) throw new RangeError(`no instant and no day: ${value.slice(0, 40)}`);
  if (format === 'epoch-s') return Math.floor(instant / 1000);
  if (format === 'epoch-ms') return instant;
  const { day, time } = inZone(instant, zone);
  const [year = '', month = '', date = ''] = day.split('-');
  const [hour = '', minute = '', second = ''] = time.split(':');
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    MM: month,
    M: String(Number(month)),
    dd: date,
    d: String(Number(date)),
    HH: hour,
    H: String(Number(hour)),
    hh: String(Number(hour) % 12 || 12).padStart(2, '0'),
    h: String(Number(hour) % 12 || 12),
    a: Number(hour) < 12 ? 'AM' : 'PM',
    mm: minute,
    m: String(Number(minute)),
    ss: second,
    s: String(Number(second)),
    SSS: '000',
    XXX: zone,
  };
  return format.replace(token, found => (found.startsWith("'") ? found.slice(1, -1) : parts[found]!));
}

function byPattern(text: string, pattern: string, zone: string): ReadDate | undefined {
  const parts = matcher(pattern).exec(text)?.groups;
  if (!parts) return undefined;
  const two = (value = '0') => value.padStart(2, '0');
  const year = parts['y'] ?? (parts['yy'] === undefined ? '1970' : `20${parts['yy']}`);
  const day = `${year}-${two(parts['M'] ?? '1')}-${two(parts['d'] ?? '1')}`;
  const afternoon = /PM|CH/.test(parts['a'] ?? '');
  const hour = parts['a'] ? String((Number(parts['H']) % 12) + (afternoon ? 12 : 0)) : parts['H'];
  const time = `${two(hour)}:${two(parts['m'])}:${two(parts['s'])}`;
  if (!exists(day) || time > '23:59:59' || Number(parts['m'] ?? 0) > 59 || Number(parts['s'] ?? 0) > 59)
    return undefined;
  return { day, time, offset: offsetText(parts['o'], zone) };
}

/** Whether a text is an existing day, of any four-digit year. */
function exists(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return time === time && new Date(time).toISOString().slice(0, 10) === day;
}

const matchers = new Map<string, RegExp>();

function matcher(pattern: string): RegExp {
  let made = matchers.get(pattern);
  if (!made) {
    let source = '';
    let last = 0;
    for (const { 0: found, index } of pattern.matchAll(token)) {
      source +=
        quoted(pattern.slice(last, index)) + (found.startsWith("'") ? quoted(found.slice(1, -1)) : tokens[found]);
      last = index + found.length;
    }
    made = new RegExp(`^${source}${quoted(pattern.slice(last))}$`);
    matchers.set(pattern, made);
  }
  return made;
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function offsetText(offset: string | undefined, zone: string): string {
  if (!offset) return zone;
  return offset === 'Z' ? '+00:00' : offset.replace(/^(...)(\d\d)$/, '$1:$2');
}

function fromEpoch(text: string, ms: number, zone: string): ReadDate | undefined | 'unreadable' {
  const instant = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) * ms : NaN;
  // Beyond what a `Date` can hold.
  if (!(Math.abs(instant) < mostSeconds * 80_000)) return 'unreadable';
  return isInBounds(new Date(instant)) ? { ...inZone(instant, zone), offset: zone } : undefined;
}

/** Day and time of an instant in a zone. */
function inZone(instant: number, zone: string): { day: Day; time: string } {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? ['', '+', '7', '0'];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  const local = new Date(instant + shift).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 19) };
}
