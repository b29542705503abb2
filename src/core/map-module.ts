import type { TransportResult } from './transport.ts';

/** A call of the page's client through a map. */
export interface MapRequest {
  /** URL of the map. */
  map: string;
  /** Only the name: the core contains less of the contract than the map module. */
  operation: { name: string };
  input: unknown;
  /** Idempotency key of a write. */
  key: string | undefined;
  /** The solution of a challenge. */
  proof: string | undefined;
  /** Calls the page's API instead, where it has one, for operations that the map does not answer. */
  callApi: (() => Promise<TransportResult>) | '';
  /** Sends a request as the client does: with plugins, timeout and size limit. */
  send(request: Request, charset?: string): Promise<TransportResult>;
  /** Creates a request as the client does, whatever the page has done to `Request`. */
  createRequest(url: string, init: RequestInit): Request;
}

/** The lazy module `map`: calls an upstream system and returns what a backend of the contract would have sent. */
export type CallMap = (request: MapRequest) => Promise<TransportResult>;
