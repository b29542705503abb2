import { agencyList, agencyRead, calendarRead } from './agency.ts';
import {
  appointmentCancel,
  appointmentCreate,
  appointmentFind,
  appointmentMove,
  appointmentRead,
} from './appointment.ts';
import { callCreate } from './call.ts';
import { capabilitiesRead } from './capabilities.ts';
import { challengeRead } from './challenge.ts';
import { dossierRead } from './dossier.ts';
import { dutyList } from './duty.ts';
import { feedbackCreate, feedbackRead } from './feedback.ts';
import { guideCount, guideList, guideRead } from './guide.ts';
import { holdCreate, holdExtend, holdRelease } from './hold.ts';
import { noticeClaim, noticeList, noticeRecord, noticeRelease, noticeReport, noticeSession } from './notice.ts';
import { phoneCode, phoneConfirm } from './phone.ts';
import { procedureList, procedureRead } from './procedure.ts';
import { serviceList, serviceRead } from './service.ts';
import { sessionList } from './session.ts';
import { dayList, slotList } from './slot.ts';
import { subscriptionCreate, subscriptionStop } from './subscription.ts';
import { waitingCreate, waitingLeave, waitingRead, waitingTake } from './waiting.ts';

/** Contract version. An additive change increments the second number; widgets of the last release keep working. */
export const contractVersion = '1.9';

/** All operations of the REST contract. */
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
  serviceList,
  serviceRead,
  dayList,
  slotList,
  sessionList,
  holdCreate,
  holdExtend,
  holdRelease,
  phoneCode,
  phoneConfirm,
  subscriptionCreate,
  subscriptionStop,
  appointmentCreate,
  appointmentRead,
  appointmentFind,
  appointmentMove,
  appointmentCancel,
  waitingCreate,
  waitingRead,
  waitingTake,
  waitingLeave,
  dutyList,
  guideList,
  guideRead,
  guideCount,
  callCreate,
  noticeSession,
  noticeList,
  noticeClaim,
  noticeRelease,
  noticeRecord,
  noticeReport,
  challengeRead,
] as const;

export * from './agency.ts';
export * from './appointment.ts';
export * from './call.ts';
export * from './capabilities.ts';
export * from './challenge.ts';
export * from './dossier.ts';
export * from './duty.ts';
export * from './feedback.ts';
export * from './guide.ts';
export * from './hold.ts';
export * from './home.ts';
export * from './notice.ts';
export * from './operation.ts';
export * from './phone.ts';
export * from './problem.ts';
export * from './procedure.ts';
export * from './service.ts';
export type * from './screen.ts';
export * from './session.ts';
export * from './slot.ts';
export * from './subscription.ts';
export * from './waiting.ts';
export * from './localized-text.ts';
export { Day, Id, Instant, Secret, TimeOfDay } from './schema.ts';
