import {
  array,
  boolean,
  check,
  finite,
  integer,
  type InferOutput,
  isoTimestamp,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  transform,
} from 'valibot';
import { isInBounds } from '../../../domain/calendar.ts';
import { isDossierCode, parseDossierCode } from '../../../domain/dossier-code.ts';
import { transitions, finalStates } from '../../../domain/dossier-transitions.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import { safeText } from '../../platform/record-file/index.ts';
import type { Transition } from '../state-after.ts';

/** States that a record may name. */
export const recordStates: readonly string[] = [...new Set([...Object.keys(transitions), ...finalStates])];

/** A spreadsheet would run a text that begins so as a formula. */
const formula = /^(?:[=+@\t\r]|-\S)/;
const words = (max: number) =>
  pipe(
    safeText(max),
    transform(text => text.normalize('NFC').trim()),
    check(text => !formula.test(text), 'formula'),
  );
const named = (max: number) => pipe(words(max), minLength(1, 'required'));

/** RFC 3339 with its offset. */
const instant = pipe(
  safeText(40),
  isoTimestamp('date'),
  transform(text => new Date(text)),
  check(at => isInBounds(at), 'date'),
);

const code = pipe(
  safeText(100),
  transform(parseDossierCode),
  check(parsed => isDossierCode(parsed), 'code'),
);

const phone = pipe(
  safeText(40),
  transform(typed => parsePhoneNumber(typed)),
  check(parsed => parsed.kind === 'phone', 'phone'),
  transform(parsed => (parsed.kind === 'phone' ? parsed.e164 : '')),
);

/** Fields may be left out: what a later record does not have stays as it is. */
export const DossierRecord = strictObject({
  code,
  /** The agency of the source or of the import by default. */
  agency: optional(named(40)),
  /** Code of the procedure in the catalogue. */
  procedure: optional(nullable(named(60))),
  /** Needed where the catalogue does not have the procedure. */
  procedureName: optional(named(500)),
  status: picklist(recordStates, 'status'),
  /** The other system's own words for the state. */
  label: optional(nullable(words(200))),
  /** When it came into this state; now by default. An older state than the stored one changes nothing. */
  at: optional(instant),
  receivedAt: optional(nullable(instant)),
  dueAt: optional(nullable(instant)),
  /** Who did it: a unit, not a person. */
  by: optional(nullable(words(200))),
  /** Shown to the citizen: the reason of a refusal, or what happened. */
  note: optional(nullable(words(2000))),
  /** Missing papers of `supplement`. */
  papers: optional(pipe(array(named(300)), maxLength(50))),
  /** Until when the citizen has to act. */
  before: optional(nullable(instant)),
  /** In đồng, of `payment`. */
  amount: optional(nullable(pipe(number(), finite(), integer(), minValue(0), maxValue(1_000_000_000_000)))),
  applicant: optional(
    strictObject({
      name: optional(nullable(words(200))),
      phone: optional(nullable(phone)),
      /** Only its last four digits are used, as an HMAC. */
      idNumber: optional(nullable(safeText(30))),
      /** A code that is printed on the receipt, a second factor of the lookup. */
      secretCode: optional(nullable(safeText(40))),
      /** The applicant wants to be told by SMS. */
      notify: optional(boolean()),
    }),
  ),
});
export type DossierRecord = InferOutput<typeof DossierRecord>;

/** The transition that a record tells of. */
export const transitionOf = ({ status: to, note, papers, before, amount }: DossierRecord): Transition => ({
  ...{ to, papers, note: note ?? undefined, before: before ?? undefined, amount: amount ?? undefined },
});

/** When a record says that its dossier came into its state. */
export const timeOf = (record: DossierRecord, now: Date): Date =>
  record.at ?? (record.status === 'accepted' ? record.receivedAt : undefined) ?? now;
