import type { Failure } from '../../core/outcome.ts';

/** Not even the backend can know whether it was done: repeating it might do it twice. */
export const isOutcomeUnknown = (failure: Failure | undefined): boolean =>
  failure?.kind === 'refused' && failure.slug === 'outcome-unknown';
