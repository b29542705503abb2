import type { Calendar } from '../../domain/calendar.ts';
import { finalStates, statesNeedingReason } from '../../domain/dossier-transitions.ts';
import { dueOrNone, realDue, resumedDue, type Term, withinBounds } from '../../domain/term.ts';
import { isoInstant } from '../platform/instant.ts';
import type { DossierRow } from '../platform/schema.ts';

/** A transition to the next state. */
export interface Transition {
  to: string;
  /** Shown to the citizen; required for a rejection or suspension. */
  note?: string | undefined;
  /** Missing papers; required for `supplement`. */
  papers?: string[] | undefined;
  /** Deadline for the citizen. */
  before?: Date | undefined;
  /** In đồng; required for `payment`. */
  amount?: number | undefined;
}

/** Where a dossier stands. */
export type Standing = Pick<DossierRow, 'status' | 'received_at' | 'due_at' | 'paused_at' | 'finished_at'>;

/** A dossier that has not come in yet. */
export const notReceived: Standing = {
  ...{ status: 'draft', received_at: null, due_at: null, paused_at: null, finished_at: null },
};

/** How the time of a dossier is counted. */
export interface Clock {
  calendar: Calendar;
  /** Processing time of its procedure. */
  term: Term;
  /** States in which its clock stands still. */
  pauses: readonly string[];
}

/** Whether a transition sets or moves the due date, for which the processing time has to be known. */
export const isTermNeeded = (row: Standing, to: string, pauses: readonly string[]): boolean =>
  (isTakenOn(to) && !row.due_at) || (Boolean(row.paused_at) && !pauses.includes(to));

/** The columns of a dossier after a transition: its clock is started, stopped or goes on. */
export function stateAfter(row: Standing, transition: Transition, at: Date, { calendar, term, pauses }: Clock) {
  const { to } = transition;
  const isPaused = pauses.includes(to);
  const received = row.received_at ?? (isTakenOn(to) ? at : null);
  return {
    status: to,
    label: null as string | null,
    received_at: received,
    due_at: dueAfter(row, to, at, { calendar, term, pauses }),
    paused_at: isPaused ? (row.paused_at ?? at) : null,
    finished_at: finalStates.includes(to) ? (row.finished_at ?? at) : null,
    reason: reasonFor(transition),
    task: JSON.stringify(taskFor(transition)),
    updated_at: at,
  };
}

function dueAfter(row: Standing, to: string, at: Date, { calendar, term, pauses }: Clock): Date | null {
  const { due_at: before, paused_at: from, received_at: received } = row;
  // What lacked papers when it came is counted from the day on which it is taken on.
  const start = from ? at : (received ?? at);
  if (!before) return isTakenOn(to) ? (dueOrNone(calendar, start, term) ?? null) : null;
  if (!from || pauses.includes(to) || !realDue(before)) return before;
  return withinBounds(() => resumedDue(calendar, before, term.unit, { from, to: at })) ?? before;
}

/** Why a dossier is in its state, where the citizen has to know. */
export const reasonFor = ({ to, note }: Transition): string | null =>
  statesNeedingReason.includes(to) ? (note ?? null) : null;

const isTakenOn = (to: string): boolean => to === 'accepted' || to === 'processing';

/** What a citizen has to do in a state. */
export function taskFor({ to, papers, before, amount }: Transition): Record<string, unknown> | null {
  const until = before ? { before: isoInstant(before) } : {};
  if (to === 'supplement') return { kind: 'supplement', papers: (papers ?? []).map(name => ({ name })), ...until };
  if (to === 'payment') return { kind: 'pay', papers: [], amount, ...until };
  if (to === 'resolved') return { kind: 'collect', papers: [] };
  return null;
}
