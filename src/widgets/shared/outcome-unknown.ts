import type { Failure } from '../../core/outcome.ts';

/** Not even the backend can learn whether it was done: whoever sent it again might have it twice. */
export const isOutcomeUnknown = (failure: Failure | undefined): boolean =>
  failure?.kind === 'refused' && failure.slug === 'outcome-unknown';
