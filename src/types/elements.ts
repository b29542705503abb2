import type { PortalElement } from '../core/portal-element.ts';
import type { Settings } from '../core/settings.ts';
import type { AppointmentBooker } from '../widgets/appointment-booker/appointment-booker.ts';
import type { DutyRoster } from '../widgets/duty-roster/duty-roster.ts';
import type { FeedbackForm } from '../widgets/feedback-form/feedback-form.ts';
import type { GuidePlayer } from '../widgets/guide-player/guide-player.ts';
import type { NoticeDesk } from '../widgets/notice-desk/notice-desk.ts';
import type { StatusLookup } from '../widgets/status-lookup/status-lookup.ts';

type On<Name extends keyof HTMLElementEventMap> = {
  [Each in Name as `on${Each}`]?: (event: HTMLElementEventMap[Each]) => void;
};

/** Properties of each element in templates, and its events as `on…`. */
export interface Elements {
  'mc-portal': { [Name in keyof Settings as `data-${Name}`]?: string } & Partial<Pick<PortalElement, 'fetch'>>;
  'mc-status-lookup': Partial<Pick<StatusLookup, 'code'>> &
    Partial<Record<'no-title', boolean>> &
    On<'mc-dossier-found' | 'mc-dossier-not-found'>;
  'mc-appointment-booker': Partial<Pick<AppointmentBooker, 'service' | 'place' | 'way'>> &
    Partial<Record<'no-title', boolean>> &
    On<'mc-appointment-booked' | 'mc-appointment-moved' | 'mc-appointment-cancelled'>;
  'mc-guide-player': Partial<Pick<GuidePlayer, 'guide' | 'procedure'>> &
    Partial<Record<'no-title', boolean>> &
    On<'mc-guide-opened' | 'mc-guide-finished'>;
  'mc-feedback-form': Partial<Pick<FeedbackForm, 'kind' | 'draft'>> &
    Partial<Record<'no-title', boolean>> &
    On<'mc-feedback-sending' | 'mc-feedback-sent'>;
  'mc-duty-roster': Partial<Pick<DutyRoster, 'place' | 'view' | 'layout'>> & Partial<Record<'no-title', boolean>>;
  'mc-notice-desk': Partial<Record<'no-title', boolean>>;
}

/** The class of each element. */
export interface Classes {
  'mc-portal': PortalElement;
  'mc-status-lookup': StatusLookup;
  'mc-appointment-booker': AppointmentBooker;
  'mc-guide-player': GuidePlayer;
  'mc-feedback-form': FeedbackForm;
  'mc-duty-roster': DutyRoster;
  'mc-notice-desk': NoticeDesk;
}
