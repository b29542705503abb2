import { operations, problems, type Operation, type Slug } from '../contract/index.ts';
import { encodeJson } from '../domain/json.ts';
import { ExchangeFailed, MappedApi, Refused, type Exchange } from './index.ts';

/** A transport result of the client (core/transport.ts). */
type TransportResult =
  | { kind: 'response'; status: number; headers: Headers; text: string }
  | { kind: 'truncated' | 'too-large' | 'redirected' | 'network' | 'timed-out' | 'cancelled' };

/** A call of the page's client through a map. */
export interface MapRequest {
  /** URL of the map. */
  map: string;
  /** Only the name: the page's bundle contains less of the contract than this module. */
  operation: { name: string };
  input: unknown;
  key: string | undefined;
  /** Calls the page's API instead, where it has one, for operations that the map does not answer. */
  callApi: (() => Promise<TransportResult>) | undefined;
  /** Sends a request as the client does: with plugins, timeout and size limit. */
  send(createRequest: Request, charset?: string): Promise<TransportResult>;
  /** Creates a request as the client does, whatever the page has done to `Request`. */
  request(url: string, init: RequestInit): Request;
}

/** Calls an upstream system and returns what a backend of the contract would have sent. */
export type CallMap = (question: MapRequest) => Promise<TransportResult>;

const maps = new Map<string, Promise<MappedApi>>();

/** Fetches and compiles the map of a page, once; a failed fetch is retried next time. */
function loadMap({ map, send: carry, request }: MapRequest): Promise<MappedApi> {
  let known = maps.get(map);
  if (!known) {
    const read = async (url: string): Promise<unknown> => {
      const sent = await carry(request(url, { method: 'GET' }));
      if (sent.kind !== 'response' || sent.status >= 400) throw new ExchangeFailed('network');
      return JSON.parse(sent.text);
    };
    known = read(map).then(async file => {
      const { preset } = Object(file) as { preset?: unknown };
      const under = typeof preset === 'string' ? await read(new URL(preset, map).href) : undefined;
      return new MappedApi(file, under, map);
    });
    maps.set(map, known);
    known.catch(() => maps.delete(map));
  }
  return known;
}

export const map: CallMap = async question => {
  const { input, key, callApi: plain } = question;
  const operation = operations.find(({ name }) => name === question.operation.name) as Operation;
  try {
    const api = await loadMap(question);
    const { agency } = input as { agency?: string };
    if (!api.answers(operation, agency)) return plain ? await plain() : refusal('not-offered');
    const value = await api.call(operation, input as never, {
      exchange: exchangeOf(question),
      key,
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
  ({ send: carry, request }: MapRequest): Exchange =>
  async ({ method, url, headers, body, charset }) => {
    const sent = await carry(
      request(url, { method, headers, body, redirect: method === 'GET' ? 'follow' : 'manual' }),
      charset,
    );
    if (sent.kind !== 'response') throw new ExchangeFailed(failureOf(sent.kind));
    const byName: Record<string, string> = {};
    sent.headers.forEach((value, name) => (byName[name.toLowerCase()] = value));
    return { status: sent.status, headers: byName, text: sent.text };
  };

const failureOf = (kind: Exclude<TransportResult['kind'], 'response'>): ExchangeFailed['kind'] =>
  kind === 'truncated' || kind === 'redirected' ? 'not-understood' : kind;

const sentKind = ({ kind }: ExchangeFailed): Exclude<TransportResult['kind'], 'response'> =>
  kind === 'unsent' || kind === 'not-understood' ? 'network' : kind;

const notJson: TransportResult = { kind: 'response', status: 200, headers: new Headers(), text: '' };

function refusal(slug: Slug, more: Refused['extensions'] = {}): TransportResult {
  return response(problems[slug], { type: `#${slug}`, status: problems[slug], ...more });
}

function response(status: number, body: unknown): TransportResult {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  return { kind: 'response', status, headers, text: encodeJson(body) };
}
