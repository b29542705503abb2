import { object, optional, picklist } from 'valibot';
import { factors } from '../capabilities.ts';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText } from './text.ts';

/** Inputs and errors. */
export const dossierRequests = {
  'dossier.read': {
    input: object({
      agency: Id,
      code: filledText(64),
      factor: optional(object({ kind: picklist(factors), value: filledText(32) })),
    }),
    errors: ['proof-needed', 'agency-not-found', 'dossier-not-found', 'not-offered', 'not-json'],
  },
} satisfies Requests;
