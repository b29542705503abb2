import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { isOpenAccount, type Officer, type Role } from './officers.ts';
import { hashToken } from './secrets.ts';

/** Without a request for this long a session is locked, or ended on a shared computer. */
export const idleMinutes = 15;
/** A session ends after this, used or not: longer than a working day. */
const maxHours = 12;
/** Uses are written down at most this often. */
const touchSeconds = 60;

/** A signed-in officer. */
export interface SignedInOfficer extends Officer {
  agencyName: string;
  /** The own agency and all below it: whose rows the officer may see. */
  scope: readonly string[];
  /** Roles that differ from `role`, by matter. */
  roles: Readonly<Record<string, Role | 'none'>>;
  counter: string | null;
  counterName: string | null;
  /** The number on the officer's desk, to which visitors are called. */
  desk: string | null;
  hasPassword: boolean;
  /** Whether a password has to be set before anything else: after a sign-in with a token. */
  needsPassword: boolean;
}

/** A session of an officer. */
export interface OfficerSession {
  id: Buffer;
  officer: SignedInOfficer;
  createdAt: Date;
  /** `notice`: by a code, for the desk of calls only. */
  method: 'password' | 'token' | 'oidc' | 'notice';
  shared: boolean;
  /** `open` may be used; a `locked` one needs the password again; an `ended` one is only good to keep what was typed. */
  state: 'open' | 'locked' | 'ended';
}

interface NewSession {
  officer: string;
  method: OfficerSession['method'];
  shared: boolean;
  userAgent: string;
  now: Date;
}

/**
 * Starts a session.
 * @returns the value of its cookie; only the hash is stored
 */
export async function startSession(db: Db, { officer, method, shared, userAgent, now }: NewSession): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  await db
    .insertInto('officer_session')
    .values({
      id: hashToken(value),
      officer,
      created_at: now,
      used_at: now,
      browser: browserOf(userAgent),
      shared,
      method,
    })
    .execute();
  return value;
}

interface SessionRow extends Officer {
  session: Buffer;
  created_at: Date;
  used_at: Date;
  browser: Buffer;
  method: OfficerSession['method'];
  shared: boolean;
  roles: Record<string, Role | 'none'>;
  counter: string | null;
  desk: string | null;
  has_password: boolean;
  agency_name: string;
  counter_name: string | null;
  scope: string[];
}

/**
 * The session of a cookie, with its officer and the officer's agencies, in one query that also notes the use. A session that is used from
 * another browser is locked. Undefined for sessions that do not exist and for officers who may not sign in any more.
 * @param touch whether the request counts as a use
 */
export async function readSession(
  db: Db,
  value: string,
  { userAgent, now, touch }: { userAgent: string; now: Date; touch: boolean },
): Promise<OfficerSession | undefined> {
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const { rows } = await sql<SessionRow>`
    with recursive own as (
      select officer_session.id as session, created_at, used_at, browser, method, shared,
        officer.id, officer.name, officer.agency, officer.role, officer.roles, officer.counter, officer.desk,
        officer.password_hash is not null as has_password
      from officer_session join officer on officer.id = officer_session.officer
      where officer_session.id = ${hashToken(value)} and ${isOpenAccount(now)}
    ), touched as (
      update officer_session set used_at = ${now}
      where ${touch} and id = ${hashToken(value)} and browser = ${browserOf(userAgent)}
        and used_at between ${before(idleMinutes * 60)} and ${before(touchSeconds)} and created_at > ${before(maxHours * 3600)}
    ), tree(id) as (
      select agency.id from agency join own on own.agency = agency.id
      union all select agency.id from agency join tree on agency.parent = tree.id
    )
    select own.*, (select name from agency where agency.id = own.agency) as agency_name,
      (select name from counter where counter.id = own.counter) as counter_name,
      (select coalesce(json_agg(tree.id), '[]') from tree) as scope
    from own`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const state = stateOf(row, userAgent, now);
  const { id, name, agency, role, roles, counter, desk, scope } = row;
  return {
    id: Buffer.from(row.session),
    createdAt: row.created_at,
    method: row.method,
    shared: row.shared,
    state,
    officer: {
      ...{ id, name, agency, role, roles, counter, desk, scope },
      agencyName: row.agency_name ?? agency,
      counterName: row.counter_name,
      hasPassword: row.has_password,
      needsPassword: !row.has_password && row.method !== 'oidc',
    },
  };
}

function stateOf(
  { created_at, used_at, browser, shared }: SessionRow,
  userAgent: string,
  now: Date,
): OfficerSession['state'] {
  const idleMs = now.getTime() - used_at.getTime();
  const isIdle = idleMs > idleMinutes * 60_000;
  if (now.getTime() - created_at.getTime() > maxHours * 3600_000 || (isIdle && shared)) return 'ended';
  return isIdle || !browserOf(userAgent).equals(browser) ? 'locked' : 'open';
}

/** Unlocks a session, and binds it to the browser that has given the password. */
export const unlockSession = (db: Db, id: Buffer, userAgent: string, now: Date) =>
  db
    .updateTable('officer_session')
    .set({ used_at: now, browser: browserOf(userAgent) })
    .where('id', '=', id)
    .execute();

const touchSession = (db: Db, id: Buffer, now: Date) =>
  db.updateTable('officer_session').set({ used_at: now }).where('id', '=', id).execute();

/** Locks a session at once, as after the idle time. */
export const lockSession = (db: Db, id: Buffer, now: Date) =>
  touchSession(db, id, new Date(now.getTime() - (idleMinutes * 60_000 + 1000)));

export const endSession = (db: Db, id: Buffer) => db.deleteFrom('officer_session').where('id', '=', id).execute();

/** Ends the sessions of an officer, but for one. */
export const endSessionsOf = (db: Db, officer: string, except?: Buffer) =>
  db
    .deleteFrom('officer_session')
    .where('officer', '=', officer)
    .$if(except !== undefined, query => query.where('id', '<>', except!))
    .execute();

/** Removes sessions that ended a day ago. */
export const removeOldSessions = (db: Db, now: Date) =>
  db
    .deleteFrom('officer_session')
    .where('created_at', '<', new Date(now.getTime() - (maxHours + 24) * 3600_000))
    .execute();

const browserOf = (userAgent: string) => createHash('sha256').update(userAgent).digest();
