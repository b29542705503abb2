import type { CoreTexts } from './core.texts.ts';
import type { Failure } from './outcome.ts';

/** Explains a failure and what to do next. Widgets handle their own problems before. */
export function errorMessage(failure: Failure, text: CoreTexts): string {
  if (failure.kind !== 'refused') return text[failure.kind === 'cancelled' ? 'timed-out' : failure.kind];
  const { slug } = failure;
  if (slug === 'too-many-requests') return text.tooMany(waitText(failure, text));
  if (slug === 'unavailable') return text.busy(waitText(failure, text));
  if (slug === 'outcome-unknown') return text.unsure;
  return slug === 'not-offered' || slug === 'agency-not-found' ? text.notOffered : text.internal;
}

/** The request id, by which the desk finds a failure in the log. */
export function requestIdOf(failure: Failure): string | undefined {
  return failure.kind === 'refused' ? failure.problem.requestId?.slice(0, 40) : undefined;
}

function waitText({ problem }: Extract<Failure, { kind: 'refused' }>, text: CoreTexts): string {
  const seconds = problem.retryAfter && problem.retryAfter > 0 ? Math.ceil(problem.retryAfter) : 60;
  return seconds < 120 ? text.seconds(seconds) : text.minutes(Math.ceil(seconds / 60));
}
