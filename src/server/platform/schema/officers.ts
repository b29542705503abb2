import type { ColumnType, Generated } from 'kysely';
import type { Instant } from './columns.ts';

export interface OfficerTable {
  id: string;
  name: string;
  agency: string;
  role: string;
  /** SHA-256 of the token for one sign-in; null when there is none. */
  token_hash: Buffer | null;
  /** Null for tokens of earlier versions, which have no end. */
  token_ends_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Argon2id; null until the officer has set a password. */
  password_hash: Generated<string | null>;
  active: Generated<boolean>;
  /** The last day of the account. */
  ends_on: ColumnType<string | null, string | null | undefined, string | null>;
  /** Roles that differ from `role`, by matter. */
  roles: ColumnType<Record<string, string>, string | undefined, string>;
  counter: ColumnType<string | null, string | null | undefined, string | null>;
  /** The number on the officer's desk, to which visitors are called. */
  desk: ColumnType<string | null, string | null | undefined, string | null>;
  /** Issuer and subject at the identity provider. */
  oidc_subject: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface OfficerSessionTable {
  /** SHA-256 of the cookie's value. */
  id: Buffer;
  officer: string;
  created_at: Instant;
  used_at: Instant;
  /** SHA-256 of the browser's User-Agent. */
  browser: Buffer;
  /** On a shared computer the session ends when it is idle. */
  shared: boolean;
  method: 'password' | 'token' | 'oidc' | 'notice';
}
