import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';

type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface OutboxTable {
  id: Generated<string>;
  created_at: Instant;
  agency: string;
  subject: string;
  /** The appointment, waitlist entry, dossier or opinion that the message is about. */
  matter: Optional<string>;
  recipient: string;
  words: string;
  /**
   * `sending`: handed to a provider that has not answered yet; `unknown`: its answer was lost; `delivered`: it has a
   * receipt; `replaced`: a newer message about the same matter came before this one was sent; `called`: an officer has
   * called instead.
   */
  state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'unknown' | 'not-sent' | 'replaced' | 'called';
  attempts: Generated<number>;
  last_error: string | null;
  sent_at: Instant | null;
  /** Not to be sent before. */
  due_at: Optional<Date>;
  channel: Generated<Channel>;
  /** Name of the template and what was filled in, for providers that have templates of their own. */
  template: Optional<string>;
  fields: ColumnType<Record<string, string> | null, string | null | undefined, string | null>;
  /** One message has it: what happened, to which dossier, for whom and on which day. */
  event: Optional<string>;
  /** The provider that has it, and since when. */
  provider: Optional<string>;
  attempted_at: Optional<Date>;
  /** Sent at any hour, and before others. */
  is_awaited: Generated<boolean>;
  /** Not to be sent again, should it come back from its provider. */
  is_withdrawn: Generated<boolean>;
  /** An earlier attempt may have been accepted. */
  is_doubtful: Generated<boolean>;
  /** Of no use afterwards. */
  expires_at: Optional<Date>;
  /** The officer who calls, and until when nobody else may. */
  claimed_by: Optional<string>;
  claimed_until: Optional<Date>;
  /** When to call again. */
  call_at: Optional<Date>;
}

/** A call that an officer has made instead of a message. */
export interface NoticeCallTable {
  attempt: string;
  message: string;
  agency: string;
  officer: string;
  at: Instant;
  outcome: 'reached' | 'no-answer' | 'wrong-number' | 'call-back';
  note: string | null;
}

/** How a message reaches somebody; `call` is a call by an officer. */
export type Channel = 'sms' | 'zalo' | 'call';

export interface ProviderTokenTable {
  provider: string;
  /** SHA-256 of the refresh token that the operator has set. */
  seed: Buffer;
  access: string | null;
  refresh: string;
  expires_at: Instant;
  /** A process renews it until then. */
  renewing_until: Instant | null;
}

export interface SubscriptionTable {
  id: Generated<string>;
  dossier: string;
  /** E.164; confirmed by a code. */
  phone: string;
  channel: Channel;
  /** Names of states, and `extended`. */
  events: Json<string[]>;
  /** Version of the text that was consented to, and when. */
  consent: Json<{ version: string; at: string }>;
  created_at: Instant;
  stopped_at: Instant | null;
}
