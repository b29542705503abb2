import {
  type Exchange,
  ExchangeFailed,
  type ForeignAnswer,
  type ForeignRequest,
  isWithin,
} from '../../mapping/index.ts';
import { isUnsent } from '../platform/unsent.ts';
import { type Cookies, readCookies, withCookies } from './cookies.ts';

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
  roots,
}: ForeignRequest): Promise<ForeignAnswer> {
  const signal = AbortSignal.timeout(timeout * 1000);
  try {
    let answer = await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    let [at, sent] = [url, headers];
    const cookies: Cookies = new Map();
    readCookies(answer, cookies);
    for (let i = 0; method === 'GET' && i < maxRedirects; i++) {
      const to = redirectTarget(answer, at);
      if (!to || (roots && !isWithin(to, roots))) break;
      await answer.body?.cancel();
      // Credentials are only for the origin that the map names.
      if (new URL(to).origin !== new URL(at).origin) {
        sent = {};
        cookies.clear();
      }
      at = to;
      answer = await fetch(at, { headers: withCookies(sent, cookies), signal, redirect: 'manual' });
      readCookies(answer, cookies);
    }
    const text = await readText(answer, charset);
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      cookies: Object.fromEntries(cookies),
      text,
    };
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
