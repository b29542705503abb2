import type { CoreTexts } from './core.texts.ts';
import type { Failure } from './outcome.ts';

/** What went wrong and what to do next, in plain words. A widget words its own refusals before it asks here. */
export function explain(failure: Failure, text: CoreTexts): string {
  switch (failure.kind) {
    case 'offline':
      return text.offline;
    case 'timed-out':
    case 'cancelled':
      return text.timedOut;
    case 'not-json':
      return text.notJson;
    case 'malformed':
      return text.malformed;
    case 'unknown':
      return text.unknown;
    case 'refused':
      if (failure.slug === 'too-many-requests') return text.tooMany(waitOf(failure, text));
      if (failure.slug === 'unavailable') return text.busy(waitOf(failure, text));
      if (failure.slug === 'outcome-unknown') return text.unsure;
      if (failure.slug === 'not-offered' || failure.slug === 'agency-not-found') return text.notOffered;
      return text.internal;
  }
}

/** The number under which the desk finds this failure in the log. */
export function requestIdOf(failure: Failure): string | undefined {
  return failure.kind === 'refused' ? failure.problem.requestId?.slice(0, 40) : undefined;
}

function waitOf({ problem }: Extract<Failure, { kind: 'refused' }>, text: CoreTexts): string {
  const seconds = problem.retryAfter && problem.retryAfter > 0 ? Math.ceil(problem.retryAfter) : 60;
  return seconds < 120 ? text.seconds(seconds) : text.minutes(Math.ceil(seconds / 60));
}
