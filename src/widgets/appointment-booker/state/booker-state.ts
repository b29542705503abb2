import type { Appointment, appointmentCreate } from '../../../contract/appointment.ts';
import type { Input } from '../../../contract/requests/index.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Failure } from '../../../core/outcome.ts';
import { isOutcomeUnknown } from '../../shared/outcome-unknown.ts';

/** The steps of a booking, in order; known ones are skipped. */
export const steps = ['agency', 'service', 'way', 'place', 'home', 'time', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];

/** Input of a booking. */
export type Order = Omit<Input<typeof appointmentCreate>, 'agency'>;

/** A slot that could not be booked, and alternatives. */
export interface SlotConflict {
  slug: 'slot-taken' | 'slot-closed';
  alternatives: readonly Slot[];
}

/** The last write: none, in flight, or its result. */
export type Write =
  | { kind: 'idle' }
  /** A place is being held, a waitlist joined, an appointment moved. */
  | { kind: 'holding' | 'joining' | 'moving' }
  | { kind: 'booking'; order: Order }
  /** The slot was lost. */
  | { kind: 'conflict'; conflict: SlotConflict }
  | { kind: 'failed'; failure: Failure }
  /** The appointment may have been booked: nothing else is offered until that is known. */
  | { kind: 'unknown'; order: Order; failure: Failure };

/** Where the citizen is, and what became of the last write. What was chosen and typed is in `Selection` and `BookingForm`. */
export interface BookerState {
  readonly step: Step;
  /** The appointment that is being moved; undefined while one is being booked. */
  readonly moving: Appointment | undefined;
  /** Code of the dossier that the citizen comes for. */
  readonly dossier: string;
  readonly write: Write;
  /** Live-region text about the form. */
  readonly notice: string;
}

export type BookerAction =
  /** Goes to a step; a write in flight stays, the result of an earlier one is no longer shown. */
  | { type: 'go'; step: Step }
  /** Starts or stops moving an appointment. */
  | { type: 'move'; appointment: Appointment | undefined }
  /** A link names the dossier that the citizen comes for. */
  | { type: 'dossier'; code: string }
  /** A write is sent. */
  | { type: 'sent'; write: Write }
  /** A write has ended; without effect when another one has been sent meanwhile. */
  | { type: 'ended'; write: Write; result: Write }
  /** Fields of a step are missing or invalid. */
  | { type: 'invalid'; step: Step; notice: string }
  /** Clears dossier and result after a booking; the step on screen stays. */
  | { type: 'forget' }
  /** Starts over. */
  | { type: 'reset' };

/** No write, and no result to show. */
export const idle: Write = { kind: 'idle' };

export const initialState: BookerState = { step: 'service', moving: undefined, dossier: '', write: idle, notice: '' };

/** The state after an action. */
export function reduce(state: BookerState, action: BookerAction): BookerState {
  switch (action.type) {
    case 'go':
      return { ...state, step: action.step, write: inFlight(state), notice: '' };
    case 'move':
      return { ...state, moving: action.appointment };
    case 'dossier':
      return { ...state, dossier: action.code };
    case 'sent':
      return { ...state, write: action.write, notice: '' };
    case 'ended':
      return action.write === state.write ? { ...state, write: action.result, notice: '' } : state;
    case 'invalid':
      return { ...state, step: action.step, notice: action.notice };
    case 'forget':
      return { ...state, dossier: '', write: inFlight(state), notice: '' };
    case 'reset':
      return { ...initialState, write: inFlight(state) };
  }
}

/** A write in flight blocks others until it is answered, wherever the citizen goes meanwhile. */
const inFlight = (state: BookerState): Write => (isSending(state) || isHolding(state) ? state.write : idle);

/** Whether an appointment is being booked or moved. */
export const isSending = ({ write: { kind } }: BookerState): boolean => kind === 'booking' || kind === 'moving';

/** Whether a place is being held, or a waitlist joined. */
export const isHolding = ({ write: { kind } }: BookerState): boolean => kind === 'holding' || kind === 'joining';

/** Whether a booking or move is in flight, or a booking's outcome is unknown. */
export const isOpen = (state: BookerState): boolean => isSending(state) || state.write.kind === 'unknown';

/** The failure of the last write. */
export const failureOf = ({ write }: BookerState): Failure | undefined =>
  'failure' in write ? write.failure : undefined;

/** Whether not even the backend knows if the last write was done. */
export const isUnknowable = (state: BookerState): boolean => isOutcomeUnknown(failureOf(state));
