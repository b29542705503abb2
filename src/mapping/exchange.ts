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
  text: string;
}

/**
 * Sends a request.
 * @throws ExchangeFailed without a usable answer
 */
export type Exchange = (request: ForeignRequest) => Promise<ForeignAnswer>;
