import type { Router } from '../http/router.ts';
import type { Db } from '../platform/database.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { appointmentTexts } from './officer/appointments.texts.ts';
import { appointmentPages } from './officer/appointments.ts';
import { homeVisitTexts } from './officer/home-visit-schedule.texts.ts';
import { homeVisitPages } from './officer/home-visit-schedule.ts';
import { sessionTexts } from './officer/session-rules.texts.ts';
import { sessionPages } from './officer/session-rules.ts';
import { PlanCache } from './plan-cache.ts';
import { appointmentRoutes } from './routes/appointment.ts';
import { holdRoutes } from './routes/hold.ts';
import { serviceRoutes } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { slotRoutes } from './routes/slot.ts';
import { waitingRoutes } from './routes/waiting.ts';

/** Mounts services, times, sessions, holds, appointments and the waitlist. */
export function mountBooking(router: Router, db: Db): void {
  const plans = new PlanCache(db);
  serviceRoutes(router, plans);
  slotRoutes(router, plans);
  sessionRoutes(router, plans);
  waitingRoutes(router);
  holdRoutes(router);
  appointmentRoutes(router);
}

/** Sections of the officers' site: a place's day, home visits, sessions. */
export const appointmentSection: OfficerSection = {
  path: 'appointments',
  label: labelOf(appointmentTexts),
  icon: 'calendar',
  group: 'work',
  pages: appointmentPages,
};
export const homeVisitSection: OfficerSection = {
  path: 'visits',
  label: labelOf(homeVisitTexts),
  icon: 'visit',
  group: 'work',
  pages: homeVisitPages,
};
export const sessionSection: OfficerSection = {
  path: 'sessions',
  label: labelOf(sessionTexts),
  icon: 'repeat',
  group: 'plan',
  pages: sessionPages,
};

export { listVisitorsNow } from './officer/now.ts';
export { searchAppointments } from './officer/search.ts';
export { slotsBetween } from './availability.ts';
export { deleteAllExpiredHolds, phoneKey } from './holds.ts';
export { lockRules, reconcileBookings, type ReconcileResult } from './reconcile.ts';
export { ruleError } from './recurrence.ts';
export { bookingWindow, freePlaces, isBookable, loadCounters } from './slots.ts';
export { remindForTomorrow } from './reminders.ts';
export { processWaitlists } from './waitlist.ts';
