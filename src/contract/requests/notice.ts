import { boolean, object, optional, picklist } from 'valibot';
import { callOutcomes, noticeTabs } from '../notice.ts';
import { Day, Id, Instant, Secret } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText, text } from './text.ts';

const refused = ['not-signed-in', 'not-allowed', 'not-json'] as const;

/** Inputs and errors. */
export const noticeRequests = {
  'notice.session': {
    /** The code of eight digits that the officers' site shows. */
    input: object({ agency: Id, code: filledText(20) }),
    errors: ['proof-needed', 'ticket-not-valid', 'not-allowed', 'not-json'],
  },
  'notice.list': {
    input: object({
      agency: Id,
      session: Secret,
      tab: picklist(noticeTabs),
      /** Part of a code, of the words, or the last digits of a phone. */
      search: optional(text(100)),
      /** A refresh by the page: not a use of the session. */
      background: optional(boolean()),
    }),
    errors: [...refused],
  },
  'notice.claim': {
    input: object({ agency: Id, session: Secret, id: Id }),
    errors: [...refused, 'notice-not-found', 'already-claimed'],
  },
  'notice.release': {
    input: object({ agency: Id, session: Secret, id: Id }),
    errors: [...refused, 'notice-not-found', 'not-claimed'],
  },
  'notice.record': {
    input: object({
      agency: Id,
      session: Secret,
      id: Id,
      /** Made by the client for each call: a repeated request records it once. */
      attempt: Id,
      outcome: picklist(callOutcomes),
      note: optional(text(500)),
      /** When to call again; required for `call-back`. */
      callAt: optional(Instant),
    }),
    errors: [...refused, 'notice-not-found', 'not-claimed'],
  },
  'notice.report': {
    input: object({ agency: Id, session: Secret, day: optional(Day) }),
    errors: [...refused],
  },
} satisfies Requests;
