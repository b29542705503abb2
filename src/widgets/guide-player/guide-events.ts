/** A guide was opened. */
export class GuideOpened extends Event {
  readonly guide: string;

  constructor(guide: string) {
    super('mc-guide-opened', { bubbles: true, composed: true });
    this.guide = guide;
  }
}

/** The video of a guide was watched to its end. */
export class GuideFinished extends Event {
  readonly guide: string;

  constructor(guide: string) {
    super('mc-guide-finished', { bubbles: true, composed: true });
    this.guide = guide;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mc-guide-opened': GuideOpened;
    'mc-guide-finished': GuideFinished;
  }
}
