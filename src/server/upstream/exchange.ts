import { type Exchange, ExchangeFailed, type ForeignAnswer, type ForeignRequest } from '../../mapping/index.ts';
import { isUnsent } from '../platform/unsent.ts';

/** Unless the map sets its own. */
const defaultTimeoutSeconds = 10;
const maxBytes = 8_000_000;

/**
 * Sends a request to an upstream system. Only GET follows redirects (5 at most) and is retried once after a network
 * error.
 * @throws ExchangeFailed
 */
export const exchange: Exchange = async request => {
  try {
    return await fetchOnce(request);
  } catch (error) {
    const again = request.method === 'GET' && error instanceof ExchangeFailed && /unsent|network/.test(error.kind);
    if (!again) throw error;
    return fetchOnce(request);
  }
};

const maxRedirects = 5;

async function fetchOnce({
  method,
  url,
  headers,
  body,
  charset,
  timeout = defaultTimeoutSeconds,
}: ForeignRequest): Promise<ForeignAnswer> {
  const signal = AbortSignal.timeout(timeout * 1000);
  try {
    let answer = await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    let [at, sent] = [url, headers];
    for (let i = 0; method === 'GET' && i < maxRedirects; i++) {
      const to = redirectTarget(answer, at);
      if (!to) break;
      await answer.body?.cancel();
      // Credentials are only for the origin that the map names.
      if (new URL(to).origin !== new URL(at).origin) sent = {};
      at = to;
      answer = await fetch(at, { headers: sent, signal, redirect: 'manual' });
    }
    const text = await readText(answer, charset);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
  } catch (error) {
    if (error instanceof ExchangeFailed) throw error;
    if (signal.aborted) throw new ExchangeFailed('timed-out');
    throw new ExchangeFailed(isUnsent(error) ? 'unsent' : 'network');
  }
}

/** Target of a redirect; undefined when there is none over HTTP. */
function redirectTarget({ status, headers }: Response, from: string): string | undefined {
  const location = headers.get('Location');
  if (![301, 302, 303, 307, 308].includes(status) || !location || !URL.canParse(location, from)) return undefined;
  const { href, protocol } = new URL(location, from);
  return /^https?:$/.test(protocol) ? href : undefined;
}

async function readText(answer: Response, charset: string | undefined): Promise<string> {
  const decoder = new TextDecoder(charset ?? 'utf-8');
  let text = '';
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += (part as Uint8Array).length;
    if (size > maxBytes) throw new ExchangeFailed('too-large');
    text += decoder.decode(part as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

/** Two lanes to an upstream system; `priority` is for what citizens wait for. */
export interface ExchangeLanes {
  normal: Exchange;
  priority: Exchange;
}

/** Share of the capacity that is reserved for the priority lane. */
const priorityShare = 0.3;

/**
 * Limits concurrency and requests per minute of an upstream system.
 * @throws ExchangeFailed `unsent` above the rate, or when the queue is full
 */
export function limitConcurrency(
  ask: Exchange,
  { atOnce = 8, perMinute = 600 }: { atOnce?: number | undefined; perMinute?: number | undefined } = {},
): ExchangeLanes {
  let running = 0;
  let started: number[] = [];
  const waiting: Record<keyof ExchangeLanes, (() => void)[]> = { priority: [], normal: [] };
  const normalMax = {
    atOnce: Math.max(1, Math.floor(atOnce * (1 - priorityShare))),
    perMinute: perMinute * (1 - priorityShare),
  };
  const lane =
    (name: keyof ExchangeLanes, max: { atOnce: number; perMinute: number }): Exchange =>
    async request => {
      const now = performance.now();
      started = started.filter(at => now - at < 60_000);
      if (started.length >= max.perMinute || waiting[name].length >= atOnce * 8) throw new ExchangeFailed('unsent');
      started.push(now);
      if (running >= max.atOnce) await new Promise<void>(resolve => waiting[name].push(resolve));
      else running++;
      try {
        return await ask(request);
      } finally {
        // The slot passes to a waiting request.
        const next = waiting.priority.shift() ?? (running <= normalMax.atOnce ? waiting.normal.shift() : undefined);
        if (next) next();
        else running--;
      }
    };
  return { priority: lane('priority', { atOnce, perMinute }), normal: lane('normal', normalMax) };
}
