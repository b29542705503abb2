import { steps, type BookerState, type Step } from './booker-state.ts';
import type { Selection } from './selection.ts';

interface Booking {
  readonly host: { service: string; place: string; way: string };
  readonly agencies: { below: boolean };
  readonly selection: Selection;
  readonly state: BookerState;
  readonly waits: boolean;
}

/** The steps of a booking: those whose answer is not known from the page, the service or an earlier step. */
export function visibleSteps({ host, agencies, selection, state, waits }: Booking): readonly Step[] {
  if (state.moving) return ['time', 'check'];
  const { way, service, ways } = selection;
  const hidden: Partial<Record<Step, unknown>> = {
    agency: !agencies.below,
    service: host.service,
    way: ways.length < 2 || host.way,
    place: way !== 'time' || (service?.places.length ?? 2) < 2 || host.place,
    home: way !== 'home',
    check: waits,
  };
  return steps.filter(step => !hidden[step]);
}
