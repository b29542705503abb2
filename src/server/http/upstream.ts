import type { Operation, Output } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';

/** An upstream system that answers an operation in place of this server. */
export interface Upstream {
  /** How long clients may cache its answer, in seconds; 0 for not at all. */
  cacheSeconds: number;
  /**
   * Calls the upstream system. Rate limits and idempotency are handled by the router.
   * @throws ProblemError
   */
  call<O extends Operation>(operation: O, input: Input<O>, caller: Caller): Promise<Output<O>>;
}

/** The client on whose behalf an upstream system is called. */
export interface Caller {
  now: Date;
  /** The client's network (`networkOf`); each may use only a share of the upstream's capacity. */
  network: string;
  /** The `Idempotency-Key` of a write. */
  key?: string | undefined;
  /** The solution of a challenge of the upstream system (`proofHeader`). */
  proof?: string | undefined;
}

/** Finds the upstream system of an operation and agency; undefined where this server answers itself. */
export type FindUpstream = (operation: Operation, agency: string | undefined) => Upstream | undefined;
