import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import type { Db, Tx } from './database.ts';
import { hashPassword } from './passwords.ts';
import { invalidInput } from './problem.ts';
import { hashToken } from './secrets.ts';

/** `reader` sees, `officer` works on it, `lead` also plans and reads the log, `admin` may do everything. */
export const roles = ['reader', 'officer', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

/** An officer with an account. */
export interface Officer {
  id: string;
  name: string;
  agency: string;
  role: Role;
}

/** Whether an officer may see and plan what others do. */
export const isLead = ({ role }: Pick<Officer, 'role'>): boolean => role === 'lead' || role === 'admin';

/** What an account may have besides. */
export interface AccountOptions {
  /** The last day of the account. */
  endsOn?: string | undefined;
  /** Roles that differ from the officer's own, by matter; `none` closes a matter. */
  roles?: Readonly<Record<string, Role | 'none'>> | undefined;
  now?: Date;
}

/** How long a token can be used, in days. */
const tokenDays = 7;

/**
 * Stores an officer, or changes an existing one: agency, role and end are replaced, password and sessions end.
 * @returns the token for one sign-in within seven days; only its hash is stored
 */
export const addOfficer = (db: Db, officer: Officer, options?: AccountOptions): Promise<string> =>
  db.transaction().execute(tx => writeAccount(tx, officer, options));

/** As `addOfficer`, in the transaction of the caller. */
export async function writeAccount(
  tx: Tx,
  officer: Officer,
  { endsOn, roles, now = new Date() }: AccountOptions = {},
): Promise<string> {
  const { token, ...issued } = issueToken(now);
  const account = {
    ...{ ...officer, ...issued, active: true, ends_on: endsOn ?? null },
    roles: JSON.stringify(roles ?? {}),
  };
  await tx
    .insertInto('officer')
    .values(account)
    .onConflict(conflict => conflict.column('id').doUpdateSet(account))
    .execute();
  await tx.deleteFrom('officer_session').where('officer', '=', officer.id).execute();
  return token;
}

/**
 * Gives an officer a new token in the place of the password; sessions end, a closed account stays closed.
 * @returns the token for one sign-in within seven days; only its hash is stored
 */
export async function renewToken(tx: Tx, id: string, now: Date): Promise<string> {
  const { token, ...issued } = issueToken(now);
  await tx.updateTable('officer').set(issued).where('id', '=', id).execute();
  await tx.deleteFrom('officer_session').where('officer', '=', id).execute();
  return token;
}

function issueToken(now: Date) {
  const token = randomBytes(18).toString('base64url');
  const token_ends_at = new Date(now.getTime() + tokenDays * 24 * 3600_000);
  return { token, token_hash: hashToken(token), token_ends_at, password_hash: null };
}

/**
 * Deactivates an officer and ends the sessions at once; audit entries stay.
 * @throws when there is no such officer
 */
export async function deactivateOfficer(db: Db, id: string): Promise<void> {
  const result = await db.updateTable('officer').set({ active: false }).where('id', '=', id).executeTakeFirst();
  if (!result.numUpdatedRows) throw new Error(`no officer ${id}`);
  await db.deleteFrom('officer_session').where('officer', '=', id).execute();
}

/** Sets the password of an officer; a token that was not used is void. */
export async function setPassword(db: Db, id: string, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  await db
    .updateTable('officer')
    .set({ password_hash, token_hash: null, token_ends_at: null })
    .where('id', '=', id)
    .execute();
}

/** The secrets of an account that may sign in today; undefined for others. */
export async function findAccount(db: Db, id: string, now: Date) {
  return db
    .selectFrom('officer')
    .select(['id', 'password_hash', 'token_hash', 'token_ends_at'])
    .where('id', '=', id)
    .where(isOpenAccount(now))
    .executeTakeFirst();
}

/** The condition that an account is active and has not ended. */
export const isOpenAccount = (now: Date) =>
  sql<boolean>`officer.active and (officer.ends_on is null or officer.ends_on >= ${dayOf(now)})`;

/** The officers who may work in a matter of an agency: those of it and of the agencies above, but readers. */
export async function officersFor(
  db: Db,
  agency: string,
  matter: string,
  now: Date,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = ${agency}
      union all select a.id, a.parent from chain join agency a on a.id = chain.parent
    )
    select officer.id, officer.name from officer join chain on chain.id = officer.agency
    where ${isOpenAccount(now)} and coalesce(officer.roles ->> ${matter}, officer.role) not in ('none', 'reader')
    order by officer.name, officer.id limit 300`.execute(db);
  return rows;
}

/** Uses up the token of an account. False when it was used meanwhile. */
export async function useToken(db: Db, id: string, tokenHash: Buffer): Promise<boolean> {
  const used = await db
    .updateTable('officer')
    .set({ token_hash: null, token_ends_at: null })
    .where('id', '=', id)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** What an administrator decides about an account. */
export interface AccountChange {
  name: string;
  agency: string;
  role: Role;
  /** Null for an account without an end. */
  endsOn: string | null;
  active: boolean;
  /** Roles that differ from the officer's own, by matter; `none` closes a matter. */
  roles: Readonly<Record<string, Role | 'none'>>;
}

/**
 * Changes an account; password and sessions stay, unless it is closed.
 * @throws ProblemError `invalid-input` with `/role` `last-admin` when nobody could let others in any more, now or once
 *   accounts have ended
 */
export async function changeAccount(tx: Tx, id: string, change: AccountChange, now: Date): Promise<void> {
  await lockAccounts(tx);
  const { name, agency, role, endsOn, active, roles } = change;
  const before = await tx.selectFrom('officer').select('agency').where('id', '=', id).executeTakeFirstOrThrow();
  const admins = await countAdmins(tx, before.agency, now);
  const account = { name, agency, role, ends_on: endsOn, active, roles: JSON.stringify(roles) };
  await tx.updateTable('officer').set(account).where('id', '=', id).execute();
  const left = await countAdmins(tx, before.agency, now);
  if ((admins.open && !left.open) || (admins.lasting && !left.lasting)) throw invalidInput('/role', 'last-admin');
  if (!active) await tx.deleteFrom('officer_session').where('officer', '=', id).execute();
}

/** Accounts are changed one after the other: two admins cannot remove each other, and no identifier is given twice. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('officers', 0))`.execute(tx);
}

/** Who may let others in, at an agency and those above it, and those of them whose account has no end. */
async function countAdmins(tx: Tx, agency: string, now: Date): Promise<{ open: number; lasting: number }> {
  const { rows } = await sql<{ open: number; lasting: number }>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = ${agency}
      union all select a.id, a.parent from chain join agency a on a.id = chain.parent
    ) select count(*)::int as open, (count(*) filter (where officer.ends_on is null))::int as lasting
    from officer join chain on chain.id = officer.agency
    where coalesce(officer.roles ->> 'officers', officer.role) = 'admin' and ${isOpenAccount(now)}`.execute(tx);
  return rows[0]!;
}
