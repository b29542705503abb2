/** What somebody can be told of a dossier, with the states that it comprises; `extended` is a postponed due date. */
export const noticeEvents = {
  /** The citizen has to do something. */
  task: ['supplement', 'payment'],
  /** The result is there, or on its way. */
  result: ['resolved', 'posting', 'returned'],
  /** How the work goes on. */
  progress: ['accepted', 'rejected', 'suspended', 'extended'],
} as const;

/** A kind of event. */
export type NoticeEvent = keyof typeof noticeEvents;

/** The kind of a state; undefined for one that nobody is told of. */
export const noticeEventOf = (state: string): NoticeEvent | undefined =>
  (Object.keys(noticeEvents) as NoticeEvent[]).find(event => noticeEvents[event].some(each => each === state));
