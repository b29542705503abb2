import { instantAt, isDay } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { type BookingRow, findWaitlistEntry, placeOf } from './day-queries.ts';

/** A row that a ticket or number stands for, with its place. */
export interface ScannedRow extends BookingRow {
  place: string;
  state: string;
}

interface Scanned {
  /** What was scanned or typed. */
  ticket: string;
  /** Where and on which day a number is looked up. */
  place: string;
  date: string;
}

/**
 * The appointment or waitlist entry of a scanned ticket (its QR code holds a secret) or of a typed number.
 * @returns undefined for what is none, or none of the officer's agencies; `several` when counters share the number
 */
export async function readScan(
  db: Db,
  secrets: Secrets,
  officer: SignedInOfficer,
  { ticket, place, date }: Scanned,
): Promise<ScannedRow | 'several' | undefined> {
  const secret = /secret=([^&#\s]+)/.exec(ticket)?.[1] ?? ticket;
  const decoded = decodeText(secret);
  const id = secrets.verifyToken('appointment', decoded);
  const waiting = secrets.verifyToken('waiting', decoded);
  if (waiting) {
    const entry = await findWaitlistEntry(db, waiting);
    const home = entry && (await placeOf(db, officer, entry.counter));
    return entry && home ? { ...entry, place: home, state: 'waiting' } : undefined;
  }
  if (id) return rowsOf(db, officer).where('appointment.id', '=', id).executeTakeFirst();
  if (!isDay(date)) return undefined;
  const rows = await rowsOf(db, officer)
    .where('appointment.number', '=', ticket.trim().toUpperCase())
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .execute();
  const here = rows.filter(row => row.place === place);
  const found = here.length ? here : rows;
  const own = found.filter(({ counter }) => counter === officer.counter);
  return own[0] ?? (found.length > 1 ? 'several' : found[0]);
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const rowsOf = (db: Db, { scope }: SignedInOfficer) =>
  db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .innerJoin('counter', 'counter.id', 'slot.counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select(['appointment.id', 'appointment.state', 'slot.counter', 'slot.starts_at', 'counter.place'])
    .where('place.agency', 'in', scope)
    .where('counter.way', '<>', 'home')
    .where('appointment.state', '<>', 'held');
