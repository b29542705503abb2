import { nativeFetch } from './native-globals.ts';

/** Time without any byte after which the connection counts as lost: 2G is slow, but not silent. */
const idleTimeoutMs = 15_000;
/** Answers of the contract are smaller. */
export const maxBytes = 1_000_000;

/** A response, or why there is none. */
export type TransportResult =
  | { kind: 'response'; status: number; headers: Headers; text: string }
  | { kind: 'truncated' | 'too-large' | 'redirected' | 'network' | 'timed-out' | 'cancelled' };

/** Sends a request and reads the answer; it times out when no bytes arrive, however slow the network. */
export async function send(
  request: Request,
  fetch: typeof nativeFetch | undefined,
  signal: AbortSignal,
  charset?: string,
): Promise<TransportResult> {
  const abort = new AbortController();
  let late = false;
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      late = true;
      abort.abort();
    }, idleTimeoutMs);
  };
  const cancel = () => abort.abort();
  signal.addEventListener('abort', cancel);
  if (signal.aborted) abort.abort();

  const failed = (kind: 'network' | 'truncated'): TransportResult =>
    signal.aborted ? { kind: 'cancelled' } : { kind: late ? 'timed-out' : kind };

  try {
    wait();
    const response = await (fetch ?? nativeFetch)(request, { signal: abort.signal });
    if (response.type === 'opaqueredirect') return { kind: 'redirected' };
    const { status, headers } = response;
    try {
      const text = await readText(response, wait, charset);
      return text === undefined ? { kind: 'too-large' } : { kind: 'response', status, headers, text };
    } catch {
      return failed('truncated');
    }
  } catch {
    return failed('network');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    abort.abort();
  }
}

/** The body as text; undefined when it is too large. */
async function readText(response: Response, heard: () => void, charset?: string): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder(charset);
  let text = '';
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    heard();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > maxBytes) return undefined;
    text += decoder.decode(value, { stream: true });
  }
}
