import { sql } from 'kysely';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as App from '../../../src/server/app.ts';
import type * as Closures from '../../../src/server/booking/closures.ts';
import type * as Holds from '../../../src/server/booking/holds.ts';
import type * as Line from '../../../src/server/booking/waitlist.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import type * as Officers from '../../../src/server/platform/officers.ts';
import { ward } from '../../support/backend.ts';
import { monday } from '../../support/database.ts';

const root = join(import.meta.dirname, '../../..');

/** The backend of a history: ours, or a copy with a bug. */
export interface Backend {
  createApp: typeof App.createApp;
  processWaitlists: typeof Line.processWaitlists;
  dropExpired: typeof Holds.deleteAllExpiredHolds;
  closeDay: typeof Closures.closeDay;
  reopenDay: typeof Closures.reopenDay;
  addOfficer: typeof Officers.addOfficer;
}

export async function loadBackend(from = root): Promise<Backend> {
  const load = async <T>(file: string) => (await import(pathToFileURL(join(from, 'src/server', file)).href)) as T;
  const { createApp } = await load<typeof App>('app.ts');
  const { processWaitlists: processWaitlists } = await load<typeof Line>('booking/waitlist.ts');
  const { deleteAllExpiredHolds: dropExpired } = await load<typeof Holds>('booking/holds.ts');
  const { closeDay, reopenDay } = await load<typeof Closures>('booking/closures.ts');
  const { addOfficer } = await load<typeof Officers>('platform/officers.ts');
  return { createApp, processWaitlists, dropExpired, closeDay, reopenDay, addOfficer };
}

/** A change of one file of the backend, or of its database. */
export interface Bug {
  name: string;
  source?: { file: string; replace: string; by: string };
  /** SQL that changes the database; or a check to remove. */
  sql?: string;
}

/** A copy of the backend with a bug, deleted afterwards. */
export async function withBug<T>({ source }: Bug, work: (backend: Backend) => Promise<T>): Promise<T> {
  if (!source) return work(await loadBackend());
  const { file, replace, by } = source;
  const copy = mkdtempSync(join(tmpdir(), 'motcua-bug-'));
  try {
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const path = join(copy, 'src/server', file);
    const code = readFileSync(path, 'utf8');
    if (code.split(replace).length !== 2) throw new Error(`${file} does not have once: ${replace}`);
    writeFileSync(
      path,
      code.replace(replace, () => by),
    );
    return await work(await loadBackend(copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Records in the database who gets a place and who waits, in the order in which it happens to a slot. */
export async function keepLog({ db }: Database): Promise<void> {
  await sql`create table history_log (
    seq bigint generated always as identity, slot bigint, appointment uuid, waiting uuid, turn bigint, state text, taken integer
  )`.execute(db);
  await sql`create index history_log_slot on history_log (slot)`.execute(db);
  await sql`create function log_seat() returns trigger language plpgsql as $$ begin
    if new.state <> 'cancelled' and (tg_op = 'INSERT' or old.slot <> new.slot or old.state = 'cancelled') then
      insert into history_log (slot, appointment) values (new.slot, new.id);
    end if;
    return null;
  end $$`.execute(db);
  await sql`create trigger log_seat after insert or update on appointment for each row execute function log_seat()`.execute(
    db,
  );
  await sql`create function log_line() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' or old.state <> new.state then
      insert into history_log (slot, appointment, waiting, turn, state)
        values (new.slot, new.offer, new.id, new.turn, new.state);
    end if;
    return null;
  end $$`.execute(db);
  await sql`create trigger log_line after insert or update on waiting for each row execute function log_line()`.execute(
    db,
  );
  await sql`create function log_taken() returns trigger language plpgsql as $$ begin
    insert into history_log (slot, taken) values (new.id, new.taken);
    return null;
  end $$`.execute(db);
  await sql`create trigger log_taken after update of taken on slot for each row execute function log_taken()`.execute(
    db,
  );
  await sql`update agency set settings = jsonb_set(settings, '{booking,offer}',
    '{"minutes": 30, "from": "00:00", "to": "23:59"}') where settings ? 'booking'`.execute(db);
}

export const days = ['2026-11-25', '2026-11-26', '2026-11-27'] as const;
export const capacity = 8;
export const most = 3;

/** A counter for one history: three evenings with few places. */
export async function makeDesk({ db }: Database, name: string): Promise<void> {
  await db
    .insertInto('service')
    .values({ id: name, agency: ward, procedure: null, name, field: '', folded: name, minutes: 10, note: null })
    .execute();
  await db.insertInto('counter').values({ id: name, place: '26506.1', name, letter: 'X', way: 'session' }).execute();
  await db.insertInto('counter_service').values({ counter: name, service: name }).execute();
  await db
    .insertInto('session_rule')
    .values({
      counter: name,
      rrule: 'FREQ=DAILY',
      since: '2026-11-01',
      opens: '17:00',
      closes: '19:00',
      capacity,
      unit: 'pages',
      most,
      minutes: 5,
    })
    .execute();
}

/** The clock of a history, shared by all processes. */
export class Clock {
  now = new Date(monday);

  pass(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }
}
