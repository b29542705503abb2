import {
  array,
  boolean,
  maxLength,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import type { Operation } from './operation.ts';
import { Component } from './procedure.ts';
import { Day, Id, LocalizedText } from './localized-text.ts';

/** A guide as it stands in a list: a film with its steps, its papers and all its words. */
export const GuideSummary = object({
  id: Id,
  title: LocalizedText,
  seconds: number(),
  steps: number(),
  /** The procedure that it explains, if it is one. */
  procedure: nullable(Id),
});
export type GuideSummary = InferOutput<typeof GuideSummary>;

/** A film in one format. Addresses may be relative to the API. */
export const Source = object({
  url: string(),
  /** Media type as a `<source>` has it. */
  type: string(),
  bytes: number(),
});
export type Source = InferOutput<typeof Source>;

/** A sentence of the film: from when to when, in seconds. */
export const Cue = object({ from: number(), to: number(), text: string() });

/** The words of a film in one language. */
export const Captions = object({
  /** BCP 47, for instance `vi`. */
  lang: string(),
  /** The same words as a WebVTT file. */
  url: string(),
  /** A backend that has only the file leaves them out: then they are read from it once the film is opened. */
  cues: optional(array(Cue)),
});
export type Captions = InferOutput<typeof Captions>;

/** A step of the procedure and the second at which the film comes to it. */
export const Chapter = object({ at: number(), title: LocalizedText });
export type Chapter = InferOutput<typeof Chapter>;

/**
 * `procedure-changed`: the procedure has been changed since the guide was last looked through; `procedure-replaced`: there
 * is another one; `expired`: it was meant for a time that is over.
 */
export const outdatedReasons = ['procedure-changed', 'procedure-replaced', 'expired'] as const;

/** A guide with all that a person needs to follow it, with the film or without. */
export const Guide = object({
  ...GuideSummary.entries,
  /** Which agency answers for it. */
  publisher: string(),
  /** When somebody last made sure that it is right. */
  reviewedAt: Day,
  outdated: nullable(
    object({
      reason: picklist(outdatedReasons),
      since: nullable(Day),
      /** A guide that holds, if there is one. */
      instead: nullable(Id),
    }),
  ),
  poster: nullable(string()),
  /** The same film in several formats, the best known one first. */
  sources: array(Source),
  captions: array(Captions),
  chapters: array(Chapter),
  /** What to bring, as the procedure has it today, with the second that explains it. */
  papers: array(object({ ...Component.entries, at: nullable(number()) })),
  /** Whether the backend takes an answer to “did this help?” (`feedback.create` of the kind `guide`). */
  asks: boolean(),
});
export type Guide = InferOutput<typeof Guide>;

/**
 * Finds guides by title or by what people call the procedure, with or without diacritics: those that are out of date are
 * not listed. At most 24 at once, by title; `after` the last one come the next.
 */
export const guideList = {
  name: 'guide.list',
  method: 'GET',
  path: '/guides',
  input: object({
    agency: Id,
    q: optional(pipe(string(), maxLength(100))),
    procedure: optional(Id),
    after: optional(Id),
  }),
  output: object({ guides: array(GuideSummary), total: number() }),
  errors: ['agency-not-found', 'guide-not-found'],
} satisfies Operation;

/** Reads one guide, one that is out of date too. */
export const guideRead = {
  name: 'guide.read',
  method: 'GET',
  path: '/guides/{guide}',
  input: object({ agency: Id, guide: Id }),
  output: Guide,
  errors: ['agency-not-found', 'guide-not-found'],
} satisfies Operation;
