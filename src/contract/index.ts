import { agencyList, agencyRead, calendarRead } from './agency.ts';
import { capabilitiesRead } from './capabilities.ts';
import { dossierRead } from './dossier.ts';
import { feedbackCreate, feedbackRead } from './feedback.ts';
import { procedureList, procedureRead } from './procedure.ts';

/** The version of this contract. An additive change raises the second number, and last release's widgets still work. */
export const contractVersion = '1.0';

/** Every operation: the whole REST contract. */
export const operations = [
  capabilitiesRead,
  agencyList,
  agencyRead,
  calendarRead,
  procedureList,
  procedureRead,
  dossierRead,
  feedbackCreate,
  feedbackRead,
] as const;

export * from './agency.ts';
export * from './capabilities.ts';
export * from './dossier.ts';
export * from './feedback.ts';
export * from './operation.ts';
export * from './problem.ts';
export * from './procedure.ts';
export * from './words.ts';
