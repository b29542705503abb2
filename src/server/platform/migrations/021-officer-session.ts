import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table officer
    alter column token_hash drop not null,
    -- The token is good for one sign-in. Tokens of earlier versions have no end.
    add column token_ends_at timestamptz,
    -- Argon2id in the PHC string format; null until the officer has set one.
    add column password_hash text,
    -- The last day of the account.
    add column ends_on date,
    -- Roles that differ from the officer's own, by matter.
    add column roles jsonb not null default '{}',
    -- The counter that the officer usually sits at.
    add column counter text references counter (id) on delete set null,
    -- Issuer and subject of the identity provider's account, once it was used.
    add column oidc_subject text unique`,
  sql`alter table officer
    drop constraint officer_role_check,
    add constraint officer_role_check check (role in ('reader', 'officer', 'lead', 'admin'))`,
  sql`create index officer_agency on officer (agency)`,
  sql`create table officer_session (
    -- SHA-256 of the cookie's value.
    id bytea primary key,
    officer text not null references officer (id) on delete cascade,
    created_at timestamptz not null,
    used_at timestamptz not null,
    -- SHA-256 of the browser's User-Agent.
    browser bytea not null,
    -- On a shared computer the session ends when it is idle; elsewhere it is locked.
    shared boolean not null,
    -- How the officer signed in: password, token, oidc.
    method text not null
  )`,
  sql`create index officer_session_officer on officer_session (officer)`,
];

/** Officers sign in with a password and have sessions; roles by matter. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
