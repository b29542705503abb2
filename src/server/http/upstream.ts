import type { Input, Operation, Output } from '../../contract/index.ts';

/** Another system that answers an operation in place of this server. */
export interface Upstream {
  /** For how many seconds clients may cache its answer; 0 for not at all. */
  cacheSeconds: number;
  /**
   * Asks the other system. Limits of the route and idempotency keys have been checked before.
   * @throws ProblemError as our own routes do
   */
  call<O extends Operation>(operation: O, input: Input<O>, caller: Caller): Promise<Output<O>>;
}

/** Who asks another system, and when. */
export interface Caller {
  now: Date;
  /** The client's network (`networkOf`): each may use only a share of what the system can take. */
  network: string;
  /** The `Idempotency-Key` of a write. */
  key?: string | undefined;
}

/** Finds the system that answers an operation for an agency; undefined where this server answers itself. */
export type FindUpstream = (operation: Operation, agency: string | undefined) => Upstream | undefined;
