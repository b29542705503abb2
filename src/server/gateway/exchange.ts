import { ExchangeFailed, type Exchange, type ForeignAnswer, type ForeignRequest } from '../../mapping/index.ts';

/** Seconds that another system has for an answer, unless its map says otherwise. */
const usualTimeout = 10;
const largest = 8_000_000;

/** The other system has not got a request that ended so: it can be asked again. */
const unsent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_)/;

/**
 * Asks another system over HTTP. A request that changes something is not sent on when it is led elsewhere; one that only
 * reads is asked a second time when the network fails.
 */
export const exchange: Exchange = async request => {
  try {
    return await once(request);
  } catch (error) {
    const again = request.method === 'GET' && error instanceof ExchangeFailed && /unsent|network/.test(error.kind);
    if (!again) throw error;
    return once(request);
  }
};

async function once({
  method,
  url,
  headers,
  body,
  charset,
  timeout = usualTimeout,
}: ForeignRequest): Promise<ForeignAnswer> {
  const signal = AbortSignal.timeout(timeout * 1000);
  try {
    const answer = await fetch(url, {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: method === 'GET' ? 'follow' : 'manual',
    });
    const text = await readText(answer, charset);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
  } catch (error) {
    if (error instanceof ExchangeFailed) throw error;
    if (signal.aborted) throw new ExchangeFailed('timed-out');
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    throw new ExchangeFailed(unsent.test(code ?? '') ? 'unsent' : 'network');
  }
}

async function readText(answer: Response, charset: string | undefined): Promise<string> {
  const decoder = new TextDecoder(charset ?? 'utf-8');
  let text = '';
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += (part as Uint8Array).length;
    if (size > largest) throw new ExchangeFailed('too-large');
    text += decoder.decode(part as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

/** Lets only so many requests out at once and in a minute: an old system must not fall over because it is asked. */
export function limited(
  ask: Exchange,
  { atOnce = 8, perMinute = 600 }: { atOnce?: number | undefined; perMinute?: number | undefined } = {},
): Exchange {
  let running = 0;
  let started: number[] = [];
  const waiting: (() => void)[] = [];
  return async request => {
    const now = performance.now();
    started = started.filter(at => now - at < 60_000);
    if (started.length >= perMinute || waiting.length >= atOnce * 8) throw new ExchangeFailed('unsent');
    started.push(now);
    if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve));
    running++;
    try {
      return await ask(request);
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
