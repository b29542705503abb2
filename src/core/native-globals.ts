type Natives = Pick<typeof globalThis, 'fetch' | 'Request'>;

/**
 * The browser's own `fetch` and `Request`. Old portals replace them: trackers with a `fetch` that returns parsed
 * JSON, MooTools with its own `Request`. Clean ones are then taken from an empty same-origin iframe.
 */
export const { fetch: nativeFetch, Request: NativeRequest }: Natives = findNatives();

function findNatives(): Natives {
  const page = window as unknown as Natives;
  const clean = isNative(page.fetch) && isNative(page.Request) ? page : (nativesOfFrame() ?? page);
  return { fetch: clean.fetch.bind(window), Request: clean.Request };
}

function isNative(value: unknown): boolean {
  return typeof value === 'function' && /\[native code\]/.test(Function.prototype.toString.call(value));
}

function nativesOfFrame(): Natives | undefined {
  try {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.documentElement.appendChild(frame);
    const { fetch, Request } = frame.contentWindow as unknown as Natives;
    document.documentElement.removeChild(frame);
    return isNative(fetch) ? { fetch, Request } : undefined;
  } catch {
    return undefined;
  }
}

/** A random 128-bit key. `crypto.randomUUID` is missing on plain http pages. */
export function randomKey(): string {
  let key = '';
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < bytes.length; i++) key += (bytes[i]! + 256).toString(16).slice(1);
  return key;
}
