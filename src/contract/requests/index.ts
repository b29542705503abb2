import { agencyRequests } from './agency.ts';
import { appointmentRequests } from './appointment.ts';
import { callRequests } from './call.ts';
import { capabilitiesRequests } from './capabilities.ts';
import { challengeRequests } from './challenge.ts';
import { dossierRequests } from './dossier.ts';
import { dutyRequests } from './duty.ts';
import { feedbackRequests } from './feedback.ts';
import { guideRequests } from './guide.ts';
import { holdRequests } from './hold.ts';
import { noticeRequests } from './notice.ts';
import { phoneRequests } from './phone.ts';
import { procedureRequests } from './procedure.ts';
import { serviceRequests } from './service.ts';
import { sessionRequests } from './session.ts';
import { slotRequests } from './slot.ts';
import { subscriptionRequests } from './subscription.ts';
import { waitingRequests } from './waiting.ts';
import type { InferOutput } from 'valibot';
import type { Operation } from '../operation.ts';
import type { Request } from './request.ts';

/** Inputs and errors of all operations, by name. Browsers import only the types. */
export const requests = {
  ...agencyRequests,
  ...appointmentRequests,
  ...callRequests,
  ...capabilitiesRequests,
  ...challengeRequests,
  ...dossierRequests,
  ...dutyRequests,
  ...feedbackRequests,
  ...guideRequests,
  ...holdRequests,
  ...noticeRequests,
  ...phoneRequests,
  ...procedureRequests,
  ...serviceRequests,
  ...sessionRequests,
  ...slotRequests,
  ...subscriptionRequests,
  ...waitingRequests,
};

/** Input of an operation. */
export type Input<O extends Operation> = O extends { name: infer Name extends keyof typeof requests }
  ? InferOutput<(typeof requests)[Name]['input']>
  : unknown;

/**
 * The request half of an operation of the contract.
 * @throws for an operation that the contract does not have
 */
export function requestOf({ name }: Pick<Operation, 'name'>): Request {
  const request = (requests as Record<string, Request>)[name];
  if (!request) throw new Error(`no operation ${name} in the contract`);
  return request;
}

export type { Request } from './request.ts';
