import { NativeRequest } from './native-globals.ts';

/** No cookies either way. To another origin `omit` makes the page's `<link rel="preload" crossorigin>` match. */
export function createRequest(url: string, init?: RequestInit): Request {
  const credentials = url.indexOf(`${location.origin}/`) ? 'same-origin' : 'omit';
  return new NativeRequest(url, { mode: 'cors', credentials, ...init });
}
