import { AppointmentBooker } from './appointment-booker/appointment-booker.ts';
import { DutyRoster } from './duty-roster/duty-roster.ts';
import { FeedbackForm } from './feedback-form/feedback-form.ts';
import { GuidePlayer } from './guide-player/guide-player.ts';
import type { NoticeDesk } from './notice-desk/notice-desk.ts';
import { StatusLookup } from './status-lookup/status-lookup.ts';

/** Element classes by tag; `NoticeDesk`, for officers, is defined by who needs it. */
export const widgets = {
  'mc-status-lookup': StatusLookup,
  'mc-appointment-booker': AppointmentBooker,
  'mc-guide-player': GuidePlayer,
  'mc-feedback-form': FeedbackForm,
  'mc-duty-roster': DutyRoster,
};

type Widgets = { [Tag in keyof typeof widgets]: InstanceType<(typeof widgets)[Tag]> } & {
  'mc-notice-desk': NoticeDesk;
};

declare global {
  interface HTMLElementTagNameMap extends Widgets {}
}
