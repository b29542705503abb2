import type { Channel } from '../../platform/schema.ts';
import { fetchErrorCode, isUnsent } from '../../platform/unsent.ts';

/** A message as a provider gets it. */
export interface OutgoingMessage {
  id: string;
  /** Phone number, E.164. */
  recipient: string;
  /** As it is to arrive: with diacritics only where the agency wants them. */
  words: string;
  /** Name of the template and what was filled in, for providers that have templates of their own. */
  template: string | null;
  fields: Record<string, string>;
}

/** Hands messages to a network. */
export interface MessageProvider {
  /** Unique; agencies choose by it. */
  readonly name: string;
  readonly channel: Exclude<Channel, 'call'>;
  /** A message that is sent again with the same id arrives once. */
  readonly isIdempotent: boolean;
  /** Messages a minute, of all processes together. */
  readonly perMinute: number;
  /** It may push receipts and messages of citizens to an address of its own. */
  readonly acceptsPushes: boolean;
  /**
   * Resolves when the provider has accepted the message.
   * @throws SendFailed
   */
  send(message: OutgoingMessage): Promise<void>;
}

/**
 * A message was not accepted. `rejected`: never sent, and repeating changes nothing; `later`: not sent, may be
 * repeated; `unknown`: it may have been sent.
 */
export class SendFailed extends Error {
  readonly kind: 'rejected' | 'later' | 'unknown';

  /** @param reason for officers, without the number and the words */
  constructor(kind: SendFailed['kind'], reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** The providers of a server, in order of precedence. */
export class Providers {
  readonly all: readonly MessageProvider[];

  constructor(all: readonly MessageProvider[]) {
    this.all = all;
  }

  /**
   * The provider of a channel.
   * @param name the one that the agency has chosen; the first of the channel by default
   */
  find(channel: Channel, name?: string): MessageProvider | undefined {
    const own = this.all.filter(each => each.channel === channel);
    return name ? own.find(each => each.name === name) : own[0];
  }

  named(name: string | null): MessageProvider | undefined {
    return this.all.find(each => each.name === name);
  }
}

/** What a failed `fetch` means for the message that it sent. */
export function failureOf(error: unknown): SendFailed {
  if (error instanceof SendFailed) return error;
  const code = fetchErrorCode(error);
  if (isUnsent(error)) return new SendFailed('later', code);
  return new SendFailed('unknown', (error as Error).name === 'TimeoutError' ? 'timed-out' : code || 'network');
}
