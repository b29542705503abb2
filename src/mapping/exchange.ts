/** One request to another system, ready to be sent. */
export interface ForeignRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** How the answer is written, where that is not UTF-8. */
  charset?: string | undefined;
  /** Seconds that the answer may take. */
  timeout?: number | undefined;
}

/** What came back. */
export interface ForeignAnswer {
  status: number;
  /** By name in small letters. */
  headers: Record<string, string>;
  text: string;
}

/** Sends a request; throws `ExchangeFailed` when nothing that can be used came back. */
export type Exchange = (request: ForeignRequest) => Promise<ForeignAnswer>;
