import { operations, problems, type Operation, type Slug } from '../contract/index.ts';
import type { CallMap, MapRequest } from '../core/map-module.ts';
import type { TransportResult } from '../core/transport.ts';
import { encodeJson } from '../domain/json.ts';
import { ExchangeFailed, MappedApi, Refused, type Exchange } from './index.ts';

const maps = new Map<string, Promise<MappedApi>>();

/** Fetches and compiles the map of a page, once; a failed fetch is retried next time. */
function loadMap({ map, send, createRequest }: MapRequest): Promise<MappedApi> {
  let known = maps.get(map);
  if (!known) {
    const read = async (url: string): Promise<unknown> => {
      const result = await send(createRequest(url, { method: 'GET' }));
      if (result.kind !== 'response' || result.status >= 400) throw new ExchangeFailed('network');
      return JSON.parse(result.text);
    };
    known = read(map).then(async file => {
      const { preset } = Object(file) as { preset?: unknown };
      const base = typeof preset === 'string' ? await read(new URL(preset, map).href) : undefined;
      return new MappedApi(file, base, map);
    });
    maps.set(map, known);
    known.catch(() => maps.delete(map));
  }
  return known;
}

/** The lazy module `map` of the client. */
export const map: CallMap = async request => {
  const { input, key, proof, callApi } = request;
  const operation = operations.find(({ name }) => name === request.operation.name) as Operation;
  try {
    const api = await loadMap(request);
    const { agency } = input as { agency?: string };
    if (!api.answers(operation, agency)) return callApi ? await callApi() : refusal('not-offered');
    const value = await api.call(operation, input as never, {
      exchange: exchangeOf(request),
      ...{ key, proof },
      now: new Date(),
      warn: message => console?.warn?.(`motcua map: ${message}`),
    });
    return response(200, value);
  } catch (error) {
    if (error instanceof Refused) return refusal(error.slug, error.extensions);
    if (error instanceof ExchangeFailed) return error.kind === 'not-understood' ? notJson : { kind: sentKind(error) };
    // The map is wrong: its author reads why in the console, the citizen that the answer was invalid.
    console?.warn?.(`motcua map: ${(error as Error).message}`);
    return response(200, null);
  }
};

const exchangeOf =
  ({ send, createRequest }: MapRequest): Exchange =>
  async ({ method, url, headers, body, charset }) => {
    const result = await send(
      createRequest(url, { method, headers, body, redirect: method === 'GET' ? 'follow' : 'manual' }),
      charset,
    );
    if (result.kind !== 'response') throw new ExchangeFailed(failureOf(result.kind));
    const byName: Record<string, string> = {};
    result.headers.forEach((value, name) => (byName[name.toLowerCase()] = value));
    return { status: result.status, headers: byName, text: result.text };
  };

const failureOf = (kind: Exclude<TransportResult['kind'], 'response'>): ExchangeFailed['kind'] =>
  kind === 'truncated' || kind === 'redirected' ? 'not-understood' : kind;

const sentKind = ({ kind }: ExchangeFailed): Exclude<TransportResult['kind'], 'response'> =>
  kind === 'unsent' || kind === 'not-understood' ? 'network' : kind;

const notJson: TransportResult = { kind: 'response', status: 200, headers: new Headers(), text: '' };

function refusal(slug: Slug, extensions: Refused['extensions'] = {}): TransportResult {
  return response(problems[slug], { type: `#${slug}`, status: problems[slug], ...extensions });
}

function response(status: number, body: unknown): TransportResult {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  return { kind: 'response', status, headers, text: encodeJson(body) };
}
