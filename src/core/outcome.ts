import type { Problem } from '../contract/problem.ts';

/** Every possible result of a call. */
export type Outcome<T> =
  | { kind: 'answered'; value: T }
  /** The backend answered with a problem. */
  | { kind: 'refused'; slug: string; problem: Problem }
  /** The backend cannot be reached. For a write: nothing was sent. */
  | { kind: 'offline' }
  /** No answer in time. */
  | { kind: 'timed-out' }
  /** Not our backend: a captive portal, login page or firewall. */
  | { kind: 'not-json' }
  /** The answer does not match the contract. */
  | { kind: 'malformed' }
  /** A write was sent but not answered: it may have been done. Repeating it does it at most once. */
  | { kind: 'unknown' }
  /** Aborted by the caller. */
  | { kind: 'cancelled' };

/** Any outcome but an answer. */
export type Failure = Exclude<Outcome<never>, { kind: 'answered' }>;
