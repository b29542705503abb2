import { type Appointment, appointmentCreate, type Dossier, type Operation } from '../../contract/index.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone, readPhone } from '../../domain/phone.ts';

/**
 * What may leave the gateway of what a map made: a page sees no more of a person than our own backend would show,
 * whatever the other system gives away and whatever the map forgot.
 * @param withFactor whether the question had the second factor of a dossier
 */
export function redact(operation: Operation, answer: unknown, withFactor: boolean): unknown {
  if (operation.name === 'dossier.read') {
    const dossier = maskDossier(answer as Dossier);
    return withFactor ? dossier : stageOnly(dossier);
  }
  return operation.output === appointmentCreate.output ? maskContact(answer as Appointment) : answer;
}

const maskedName = (name: string): string => (name.includes('***') ? name : maskName(name));

function maskDossier(dossier: Dossier): Dossier {
  return {
    ...dossier,
    applicant: dossier.applicant && maskedName(dossier.applicant),
    reason: dossier.reason && maskNumbers(dossier.reason),
    timeline: dossier.timeline.map(step => ({
      ...step,
      ...(step.label && { label: maskNumbers(step.label) }),
      ...(step.by && { by: maskNumbers(step.by) }),
      ...(step.note && { note: maskNumbers(step.note) }),
    })),
  };
}

/** Phone numbers as they are written, and identity numbers of nine or twelve digits; not dates, and not codes. */
const personalNumber = /(?<![\d/:.-])(?:(?:\+84|0)\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}|\d{9}|\d{12})(?![\d/:-])/g;

/** Officers write such numbers into notes: they show their last three digits. */
const maskNumbers = (text: string): string => text.replace(personalNumber, digits => `****${digits.slice(-3)}`);

/** What the code alone may show. */
function stageOnly(dossier: Dossier): Dossier {
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

function maskContact(appointment: Appointment): Appointment {
  const { name, phone } = appointment.contact;
  const read = readPhone(phone);
  const shown = phone.includes('*') ? phone : read.kind === 'phone' ? maskPhone(read.e164) : `****${phone.slice(-3)}`;
  return { ...appointment, contact: { name: maskedName(name), phone: shown } };
}
