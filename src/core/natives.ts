type Fetch = typeof fetch;

/**
 * The browser's own `fetch`. Old portals and their trackers wrap it, some so that it answers parsed JSON; then a clean
 * one is taken from an empty frame of our own origin.
 */
export const nativeFetch: Fetch = isNative(window.fetch)
  ? window.fetch.bind(window)
  : (fromFrame() ?? window.fetch.bind(window));

function isNative(value: unknown): boolean {
  return typeof value === 'function' && /\[native code\]/.test(Function.prototype.toString.call(value));
}

function fromFrame(): Fetch | undefined {
  try {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.documentElement.appendChild(frame);
    const { fetch } = frame.contentWindow as Window & typeof globalThis;
    document.documentElement.removeChild(frame);
    return isNative(fetch) ? fetch.bind(window) : undefined;
  } catch {
    return undefined;
  }
}

/** A random key of 128 bits. `crypto.randomUUID` does not exist on plain http pages. */
export function randomKey(): string {
  let key = '';
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < bytes.length; i++) key += (bytes[i]! + 256).toString(16).slice(1);
  return key;
}
