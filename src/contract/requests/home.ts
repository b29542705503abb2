import { type InferOutput, integer, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { Id } from '../schema.ts';
import { filledText, text } from './text.ts';

/** The person and address of a home visit. Since 1.5. */
export const HomeVisit = object({
  elder: object({
    name: filledText(100),
    birthYear: pipe(number(), integer(), minValue(1900), maxValue(2200)),
  }),
  /** One of the eligible groups, for a younger person. */
  group: optional(Id),
  hamlet: filledText(100),
  /** House number and street, or a description. */
  line: filledText(200),
  /** Relation of the person who books to the elder. */
  relation: filledText(60),
  note: optional(text(300)),
  /** How the result is returned, one of the offered ways. */
  returns: Id,
});

export type HomeVisit = InferOutput<typeof HomeVisit>;
