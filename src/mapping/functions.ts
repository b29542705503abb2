import { maxSecretLength } from '../contract/schema.ts';
import {
  addDays,
  dayOf,
  daysApart,
  daysBetween,
  isDay,
  isInBounds,
  weekday,
  type Calendar,
  type Day,
  type SpecialDay,
} from '../domain/calendar.ts';
import { foldDiacritics } from '../domain/fold-diacritics.ts';
import { encodeJson } from '../domain/json.ts';
import { lunarText } from '../domain/lunar.ts';
import { maskName } from '../domain/person.ts';
import { maskPhone, nationalPhone, parsePhoneNumber } from '../domain/phone.ts';
import { deadlineState, realDue, workdaysLeft } from '../domain/term.ts';
import { usualWeek } from '../domain/usual-week.ts';
import { parseVtt } from '../domain/vtt.ts';
import { readCsv, readJson } from './body.ts';
import { instantText, readDate, writeDate, type ReadDate } from './dates.ts';
import { MapFailed } from './errors.ts';
import { calendarFile, type CalendarEntry } from './ics.ts';
import { texts } from './texts.ts';
import { asList } from './value.ts';

/** Context of the functions of a map. */
export interface FunctionContext {
  now: Date;
  /** Offset of dates without one, `+07:00`. */
  zone: string;
  /** Time of due dates without one, `17:00`. */
  closing: string;
  tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Signs a value so that clients cannot forge it, and verifies it; only in the server. */
  seal?: ((value: unknown) => string) | undefined;
  open?: ((sealed: string) => unknown) | undefined;
  /** Environment settings of the server: credentials of upstream systems. */
  env?: ((name: string) => string | undefined) | undefined;
  /** Called for unreadable values, without the values. */
  warn: (message: string) => void;
}

/**
 * Functions of expressions beside JSONata's own, called as `$name(…)`; listed in `docs/mapping.md`. With a missing
 * argument they return nothing.
 */
export function functionsFor(around: FunctionContext): Record<string, (...args: never[]) => unknown> {
  const { now, zone, closing, tables, warn } = around;
  const date = (value: unknown, format?: string): ReadDate | undefined => {
    const read = readDate(value, format, zone);
    if (read === 'unreadable') warn(texts.unreadableDate(format));
    return typeof read === 'object' ? read : undefined;
  };
  const secret = <T>(name: string, work: T | undefined): T => {
    if (!work) throw new MapFailed([], texts.onlyGateway(name));
    return work;
  };

  return {
    // Dates
    instant: (value: unknown, format?: string) => {
      const read = date(value, format);
      return read && instantText(read);
    },
    due: (value: unknown, format?: string) => {
      const read = date(value, format);
      return read && instantText(read.time === '00:00:00' ? { ...read, time: `${closing}:00` } : read);
    },
    day: (value: unknown, format?: string) => date(value, format)?.day,
    clock: (value: unknown, format?: string) => date(value, format)?.time.slice(0, 5),
    dateAs: (value: string | undefined, format: string) => (value ? writeDate(value, format, zone) : undefined),
    now: () => inVietNam(now.getTime()),
    today: () => dayOf(now),
    plusDays: (day: Day | undefined, count: number) => day && plusDays(day, count),
    daysBetween: (from: Day, to: Day) => span(from, to),
    weekday: (day: Day | undefined) => day && weekday(day),
    lunar: (day: Day | undefined) => day && lunarText(day),
    later: (instant: string | undefined, minutes: number) => {
      const later = instant ? Date.parse(instant) + minutes * 60_000 : NaN;
      return isInBounds(new Date(later)) ? inVietNam(later) : undefined;
    },
    deadline: (due?: string, finished?: string, paused?: boolean, special?: unknown) =>
      deadlineState(officeCalendar(special), {
        now,
        ...(due && { due: new Date(due) }),
        ...(finished && { finished: new Date(finished) }),
        paused: paused === true,
      }),
    workdaysLeft: (due?: string, special?: unknown) => {
      const real = due ? realDue(new Date(due)) : undefined;
      return real && workdaysLeft(officeCalendar(special), now, real);
    },

    // Texts
    table: (name: string, ...keys: unknown[]) => fromTable(tables, name, keys),
    fold: (text?: string) => text && foldDiacritics(text),
    plainText: (html?: string) => html && plainText(html),
    maskName: (name?: string) =>
      name
        ? name
            .split(/\s*;\s*/)
            .map(maskName)
            .join('; ')
        : undefined,
    maskPhone: (phone?: unknown) => {
      const read = phone ? parsePhoneNumber(String(phone as string)) : undefined;
      return read?.kind === 'phone' ? maskPhone(read.e164) : undefined;
    },
    phone: (typed?: unknown) => {
      const read = typed ? parsePhoneNumber(String(typed as string)) : undefined;
      return read?.kind === 'phone' ? nationalPhone(read.e164) : undefined;
    },
    last: (value: unknown, count: number) =>
      value === undefined || value === null
        ? undefined
        : String(value as string)
            .replace(/[\s.-]/g, '')
            .slice(-count),

    // Shapes
    list: asList,
    json: (text?: string) => (text ? readJson(text) : undefined),
    csv: (text?: string, separator?: string) => (text ? readCsv(text, separator) : undefined),
    id: (value: unknown) => (value === undefined || value === null ? undefined : toId(String(value as string))),
    fromId: (id?: string) => id && fromId(id),
    pack: (value: unknown) => (value === undefined ? undefined : toBase64(encodeJson(value))),
    unpack: (packed?: string) => (packed ? unpack(packed) : undefined),
    vtt: (text?: string) => {
      // SubRip has no header, and is otherwise read alike.
      const read = text ? parseVtt(/^\ufeff?WEBVTT/.test(text) ? text : `WEBVTT\n\n${text}`) : undefined;
      if (read && 'fault' in read) warn(texts.unreadableCaptions(read.fault.line));
      return read && 'cues' in read ? read.cues : undefined;
    },
    ics: (entry?: CalendarEntry) => entry && calendarFile(entry, now),

    // Only in the server
    seal: (value: unknown) => {
      const made = secret('seal', around.seal)(value);
      if (made.length > maxSecretLength) throw new MapFailed([], texts.longSeal(made.length, maxSecretLength));
      return made;
    },
    open: (sealed?: string) => (sealed ? secret('open', around.open)(sealed) : undefined),
    env: (name: string) => {
      const value = secret('env', around.env)(name);
      if (value === undefined) throw new MapFailed([], texts.noVariable(name));
      return value;
    },
  };
}

/** The names, for checking maps. */
export const functionNames = Object.keys(
  functionsFor({ now: new Date(0), zone: '+07:00', closing: '17:00', tables: {}, warn: () => {} }),
);

/** Maximum number of days in a list. */
const longest = 400;

function span(from: Day, to: Day): Day[] {
  if (!isDay(from) || !isDay(to)) return [];
  return daysBetween(from, daysApart(from, to) < longest ? to : addDays(from, longest - 1));
}

/** Undefined outside the bounds of dates. */
function plusDays(day: Day, count: number): Day | undefined {
  try {
    return addDays(day, count);
  } catch {
    return undefined;
  }
}

const inVietNam = (instant: number): string => `${new Date(instant + 7 * 3600_000).toISOString().slice(0, 19)}+07:00`;

const exists = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key);

/** The ordinary week, except for the days of a list `{date, type}`. */
function officeCalendar(special: unknown): Calendar {
  const days = new Map(
    asList(special).map(day => {
      const { date, ...special } = day as SpecialDay & { date: Day };
      return [date, special] as const;
    }),
  );
  return { ...usualWeek, days };
}

/** `a/b` before `a` before `*`: a state with a qualifier. */
function fromTable(tables: FunctionContext['tables'], name: string, keys: readonly unknown[]): unknown {
  const table = exists(tables, name) ? tables[name] : undefined;
  if (!table) throw new MapFailed([], texts.noTable(name));
  const parts = keys.map(key => (key === undefined || key === null ? '' : String(key as string)));
  for (let count = parts.length; count > 0; count--) {
    const key = parts.slice(0, count).join('/');
    if (exists(table, key)) return table[key];
  }
  return exists(table, '*') ? table['*'] : undefined;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of HTML, one line per paragraph, item or line break. Always shown as text, never as HTML. */
function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : NaN;
      if (code > 0 && code < 0x110000) return String.fromCodePoint(code);
      return entities[name?.toLowerCase() ?? ''] ?? whole;
    })
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();
}

/** Encodes a value as an identifier of the contract (letters, digits, `_.:-`); `fromId` decodes it. */
function toId(value: string): string {
  return /^[\w.-]+$/.test(value) && value.length <= 128 ? value : `:${toBase64(value)}`;
}

function fromId(id: string): string {
  return id.startsWith(':') ? (fromBase64(id.slice(1)) ?? id) : id;
}

function unpack(packed: string): unknown {
  const text = fromBase64(packed);
  return text === undefined ? undefined : readJson(text);
}

/** base64url (RFC 4648, 5) of UTF-8. */
function toBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64(text: string): string | undefined {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
