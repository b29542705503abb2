import { appointmentCreate, type Appointment, type Dossier, type Operation } from '../../contract/index.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone, readPhone } from '../../domain/phone.ts';

/**
 * What may leave the gateway of what a map made: a page sees no more of a person than our own backend would show,
 * whatever the other system gives away and whatever the map forgot.
 * @param withFactor whether the question had the second factor of a dossier
 */
export function shielded(operation: Operation, answer: unknown, withFactor: boolean): unknown {
  if (operation.name === 'dossier.read') {
    const dossier = masked(answer as Dossier);
    return withFactor ? dossier : stageOf(dossier);
  }
  return operation.output === appointmentCreate.output ? contactMasked(answer as Appointment) : answer;
}

const shownName = (name: string): string => (name.includes('***') ? name : maskName(name));

function masked(dossier: Dossier): Dossier {
  return {
    ...dossier,
    applicant: dossier.applicant && shownName(dossier.applicant),
    reason: dossier.reason && withoutNumbers(dossier.reason),
    timeline: dossier.timeline.map(step => ({
      ...step,
      ...(step.label && { label: withoutNumbers(step.label) }),
      ...(step.by && { by: withoutNumbers(step.by) }),
      ...(step.note && { note: withoutNumbers(step.note) }),
    })),
  };
}

/** Phone numbers as they are written, and identity numbers of nine or twelve digits; not dates, and not codes. */
const personalNumber = /(?<![\d/:.-])(?:(?:\+84|0)\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}|\d{9}|\d{12})(?![\d/:-])/g;

/** Officers write such numbers into notes: they show their last three digits. */
const withoutNumbers = (text: string): string => text.replace(personalNumber, digits => `****${digits.slice(-3)}`);

/** What the code alone may show. */
function stageOf(dossier: Dossier): Dossier {
  const { task, extension } = dossier;
  return {
    ...dossier,
    detail: 'stage',
    procedure: null,
    applicant: null,
    reason: null,
    delivery: null,
    timeline: [],
    ratingTicket: null,
    extension: extension && { from: extension.from, to: extension.to, reason: null },
    task: task && { kind: task.kind, before: task.before, papers: [] },
  };
}

function contactMasked(appointment: Appointment): Appointment {
  const { name, phone } = appointment.contact;
  const read = readPhone(phone);
  const shown = phone.includes('*') ? phone : read.kind === 'phone' ? maskPhone(read.e164) : `****${phone.slice(-3)}`;
  return { ...appointment, contact: { name: shownName(name), phone: shown } };
}
