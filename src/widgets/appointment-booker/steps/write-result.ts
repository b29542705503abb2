import { errorMessage, failureBox, nothing } from '../../../core/index.ts';
import type { Failure } from '../../../core/outcome.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { failureOf } from '../state/booker-state.ts';
import { slotConflictBox } from './slot-conflict.ts';

/** The failure of the last write. */
export function writeFailure(flow: BookerFlow) {
  const failure = failureOf(flow.state);
  return failure ? failureBox(flow.widget, failure, undefined, messageOf(flow, failure)) : nothing;
}

/** Alternatives to a slot that was lost. */
export function writeConflict(flow: BookerFlow) {
  const { moving, write } = flow.state;
  if (write.kind !== 'conflict') return nothing;
  return slotConflictBox({
    widget: flow.widget,
    conflict: write.conflict,
    places: flow.selection.places,
    take: slot => void flow.takeAlternative(slot),
    otherDay: () => flow.go('time'),
    wait: flow.waits && !moving ? () => flow.go('contact') : undefined,
  });
}

/** Live-region text of the form, or of the last write: in progress, or failed. */
export function writeSpoken(flow: BookerFlow): string {
  const { text, core } = flow.widget;
  const { write, notice } = flow.state;
  const failure = failureOf(flow.state);
  if (notice) return notice;
  if (failure) return messageOf(flow, failure) ?? errorMessage(failure, core);
  const inProgress: Record<string, string> = {
    holding: text.holding,
    joining: text.joining,
    moving: text.movingNow,
    booking: text.confirming,
  };
  return inProgress[write.kind] ?? '';
}

/** The widget's own message for a failure. */
function messageOf({ widget: { text }, form }: BookerFlow, failure: Failure): string | undefined {
  const slug = failure.kind === 'refused' ? failure.slug : '';
  return {
    'too-many-appointments': text.tooMany(form.capabilities()?.maxPerPhone ?? 0),
    'too-many-missed': text.tooManyMissed,
    'already-booked': text.alreadyBooked,
    'visit-already-booked': text.visitBooked,
    'slot-free': text.slotFree,
    'phone-unconfirmed': text.phoneUnconfirmed,
    'appointment-fixed': text.fixed,
  }[slug];
}
