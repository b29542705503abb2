import { array, maxLength, minLength, object, optional, picklist, pipe } from 'valibot';
import { Id, Secret } from '../schema.ts';
import { noticeChannels, noticeKinds } from '../subscription.ts';
import { Phone } from './phone.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const subscriptionRequests = {
  'subscription.create': {
    input: object({
      agency: Id,
      /** `subscriptionTicket` of the dossier. */
      ticket: Secret,
      phone: Phone,
      /** The value of `phone.confirm` for this phone; not needed for calls. */
      confirmed: optional(text(200)),
      channel: picklist(noticeChannels),
      events: pipe(array(picklist(noticeKinds)), minLength(1), maxLength(noticeKinds.length)),
      /** Consents: the purpose, and the version of the text that was shown. */
      consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
    }),
    errors: ['agency-not-found', 'not-offered', 'ticket-not-valid', 'phone-unconfirmed', 'proof-needed'],
  },
  'subscription.stop': {
    input: object({ agency: Id, stop: Secret }),
    errors: ['agency-not-found', 'ticket-not-valid'],
  },
} satisfies Requests;
