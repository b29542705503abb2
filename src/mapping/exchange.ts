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
