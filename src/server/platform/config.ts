import { join } from 'node:path';
import { readProxies, type TrustedProxies } from './trusted-proxies.ts';

/** Settings of an operator, from environment variables; explained in `docs/operate.md`. */
export interface Config {
  /** Folder of the embedded database; unused when `databaseUrl` is set. */
  data: string;
  databaseUrl: string | undefined;
  port: number;
  origins: string[];
  messaging: MessagingConfig;
  /** Path of a map or of a folder of maps of upstream systems. */
  maps: string | undefined;
  /** Address to listen on. */
  host: string;
  trustedProxies: TrustedProxies;
  /** Warnings to log at start, for deprecated and risky settings. */
  warnings: string[];
  language: 'vi' | 'en';
  /** Whether officers may sign in over plain http from a private network. */
  allowPrivateHttp: boolean;
  /** Address of this server as browsers see it. */
  publicUrl: string | undefined;
  /** The identity provider of officers. */
  oidc: OidcConfig | undefined;
}

/** Providers of messages, beside those of maps. */
export interface MessagingConfig {
  /** API of the operator's own. */
  smsUrl: string | undefined;
  kannel: { url: string; from: string | undefined; callback: string } | undefined;
  /** Messages a minute. */
  perMinute: number;
}

/** Settings of the identity provider. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  claim: string;
  label: string;
  publicUrl: string;
}

/**
 * Reads the configuration.
 * @throws naming the variable whose value is invalid
 */
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
    messaging: readMessaging(env, port),
    maps: env['MOTCUA_MAPS'] || undefined,
    host: env['MOTCUA_HOST'] || '127.0.0.1',
    trustedProxies: readTrustedProxies(env),
    language,
    allowPrivateHttp: env['MOTCUA_PRIVATE_HTTP'] === '1',
    publicUrl: env['MOTCUA_URL']?.replace(/\/+$/, '') || undefined,
    oidc: readOidc(env),
    warnings: warned.filter(({ isUsed }) => isUsed(env)).map(({ warning }) => warning),
  };
}

/** Settings of earlier versions, still read for one release, and those that an operator should know of. */
const warned: readonly { isUsed(env: NodeJS.ProcessEnv): boolean; warning: string }[] = [
  {
    isUsed: env => Boolean(env['MOTCUA_GATEWAY']) && !env['MOTCUA_SMS_URL'],
    warning: 'MOTCUA_GATEWAY is now MOTCUA_SMS_URL: rename it, the next release does not read it',
  },
  {
    isUsed: env => env['MOTCUA_BEHIND_PROXY'] === '1' && env['MOTCUA_TRUSTED_PROXIES'] === undefined,
    warning: 'MOTCUA_BEHIND_PROXY=1 trusts any peer: name the proxies in MOTCUA_TRUSTED_PROXIES instead',
  },
  {
    isUsed: env => env['MOTCUA_PRIVATE_HTTP'] === '1',
    warning:
      'MOTCUA_PRIVATE_HTTP=1: officers may sign in over plain http from private networks, where others can listen',
  },
];

/** @throws naming what is invalid */
function readMessaging(env: NodeJS.ProcessEnv, port: number): MessagingConfig {
  const perMinute = Number(env['MOTCUA_SMS_PER_MINUTE'] ?? 60);
  if (!Number.isInteger(perMinute) || perMinute < 1)
    throw new Error(`MOTCUA_SMS_PER_MINUTE is not a number of messages: ${env['MOTCUA_SMS_PER_MINUTE']}`);
  const url = env['MOTCUA_KANNEL'] || undefined;
  // Not named in the message: it holds a password.
  if (url && (!URL.canParse(url) || !new URL(url).username))
    throw new Error('MOTCUA_KANNEL is not an address with user and password: http://user:password@127.0.0.1:13013');
  const callback = (env['MOTCUA_KANNEL_CALLBACK'] || `http://127.0.0.1:${port}`).replace(/\/+$/, '');
  if (!URL.canParse(callback)) throw new Error(`MOTCUA_KANNEL_CALLBACK is not an address: ${callback}`);
  return {
    smsUrl: env['MOTCUA_SMS_URL'] || env['MOTCUA_GATEWAY'] || undefined,
    kannel: url ? { url, from: env['MOTCUA_KANNEL_FROM'] || undefined, callback } : undefined,
    perMinute,
  };
}

/** @throws naming what is missing beside `MOTCUA_OIDC_ISSUER` */
function readOidc(env: NodeJS.ProcessEnv): OidcConfig | undefined {
  const issuer = env['MOTCUA_OIDC_ISSUER'];
  if (!issuer) return undefined;
  const needed = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`MOTCUA_OIDC_ISSUER is set, so ${name} is needed too`);
    return value;
  };
  for (const name of ['MOTCUA_OIDC_ISSUER', 'MOTCUA_URL'])
    if (!URL.canParse(needed(name))) throw new Error(`${name} is not an address: ${env[name]}`);
  return {
    issuer,
    clientId: needed('MOTCUA_OIDC_CLIENT'),
    clientSecret: needed('MOTCUA_OIDC_SECRET'),
    publicUrl: needed('MOTCUA_URL'),
    claim: env['MOTCUA_OIDC_CLAIM'] || 'preferred_username',
    label: env['MOTCUA_OIDC_LABEL'] || new URL(issuer).host,
  };
}

function readTrustedProxies(env: NodeJS.ProcessEnv): TrustedProxies {
  const list = env['MOTCUA_TRUSTED_PROXIES'];
  if (list === undefined && env['MOTCUA_BEHIND_PROXY'] === '1') return 'any';
  try {
    return readProxies(list ?? '');
  } catch (error) {
    throw new Error(`MOTCUA_TRUSTED_PROXIES names what is no address and no network: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
