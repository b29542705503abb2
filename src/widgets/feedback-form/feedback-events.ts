import type { Kind } from './form-model.ts';

/** Something is about to be sent. Cancelable. Contains the kind, never the content. */
export class FeedbackSending extends Event {
  readonly kind: Kind;

  constructor(kind: Kind) {
    super('mc-feedback-sending', { bubbles: true, composed: true, cancelable: true });
    this.kind = kind;
  }
}

/** Feedback was received. */
export class FeedbackSent extends Event {
  readonly kind: Kind;

  constructor(kind: Kind) {
    super('mc-feedback-sent', { bubbles: true, composed: true });
    this.kind = kind;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mc-feedback-sending': FeedbackSending;
    'mc-feedback-sent': FeedbackSent;
  }
}
