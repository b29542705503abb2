import { addDays, dayOf, instantAt } from '../../domain/calendar.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

export type CallOutcome = keyof NoticeTexts['outcomes'];

/** What is written down of a call. */
export interface CallForm {
  outcome: CallOutcome | '';
  again: keyof NoticeTexts['agains'];
  note: string;
}

/** A form that nothing was written into. */
export const emptyForm: CallForm = { outcome: '', again: 120, note: '' };

/** When to call again, by the server's clock. */
export function againAt(again: string, instant: Date): string {
  const tomorrow = addDays(dayOf(instant), 1);
  if (again === 'morning') return instantAt(tomorrow, 8 * 60).toISOString();
  if (again === 'noon') return instantAt(tomorrow, 14 * 60).toISOString();
  return new Date(instant.getTime() + Number(again) * 60_000).toISOString();
}

/** Names a call, so that a repeated request records it once. */
export const newAttempt = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
