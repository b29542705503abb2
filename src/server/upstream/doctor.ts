import { safeParse } from 'valibot';
import { capabilitiesRead, type Dossier, dossierRead, type Operation, operations } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import {
  type CallOptions,
  type Exchange,
  ExchangeFailed,
  type ForeignRequest,
  MapFailed,
  type MappedApi,
  missableRules,
  pathText,
  Refused,
} from '../../mapping/index.ts';
import { ProblemError } from '../platform/problem.ts';
import { exchange as overHttp } from './exchange.ts';
import { maskValues } from './outline.ts';
import { replay, unsigned } from './recorded.ts';
import { mapVariable } from './upstream.ts';
import { readXml } from './xml.ts';
import { requestOf } from '../../contract/requests/index.ts';

/** A finding that the author of a map should know. */
export type Finding =
  | { kind: 'no-example' | 'writes' | 'personal' | 'cors-missing' | 'recorded' }
  | { kind: 'cors-preflight' | 'mixed-content' | 'not-read' | 'csp' | 'empty' | 'missable'; detail: string };

/** A recorded HTTP exchange. Values of headers are left out: they may be secrets. */
export interface RecordedExchange {
  method: string;
  url: string;
  headers: readonly string[];
  body?: string | undefined;
  status?: number;
  text?: string;
  failure?: string;
}

/** Result of examining one operation. */
export interface ExaminationResult {
  operation: string;
  result: 'answered' | 'refused' | 'failed' | 'not-tried';
  /** The slug of the problem, or what failed. */
  why?: string;
  exchanges: RecordedExchange[];
  answer?: unknown;
  findings: Finding[];
  /** Environment values that the map read: to be masked wherever the result is shown. */
  secrets?: readonly string[];
}

export interface ExaminationOptions {
  /** Origin of a portal whose pages will use the map directly; undefined behind the server. */
  origin?: string | undefined;
  /** Input in place of the map's own example. */
  input?: Record<string, unknown> | undefined;
  /** Whether operations that write may be called on the real system; false by default. */
  writes?: boolean;
  now?: Date;
  /** How the map is called; by default over plain HTTP, with this process's `MAP_…` variables and unsigned seals. */
  callOptions?: Pick<CallOptions, 'exchange' | 'seal' | 'open' | 'env' | 'readXml'>;
  /** Middleware around a dossier lookup, to apply the server's limits. */
  limitLookup?: (input: Input<typeof dossierRead>, ask: () => Promise<Dossier>) => Promise<Dossier>;
}

/** The operations that a map answers, in the order of the contract. */
export const operationsOf = (map: MappedApi): Operation[] => operations.filter(({ name }) => map.file.operations[name]);

/** Looks like a phone or identity number. */
const personalNumber = /(?<!\d)(?:0\d{9}|\d{12})(?!\d)/;

/**
 * Examines one operation of a map, against the real system or the map's recorded answers.
 * @throws errors that are neither problems nor faults of the map or the network
 */
export async function examine(
  map: MappedApi,
  operation: Operation,
  options: ExaminationOptions = {},
): Promise<ExaminationResult> {
  const { origin, writes = false, now = new Date(), callOptions = defaultCallOptions } = options;
  const { exchange } = callOptions;
  const secrets: string[] = [];
  const example = map.file.examples?.[operation.name];
  const result: ExaminationResult = { operation: operation.name, result: 'not-tried', exchanges: [], findings: [] };
  const input = options.input ?? example?.input ?? { agency: map.file.agencies?.[0] ?? 'agency' };
  const read = safeParse(requestOf(operation).input, input);
  const recorded = options.input ? undefined : example?.recorded;
  if (!read.success) result.findings.push({ kind: 'no-example' });
  else if (operation.writes && !recorded && !writes) result.findings.push({ kind: 'writes' });
  if (result.findings.length) return result;
  if (recorded) result.findings.push({ kind: 'recorded' });
  for (const { path } of missableRules(map.file))
    if (path[0] === 'errorWhen' || path[1] === operation.name)
      result.findings.push({ kind: 'missable', detail: pathText(path) });

  const recording = recordExchanges(recorded ? replay(recorded) : exchange, result.exchanges, origin);
  try {
    const ask = () =>
      map.call(operation, read.output as Input<Operation>, {
        ...callOptions,
        exchange: recording,
        key: 'doctor-tries-this',
        now,
        env: name => {
          const value = callOptions.env?.(name);
          if (value !== undefined) secrets.push(value);
          return value;
        },
        warn: detail => result.findings.push({ kind: 'not-read', detail }),
      });
    const { limitLookup } = options;
    result.answer =
      limitLookup && operation.name === dossierRead.name
        ? await limitLookup(read.output as Input<typeof dossierRead>, async () =>
            translateRefusal(ask as () => Promise<Dossier>),
          )
        : await ask();
    result.result = 'answered';
    const empty = emptyFields(result.answer);
    if (empty.length) result.findings.push({ kind: 'empty', detail: empty.join(', ') });
  } catch (error) {
    const isRefused = error instanceof Refused || error instanceof ProblemError;
    if (!(isRefused || error instanceof ExchangeFailed || error instanceof MapFailed)) throw error;
    // A write whose answer did not fit is refused to the citizen; the author of the map reads why.
    const fault = error.cause instanceof Error ? error.cause : error;
    result.result = isRefused && fault === error ? 'refused' : 'failed';
    result.why = fault.message;
  }
  if (result.exchanges.some(({ text }) => text && personalNumber.test(text)))
    result.findings.push({ kind: 'personal' });
  if (origin && !recorded) await checkBrowserAccess(result, origin, exchange);
  return hideSecrets(result, secrets);
}

/** The limits of lookups know ProblemError, not the map's own error. */
async function translateRefusal(ask: () => Promise<Dossier>): Promise<Dossier> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Refused ? new ProblemError(error.slug, error.extensions) : error;
  }
}

const defaultCallOptions: NonNullable<ExaminationOptions['callOptions']> = {
  exchange: overHttp,
  readXml,
  ...unsigned,
  env: name => mapVariable(process.env, name),
};

/** Results may be forwarded to a helper: environment values are masked everywhere. */
function hideSecrets(result: ExaminationResult, secrets: readonly string[]): ExaminationResult {
  const shown = (text: string | undefined) => text && maskValues(text, secrets);
  return {
    ...result,
    secrets,
    exchanges: result.exchanges.map(each => ({
      ...each,
      url: maskValues(each.url, secrets),
      body: shown(each.body),
      ...(each.text !== undefined && { text: maskValues(each.text, secrets) }),
    })),
    ...(result.answer !== undefined && {
      answer: JSON.parse(maskValues(JSON.stringify(result.answer), secrets)) as unknown,
    }),
  };
}

/** Whether the map answers `capabilities.read`; otherwise widgets offer nothing. */
export const declaresCapabilities = (map: MappedApi): boolean => Boolean(map.file.operations[capabilitiesRead.name]);

function recordExchanges(ask: Exchange, into: RecordedExchange[], origin: string | undefined): Exchange {
  return async request => {
    const { method, url, headers, body } = request;
    const seen: RecordedExchange = { method, url, headers: Object.keys(headers), body };
    into.push(seen);
    try {
      const answer = await ask(origin ? { ...request, headers: { ...headers, Origin: origin } } : request);
      Object.assign(seen, { status: answer.status, text: answer.text, answered: answer.headers });
      return answer;
    } catch (error) {
      seen.failure = (error as Error).message;
      throw error;
    }
  };
}

/** Checks what a browser would block on a page of the origin: CSP, mixed content, CORS. */
async function checkBrowserAccess(
  { exchanges, findings }: ExaminationResult,
  origin: string,
  ask: Exchange,
): Promise<void> {
  const own = new Set<string>();
  for (const seen of exchanges) {
    const { protocol, origin: other } = new URL(seen.url);
    if (other === origin || own.has(other)) continue;
    own.add(other);
    findings.push({ kind: 'csp', detail: other });
    if (origin.startsWith('https:') && protocol === 'http:') findings.push({ kind: 'mixed-content', detail: other });
    const { answered = {} } = seen as { answered?: Record<string, string> };
    if (seen.status && !originAllowed(answered['access-control-allow-origin'], origin))
      findings.push({ kind: 'cors-missing' });
    const wanted = preflightHeaders(seen);
    if (wanted.length || !/^(?:GET|POST)$/.test(seen.method)) {
      const refused = await preflight(seen, wanted, origin, ask);
      if (refused) findings.push({ kind: 'cors-preflight', detail: refused });
    }
  }
}

const originAllowed = (allowed: string | undefined, origin: string): boolean => allowed === '*' || allowed === origin;

/** Headers that cause a CORS preflight (Fetch Standard, CORS-safelisted request-headers). */
const preflightHeaders = ({ headers, body }: RecordedExchange): string[] =>
  headers
    .map(name => name.toLowerCase())
    .filter(name => !/^(?:accept|accept-language|content-language|origin)$/.test(name))
    .filter(name => name !== 'content-type' || (body !== undefined && /^[[{"]/.test(body.trim())));

async function preflight(
  seen: RecordedExchange,
  headers: string[],
  origin: string,
  ask: Exchange,
): Promise<string | undefined> {
  const request: ForeignRequest = {
    method: 'OPTIONS',
    url: seen.url,
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': seen.method,
      ...(headers.length && { 'Access-Control-Request-Headers': headers.join(',') }),
    },
  };
  const answer = await ask(request).catch(() => undefined);
  const allowed = (name: string) => (answer?.headers[name] ?? '').toLowerCase().split(/\s*,\s*/);
  if (!answer || answer.status > 299 || !originAllowed(answer.headers['access-control-allow-origin'], origin))
    return 'OPTIONS';
  const names = allowed('access-control-allow-headers');
  const missing = headers.filter(name => !names.includes(name) && !names.includes('*'));
  const methods = allowed('access-control-allow-methods');
  if (!/^(?:GET|POST)$/.test(seen.method) && !methods.includes(seen.method.toLowerCase())) missing.push(seen.method);
  return missing.length ? missing.join(', ') : undefined;
}

/** Fields that the map leaves empty: the upstream system may know them. */
function emptyFields(answer: unknown): string[] {
  if (typeof answer !== 'object' || !answer || Array.isArray(answer)) return [];
  return Object.entries(answer)
    .filter(([, value]) => value === null || (Array.isArray(value) && !value.length))
    .map(([name]) => name);
}
