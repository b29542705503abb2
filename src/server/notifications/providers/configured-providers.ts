import type { MappedApi } from '../../../mapping/index.ts';
import type { MessagingConfig } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import { Secrets } from '../../platform/secrets.ts';
import { exchange, mapVariable } from '../../upstream/index.ts';
import { jsonProvider } from './json-provider.ts';
import { kannelProvider } from './kannel-provider.ts';
import { mappedProvider } from './mapped-provider.ts';
import { type MessageProvider, Providers } from './provider.ts';

/**
 * The providers that an operator has configured: Kannel, maps with a message service, an API of their own.
 * @param maps in order of precedence
 */
export async function configuredProviders(
  db: Db,
  { kannel, smsUrl, perMinute }: MessagingConfig,
  maps: readonly MappedApi[],
): Promise<Providers> {
  const secrets = await Secrets.read(db);
  const env = (name: string) => mapVariable(process.env, name);
  const clock = () => new Date();
  const all: (MessageProvider | undefined)[] = [
    kannel && kannelProvider({ ...kannel, perMinute, secrets }),
    ...maps.map(map => mappedProvider(map, { db, exchange, env, clock })),
    smsUrl ? jsonProvider(smsUrl, { perMinute }) : undefined,
  ];
  return new Providers(all.filter(each => each !== undefined));
}
