import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PortalController } from '../../core/index.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';

const pauseMs = 1000;

/** Announces how many characters are left, when typing pauses. */
export class CharacterCounter implements ReactiveController {
  readonly #widget: PortalController<FeedbackTexts>;
  readonly #maxLength: () => number | undefined;
  readonly #announce: (text: string) => void;
  #timer = 0;

  /** @param maxLength undefined until it is known */
  constructor(
    host: ReactiveControllerHost,
    widget: PortalController<FeedbackTexts>,
    maxLength: () => number | undefined,
    announce: (text: string) => void,
  ) {
    this.#widget = widget;
    this.#maxLength = maxLength;
    this.#announce = announce;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  typed(typed: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const maxLength = this.#maxLength();
      if (maxLength === undefined) return;
      const { text } = this.#widget;
      const left = maxLength - typed.normalize('NFC').trim().length;
      this.#announce(left < 0 ? text.charactersOver(-left) : text.charactersLeft(left));
    }, pauseMs);
  }
}
