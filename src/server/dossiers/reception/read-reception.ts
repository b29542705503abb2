import type { Component } from '../../../contract/index.ts';
import { addDays, type Day, dayOf, instantAt, isDay } from '../../../domain/calendar.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import { FieldErrors } from '../../platform/problem.ts';
import { parseDayField } from '../../ui/form.ts';
import type { Reception } from './receive.ts';

/** A procedure as the form shows it. */
export interface ReceivedProcedure {
  code: string;
  name: string;
  term: Reception['procedure']['term'];
  components: readonly Component[];
}

const maxText = { name: 200, address: 300, content: 1000, reason: 2000, paper: 300 };
const maxPapers = 50;
const maxDaysAhead = 10 * 366;

type Entered = Pick<Reception, 'applicant' | 'receipt' | 'transition' | 'due'>;

/**
 * What an officer has entered.
 * @param ticked places in the list of the procedure's papers
 * @throws ProblemError `invalid-input` with all that is wrong
 */
export function readReception(
  typed: Readonly<Record<string, string>>,
  ticked: readonly string[],
  { components }: ReceivedProcedure,
  now: Date,
): Entered {
  const errors = new FieldErrors();
  const text = (name: keyof typeof maxText) => {
    const value = typed[name] ?? '';
    if (value.length > maxText[name]) errors.reject(`/${name}`, 'length');
    return value || null;
  };
  const name = text('name');
  if (!name) errors.reject('/name', 'required');
  const phone = phoneOf(typed['phone'] ?? '', errors);
  const idLast4 = typed['idLast4'] || null;
  if (idLast4 && !/^\d{4}$/.test(idLast4)) errors.reject('/idLast4', 'digits');

  const isTicked = (nth: number) => ticked.includes(String(nth));
  const others = linesOf(typed['otherPapers'] ?? '');
  if (others.length > maxPapers || others.some(each => each.length > maxText.paper))
    errors.reject('/otherPapers', 'length');
  const missing = components.filter((each, nth) => !isTicked(nth) && !each.condition).map(each => each.name);

  const to = typed['decision'] === 'supplement' || typed['decision'] === 'rejected' ? typed['decision'] : 'accepted';
  const reason = to === 'accepted' ? null : text('reason');
  if (to === 'rejected' && !reason) errors.reject('/reason', 'required');
  const more = linesOf(typed['askedPapers'] ?? '');
  if (more.length > maxPapers || more.some(each => each.length > maxText.paper))
    errors.reject('/askedPapers', 'length');
  const asked = to === 'supplement' ? [...missing, ...more] : [];
  if (to === 'supplement' && !asked.length) errors.reject('/papers', 'required');
  const before = to === 'supplement' ? dayFrom(typed['before'], '/before', addDays(dayOf(now), 1), errors) : null;
  const due = to === 'accepted' ? dayFrom(typed['otherDue'], '/due', dayOf(now), errors) : null;
  const receipt = {
    papers: [
      ...components
        .filter((_, nth) => isTicked(nth))
        .map(({ name, originals, copies }) => ({ name, originals, copies })),
      ...others.map(name => ({ name, originals: 0, copies: 0 })),
    ],
    missing,
    ...{ content: text('content'), address: text('address') },
  };
  errors.throwIfAny();
  return {
    applicant: { name: name!, phone, idLast4, notify: typed['notify'] === '1' && phone !== null },
    receipt,
    transition: { to, note: reason ?? undefined, papers: asked, before: before ?? undefined },
    due,
  };
}

function phoneOf(typed: string, errors: FieldErrors): string | null {
  if (!typed) return null;
  const read = parsePhoneNumber(typed);
  if (read.kind === 'phone') return read.e164;
  errors.reject('/phone', read.kind);
  return null;
}

/** A day of a date field, at closing time. */
function dayFrom(typed: string | undefined, pointer: string, first: Day, errors: FieldErrors): Date | null {
  if (!typed) return null;
  if (!isDay(typed) || typed < first || instantAt(typed, 0) > instantAt(addDays(first, maxDaysAhead), 0)) {
    errors.reject(pointer, 'date');
    return null;
  }
  return parseDayField(typed, pointer) ?? null;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(each => each.trim())
    .filter(Boolean);
