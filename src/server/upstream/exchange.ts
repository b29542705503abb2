import { type Exchange, ExchangeFailed, type ForeignAnswer, type ForeignRequest } from '../../mapping/index.ts';

/** Seconds that another system has for an answer, unless its map says otherwise. */
const defaultTimeoutSeconds = 10;
const maxBytes = 8_000_000;

/** The other system has not got a request that ended so: it can be asked again. */
const notSentCodes =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

/**
 * Asks another system over HTTP. A request that changes something is not sent on when it is led elsewhere; one that only
 * reads is asked a second time when the network fails.
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
      // Keys and passwords are for the origin that the map names, wherever it sends us.
      if (new URL(to).origin !== new URL(at).origin) sent = {};
      at = to;
      answer = await fetch(at, { headers: sent, signal, redirect: 'manual' });
    }
    const text = await readText(answer, charset);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
  } catch (error) {
    if (error instanceof ExchangeFailed) throw error;
    if (signal.aborted) throw new ExchangeFailed('timed-out');
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    throw new ExchangeFailed(notSentCodes.test(code ?? '') ? 'unsent' : 'network');
  }
}

/** Where an answer leads; nothing when it leads nowhere that may be asked. */
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

/** How a map's system may be asked; `kept` is for what people wait for most. */
export interface ExchangeLanes {
  normal: Exchange;
  priority: Exchange;
}

/** This part of what may be asked is kept for look-ups and writes, however much else is asked. */
const priorityShare = 0.3;

/** Lets only so many requests out at once and in a minute: an old system must not fall over because it is asked. */
export function limitConcurrency(
  ask: Exchange,
  { atOnce = 8, perMinute = 600 }: { atOnce?: number | undefined; perMinute?: number | undefined } = {},
): ExchangeLanes {
  let running = 0;
  let started: number[] = [];
  const waiting: { kept: (() => void)[]; usual: (() => void)[] } = { kept: [], usual: [] };
  const normalMax = {
    atOnce: Math.max(1, Math.floor(atOnce * (1 - priorityShare))),
    perMinute: perMinute * (1 - priorityShare),
  };
  const lane =
    (name: 'kept' | 'usual', max: { atOnce: number; perMinute: number }): Exchange =>
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
        // Whoever waits takes the place over.
        const next = waiting.kept.shift() ?? (running <= normalMax.atOnce ? waiting.usual.shift() : undefined);
        if (next) next();
        else running--;
      }
    };
  return { priority: lane('kept', { atOnce, perMinute }), normal: lane('usual', normalMax) };
}
