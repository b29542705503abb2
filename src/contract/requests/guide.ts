import { array, integer, maxLength, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

const times = pipe(number(), integer(), minValue(0), maxValue(20));

/** Inputs and errors. */
export const guideRequests = {
  'guide.list': {
    input: object({
      agency: Id,
      q: optional(text(100)),
      procedure: optional(Id),
      after: optional(Id),
    }),
    errors: ['agency-not-found', 'guide-not-found'],
  },
  'guide.count': {
    input: object({
      agency: Id,
      guide: Id,
      /** How often a chapter was begun, watched to its end, and gone back to, since the last message. */
      chapters: pipe(
        array(
          object({
            /** Position in the list of chapters, from 0. */
            chapter: pipe(number(), integer(), minValue(0), maxValue(999)),
            played: times,
            finished: times,
            rewound: times,
          }),
        ),
        maxLength(50),
      ),
    }),
    errors: ['agency-not-found', 'guide-not-found', 'not-json'],
  },
  'guide.read': {
    input: object({ agency: Id, guide: Id }),
    errors: ['agency-not-found', 'guide-not-found'],
  },
} satisfies Requests;
