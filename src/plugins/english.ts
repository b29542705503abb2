import { coreEnglish } from '../core/core.texts.en.ts';
import type { Plugin } from '../core/plugin.ts';
import { agencyEnglish } from '../widgets/appointment-booker/agency/agency-picker.texts.en.ts';
import { bookerEnglish } from '../widgets/appointment-booker/appointment-booker.texts.en.ts';
import { homeEnglish } from '../widgets/appointment-booker/steps/home-form.texts.en.ts';
import { ticketEnglish } from '../widgets/appointment-booker/ticket/ticket.texts.en.ts';
import { dutyEnglish } from '../widgets/duty-roster/duty-roster.texts.en.ts';
import { feedbackEnglish } from '../widgets/feedback-form/feedback-form.texts.en.ts';
import { guideEnglish } from '../widgets/guide-player/guide-player.texts.en.ts';
import { noticeEnglish } from '../widgets/notice-desk/notice-desk.texts.en.ts';
import { dossierEnglish } from '../widgets/status-lookup/dossier.texts.en.ts';
import { paymentEnglish } from '../widgets/status-lookup/payment.texts.en.ts';
import { statusEnglish } from '../widgets/status-lookup/status-lookup.texts.en.ts';
import { severalEnglish } from '../widgets/status-lookup/several/several.texts.en.ts';
import { subscribeEnglish } from '../widgets/status-lookup/subscribe/subscribe.texts.en.ts';

/** All texts in English; loaded by pages with `data-lang="en"` only. */
export const english = {
  name: 'lang:en',
  locales: {
    en: {
      motcua: coreEnglish,
      'mc-status-lookup': { ...statusEnglish, ...dossierEnglish, ...paymentEnglish },
      several: severalEnglish,
      subscribe: subscribeEnglish,
      'mc-appointment-booker': bookerEnglish,
      ticket: ticketEnglish,
      'home-form': homeEnglish,
      'agency-picker': agencyEnglish,
      'mc-guide-player': guideEnglish,
      'mc-feedback-form': feedbackEnglish,
      'mc-duty-roster': dutyEnglish,
      'mc-notice-desk': noticeEnglish,
    },
  },
} satisfies Plugin;
