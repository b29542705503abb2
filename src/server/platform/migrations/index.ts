import type { Migration } from 'kysely/migration';
import * as spine from './001-spine.ts';
import * as appointment from './002-appointment.ts';
import * as guide from './003-guide.ts';
import * as challenge from './004-challenge.ts';
import * as gateway from './005-gateway.ts';
import * as session from './006-session.ts';
import * as waiting from './007-waiting.ts';
import * as visit from './008-visit.ts';
import * as duty from './009-duty.ts';
import * as capacity from './010-capacity.ts';
import * as position from './011-position.ts';
import * as hours from './012-hours.ts';
import * as message from './013-message.ts';
import * as lookup from './014-lookup.ts';
import * as audit from './015-audit.ts';
import * as plan from './016-plan.ts';
import * as rulesVersion from './017-rules-version.ts';
import * as mapUrl from './018-map-url.ts';
import * as findAppointment from './019-find-appointment.ts';
import * as words from './020-words.ts';
import * as officerSession from './021-officer-session.ts';
import * as dossierWork from './022-dossier-work.ts';
import * as outboxCalled from './023-outbox-called.ts';
import * as arrivedAt from './024-arrived-at.ts';
import * as dutyChange from './025-duty-change.ts';
import * as opinionWork from './026-opinion-work.ts';
import * as auditOfficer from './027-audit-officer.ts';
import * as specialHours from './028-special-hours.ts';
import * as office from './029-office.ts';
import * as screen from './030-screen.ts';
import * as guideWatch from './031-guide-watch.ts';
import * as messageDelivery from './032-message-delivery.ts';
import * as subscription from './033-subscription.ts';
import * as noticeDesk from './034-notice-desk.ts';
import * as catalogue from './035-catalogue.ts';
import * as procedureSearch from './036-procedure-search.ts';
import * as intake from './037-intake.ts';
import * as managedEmbed from './038-managed-embed.ts';
import * as sealedWrites from './039-sealed-writes.ts';

/** All migrations, in order. A released migration is never changed. */
export const migrations: Record<string, Migration> = {
  '001-spine': spine,
  '002-appointment': appointment,
  '003-guide': guide,
  '004-challenge': challenge,
  '005-gateway': gateway,
  '006-session': session,
  '007-waiting': waiting,
  '008-visit': visit,
  '009-duty': duty,
  '010-capacity': capacity,
  '011-position': position,
  '012-hours': hours,
  '013-message': message,
  '014-lookup': lookup,
  '015-audit': audit,
  '016-plan': plan,
  '017-rules-version': rulesVersion,
  '018-map-url': mapUrl,
  '019-find-appointment': findAppointment,
  '020-words': words,
  '021-officer-session': officerSession,
  '022-dossier-work': dossierWork,
  '023-outbox-called': outboxCalled,
  '024-arrived-at': arrivedAt,
  '025-duty-change': dutyChange,
  '026-opinion-work': opinionWork,
  '027-audit-officer': auditOfficer,
  '028-special-hours': specialHours,
  '029-office': office,
  '030-screen': screen,
  '031-guide-watch': guideWatch,
  '032-message-delivery': messageDelivery,
  '033-subscription': subscription,
  '034-notice-desk': noticeDesk,
  '035-catalogue': catalogue,
  '036-procedure-search': procedureSearch,
  '037-intake': intake,
  '038-managed-embed': managedEmbed,
  '039-sealed-writes': sealedWrites,
};
