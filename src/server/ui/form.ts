import type { Context } from 'hono';
import { type Day, dayOf, daysApart, instantAt, isDay } from '../../domain/calendar.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';

/** The text fields of a posted form, trimmed and NFC. */
export async function readFormFields(c: Context): Promise<Record<string, string>> {
  const fields = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = typeof value === 'string' ? value.trim().normalize('NFC') : '';
      if (text.includes('\0'))
        throw new ProblemError('invalid-input', { errors: [{ pointer: `/${name}`, code: 'characters' }] });
      return [name, text];
    }),
  );
}

/** The text of a posted file; undefined when none was chosen. Refuses what is not UTF-8. */
export async function readTextFile(c: Context, name: string): Promise<string | undefined> {
  const file = (await c.req.parseBody())[name];
  if (!(file instanceof File) || !file.size) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new ProblemError('invalid-input', { errors: [{ pointer: `/${name}`, code: 'characters' }] });
}

/** Pages show no day that is further away, in days. */
const maxDaysAway = 10 * 366;

/** The day that a page is asked for; today for what is no day, or further than ten years away. */
export function requestedDay(asked: string | undefined, now: Date): Day {
  const today = dayOf(now);
  return asked && isDay(asked) && Math.abs(daysApart(today, asked)) < maxDaysAway ? asked : today;
}

const closingMinute = 17 * 60;

/** A day of a date field, at closing time; undefined when the field is empty. Refuses what is no day. */
export function parseDayField(text: string | undefined, pointer: string): Date | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw invalidInput(pointer, 'date');
  return instantAt(text, closingMinute);
}

/** Why a form was refused: which fields, what is wrong with each, and in which line of a file or a text. */
export interface FormProblem {
  slug: string;
  fields: readonly { pointer: string; code: string; detail?: string }[];
}

/** What a page shows of a form that was sent and refused. */
export interface FormState {
  /** What was typed, by field. */
  typed?: Record<string, string> | undefined;
  problem?: FormProblem | undefined;
}

/** What a page shows of a refused form; anything but a refusal goes on to the error handler. */
export function toFormProblem(error: unknown): FormProblem {
  if (!(error instanceof ProblemError)) throw error;
  return { slug: error.slug, fields: error.extensions.errors ?? [] };
}
