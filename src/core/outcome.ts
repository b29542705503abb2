import type { Problem } from '../contract/problem.ts';

/** Everything that can come of asking a backend. */
export type Outcome<T> =
  | { kind: 'answered'; value: T }
  /** The backend said no, and why. */
  | { kind: 'refused'; slug: string; problem: Problem }
  /** The backend cannot be reached. A write ends so only when nothing was sent. */
  | { kind: 'offline' }
  /** Nothing came within the time. */
  | { kind: 'timed-out' }
  /** Something answered that is not our backend: a captive portal, a login page, a firewall. */
  | { kind: 'not-json' }
  /** The backend answered, but not in the shape of the contract. */
  | { kind: 'malformed' }
  /** A write was sent and no answer came: it may or may not have been done. Asking again does it at most once. */
  | { kind: 'unknown' }
  /** The caller no longer wants to know. */
  | { kind: 'cancelled' };

export type Failure = Exclude<Outcome<never>, { kind: 'answered' }>;
