import {
  type Exchange,
  ExchangeFailed,
  MapFailed,
  type MappedApi,
  type MessageOutcome,
  type MessageServiceOfMap,
} from '../../../mapping/index.ts';
import type { Db } from '../../platform/database.ts';
import { type MessageProvider, type OutgoingMessage, SendFailed } from './provider.ts';
import { TokenStore } from './token-store.ts';

interface MappedProviderOptions {
  db: Db;
  exchange: Exchange;
  env: (name: string) => string | undefined;
  clock: () => Date;
}

/** A provider that a map describes, under the map's name; undefined for a map that sends no messages. */
export function mappedProvider(map: MappedApi, options: MappedProviderOptions): MessageProvider | undefined {
  const service = map.messageService;
  if (!service) return undefined;
  const { channel, isRepeatable, perMinute } = service;
  const tokens = service.hasToken ? new TokenStore(map.file.name, service, options) : undefined;
  return {
    ...{ name: map.file.name, channel, isIdempotent: isRepeatable, perMinute, acceptsPushes: true },
    async send(message) {
      let token = await tokens?.current();
      let { outcome, reason } = await ask(service, message, token, options);
      // Once: a token that is refused again was not the fault.
      if (outcome === 'renew' && tokens && token) {
        token = await tokens.renewed(token);
        ({ outcome, reason } = await ask(service, message, token, options));
      }
      if (outcome === 'accepted') return;
      throw new SendFailed(outcome === 'renew' ? 'later' : outcome, reason ?? outcome);
    },
  };
}

async function ask(
  service: MessageServiceOfMap,
  { id, recipient, words, template, fields }: OutgoingMessage,
  token: string | undefined,
  { exchange, env, clock }: MappedProviderOptions,
): Promise<MessageOutcome> {
  const message = { id, phone: recipient, text: words, template, fields };
  try {
    return await service.send(message, token, { now: clock(), env, exchange });
  } catch (error) {
    if (error instanceof MapFailed) throw new SendFailed('rejected', error.message);
    if (error instanceof ExchangeFailed) throw new SendFailed('unknown', error.message);
    throw error;
  }
}
