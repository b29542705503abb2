import { join } from 'node:path';
import { readProxies, type TrustedProxies } from '../http/address.ts';

/** What an operator sets, all from the environment; `docs/operate.md` explains each. */
export interface Config {
  /** Folder of the embedded database; unused with `databaseUrl`. */
  data: string;
  databaseUrl: string | undefined;
  port: number;
  origins: string[];
  smsUrl: string | undefined;
  /** A map, or a folder of maps, of the systems that stand behind this server. */
  maps: string | undefined;
  /** The address to listen on. */
  host: string;
  trustedProxies: TrustedProxies;
  /** What an operator should know: settings that will no longer be read. */
  warnings: string[];
  language: 'vi' | 'en';
}

/** Reads the configuration. Throws, naming the variable, when one makes no sense. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env['PORT'] ?? 4180);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT is not a port number: ${env['PORT']}`);
  const language = env['MOTCUA_LANG'] ?? 'vi';
  if (language !== 'vi' && language !== 'en') throw new Error(`MOTCUA_LANG is neither vi nor en: ${language}`);
  return {
    data: env['MOTCUA_DATA'] ?? join(process.cwd(), 'data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    port,
    origins: (env['MOTCUA_ORIGINS'] ?? '')
      .split(',')
      .map(origin => origin.trim())
      .filter(Boolean),
    smsUrl: env['MOTCUA_GATEWAY'] || undefined,
    maps: env['MOTCUA_MAPS'] || undefined,
    host: env['MOTCUA_HOST'] || '127.0.0.1',
    ...readTrustedProxies(env),
    language,
  };
}

/** `MOTCUA_BEHIND_PROXY` is what `MOTCUA_TRUSTED_PROXIES` was before; it is read for one more release. */
function readTrustedProxies(env: NodeJS.ProcessEnv): Pick<Config, 'trustedProxies' | 'warnings'> {
  const list = env['MOTCUA_TRUSTED_PROXIES'];
  if (list === undefined && env['MOTCUA_BEHIND_PROXY'] === '1')
    return {
      trustedProxies: 'any',
      warnings: ['MOTCUA_BEHIND_PROXY=1 trusts whoever connects: name the proxies in MOTCUA_TRUSTED_PROXIES instead'],
    };
  try {
    return { trustedProxies: readProxies(list ?? ''), warnings: [] };
  } catch (error) {
    throw new Error(`MOTCUA_TRUSTED_PROXIES names what is no address and no network: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
