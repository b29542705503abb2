import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import { Component } from './procedure.ts';
import {
  array,
  boolean,
  Day,
  Id,
  type InferOutput,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
} from './schema.ts';

/** A guide in a list: a video with chapters, papers and captions. */
export const GuideSummary = object({
  id: Id,
  title: LocalizedText,
  seconds: number(),
  steps: number(),
  /** The procedure that it explains, if any. */
  procedure: nullable(Id),
});
export type GuideSummary = InferOutput<typeof GuideSummary>;

/** A video in one format. URLs may be relative to the API. */
export const Source = object({
  url: string(),
  /** Media type as in `<source>`. */
  type: string(),
  bytes: number(),
});
export type Source = InferOutput<typeof Source>;

/** A caption: from and to in seconds. */
export const Cue = object({ from: number(), to: number(), text: string() });

/** Captions in one language. */
export const Captions = object({
  /** BCP 47, for instance `vi`. */
  lang: string(),
  /** The same captions as a WebVTT file. */
  url: string(),
  /** Optional: without them the file is read when the video is opened. */
  cues: optional(array(Cue)),
});
export type Captions = InferOutput<typeof Captions>;

/** A chapter and the second at which it starts. */
export const Chapter = object({ at: number(), title: LocalizedText });
export type Chapter = InferOutput<typeof Chapter>;

/** `procedure-changed`: after the last review; `procedure-replaced`: by another one; `expired`: after its validity. */
export const outdatedReasons = ['procedure-changed', 'procedure-replaced', 'expired'] as const;

/** A guide with everything to follow it, with or without the video. */
export const Guide = object({
  ...GuideSummary.entries,
  /** The responsible agency. */
  publisher: string(),
  /** Date of the last review. */
  reviewedAt: Day,
  outdated: nullable(
    object({
      reason: picklist(outdatedReasons),
      since: nullable(Day),
      /** A current guide, if there is one. */
      instead: nullable(Id),
    }),
  ),
  poster: nullable(string()),
  /** The same video in several formats, the most compatible one first. */
  sources: array(Source),
  captions: array(Captions),
  chapters: array(Chapter),
  /** Papers of the procedure as of today, with the second that explains each. */
  papers: array(object({ ...Component.entries, at: nullable(number()) })),
  /** Whether the backend accepts answers about this guide (`feedback.create`, kind `guide`). */
  asks: boolean(),
  /** Whether the backend counts what is watched (`guide.count`). Since 1.9. */
  counts: optional(boolean()),
});
export type Guide = InferOutput<typeof Guide>;

/**
 * Searches guides by title or synonym, with or without diacritics; outdated ones are not listed. 24 per page, by
 * title; `after` the last identifier gets the next page.
 */
export const guideList = {
  name: 'guide.list',
  method: 'GET',
  path: '/guides',
  output: object({ guides: array(GuideSummary), total: number() }),
} as const satisfies Operation;

/** Reads a guide, also an outdated one. */
export const guideRead = {
  name: 'guide.read',
  method: 'GET',
  path: '/guides/{guide}',
  output: Guide,
} as const satisfies Operation;

/**
 * Counts how a guide was watched, without a reference to anybody. Counts are not exact: one that was sent again because
 * its answer was lost counts twice. Since 1.9.
 */
export const guideCount = {
  name: 'guide.count',
  method: 'POST',
  path: '/guides/{guide}/count',
  keepalive: true,
  output: object({ counted: boolean() }),
} as const satisfies Operation;
