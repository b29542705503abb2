import { operations, problems, type Operation, type Slug } from '../contract/index.ts';
import { encodeJson } from '../domain/json.ts';
import { ExchangeFailed, MappedApi, Refused, type Exchange } from './index.ts';

/** What came over the wire, as the client of a page tells it. */
type TransportResult =
  | { kind: 'response'; status: number; headers: Headers; text: string }
  | { kind: 'truncated' | 'too-large' | 'redirected' | 'network' | 'timed-out' | 'cancelled' };

/** A question of a page to a system behind a map. */
export interface MapRequest {
  /** Address of the map's file. */
  map: string;
  /** Its name only: a page has less of the contract than this part. */
  operation: { name: string };
  input: unknown;
  key: string | undefined;
  /** Asks the API of the page instead, where it has one: for what the map does not answer. */
  callApi: (() => Promise<TransportResult>) | undefined;
  /** Sends a request with the client's care: plugins, silence, size. */
  send(createRequest: Request, charset?: string): Promise<TransportResult>;
  /** Makes a request as the client does, whatever the page has done to its own `Request`. */
  request(url: string, init: RequestInit): Request;
}

/** Asks another system and answers as a backend of the contract would have. */
export type CallMap = (question: MapRequest) => Promise<TransportResult>;

const maps = new Map<string, Promise<MappedApi>>();

/** The map of a page, fetched and prepared once; what could not be fetched is fetched again next time. */
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
    // The map is wrong, or does not fit: its author reads why, the citizen that the answer made no sense.
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
