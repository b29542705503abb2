import { type Appointment, appointmentCreate, type Dossier, type Operation } from '../../contract/index.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone, parsePhoneNumber } from '../../domain/phone.ts';

/**
 * Redacts the answer of a map: a page sees no more personal data than from our own backend, whatever the upstream
 * system and the map return.
 * @param withFactor whether the lookup had a second factor
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

/** Phone numbers, and identity numbers of nine or twelve digits; not dates or codes. */
const personalNumber = /(?<![\d/:.-])(?:(?:\+84|0)\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}|\d{9}|\d{12})(?![\d/:-])/g;

/** Free text of officers may contain numbers: only the last three digits are shown. */
const maskNumbers = (text: string): string => text.replace(personalNumber, digits => `****${digits.slice(-3)}`);

/** What a lookup by code alone may show. */
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
  const read = parsePhoneNumber(phone);
  const shown = phone.includes('*') ? phone : read.kind === 'phone' ? maskPhone(read.e164) : `****${phone.slice(-3)}`;
  return { ...appointment, contact: { name: maskedName(name), phone: shown } };
}
