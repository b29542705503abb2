/** A request to an upstream system. */
export interface ForeignRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Encoding of the answer; UTF-8 by default. */
  charset?: string | undefined;
  /** Timeout in seconds. */
  timeout?: number | undefined;
  /** Where it may lead, also by redirects; anywhere without. */
  roots?: readonly string[];
}

/** The answer of an upstream system. */
export interface ForeignAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Cookies that were set, by name; none in a page, where the browser keeps them. */
  cookies?: Record<string, string>;
  text: string;
}

/**
 * Sends a request.
 * @throws ExchangeFailed without a usable answer
 */
export type Exchange = (request: ForeignRequest) => Promise<ForeignAnswer>;

/** Whether an address has the origin of one of the roots, and lies in its folder. */
export function isWithin(address: string, roots: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  // Some systems decode these before they resolve dots.
  if (/%2f|%5c/i.test(pathname) && /(?:\.|%2e){2}/i.test(pathname)) return false;
  return roots.some(root => {
    const { origin: own, pathname: folder } = new URL(root);
    const prefix = folder.replace(/\/+$/, '');
    return origin === own && (pathname === prefix || pathname.startsWith(`${prefix}/`));
  });
}

/** Keeps answers of one map between calls. */
export interface AnswerStore {
  /**
   * The answer that is kept for a key, or that is on its way, else a new one.
   * @param seconds how long it is kept; 0 until it has come
   */
  get(key: string, seconds: number, load: () => Promise<ForeignAnswer>): Promise<ForeignAnswer>;
  /** Drops an answer, unless another has come in its place. */
  forget(key: string, answer: ForeignAnswer): void;
}

/** Equal for requests that are the same, with their headers and cookies. */
export const requestKey = ({ method, url, headers, body = '', charset = '' }: ForeignRequest): string =>
  JSON.stringify([method, url, Object.entries(headers).sort(), body, charset]);
