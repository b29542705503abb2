import type { Context } from 'hono';
import { type Day, dayOf, daysApart, instantAt, isDay } from '../../domain/calendar.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';

/**
 * The text fields of a posted form, trimmed and normalized to NFC.
 * @throws ProblemError `invalid-input` for a field with NUL
 */
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

/**
 * An uploaded file; undefined when none was chosen. Its size is limited by the section's body limit.
 */
export async function readUpload(c: Context, name: string): Promise<Uint8Array | undefined> {
  const file = (await c.req.parseBody())[name];
  return file instanceof File && file.size ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

/** All values of the fields with a name, for checkboxes that share it. */
export async function readList(c: Context, name: string): Promise<string[]> {
  const fields = await c.req.parseBody({ all: true });
  return [fields[name] ?? []].flat().filter(value => typeof value === 'string');
}

/** Pages show no day that is further away. */
const maxDaysAway = 10 * 366;

/** The day in a query; today when it is invalid or more than ten years away. */
export function requestedDay(requested: string | undefined, now: Date): Day {
  const today = dayOf(now);
  return requested && isDay(requested) && Math.abs(daysApart(today, requested)) < maxDaysAway ? requested : today;
}

const closingMinute = 17 * 60;

/**
 * A day of a date field, at closing time; undefined for an empty field.
 * @throws ProblemError `invalid-input` when it is no day
 */
export function parseDayField(text: string | undefined, pointer: string): Date | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw invalidInput(pointer, 'date');
  return instantAt(text, closingMinute);
}

/** Why a form was rejected: the fields, their error codes, and details such as a line number. */
export interface FormProblem {
  slug: string;
  fields: readonly { pointer: string; code: string; detail?: string }[];
}

/** State of a form that was posted and rejected. */
export interface FormState {
  /** Posted values, by field. */
  typed?: Record<string, string> | undefined;
  problem?: FormProblem | undefined;
}

/**
 * The problem to show above a form.
 * @throws the error itself when it is no ProblemError
 */
export function toFormProblem(error: unknown): FormProblem {
  if (!(error instanceof ProblemError)) throw error;
  return { slug: error.slug, fields: error.extensions.errors ?? [] };
}

/** Whether the officer may change something in the matter of the page. */
export const mayChange = (c: Context): boolean => c.get('officer').role !== 'reader';
