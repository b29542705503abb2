import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PortalController } from '../../core/index.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';

const pauseMs = 1000;

/** Announces how many characters are left, when typing pauses. */
export class CharacterCounter implements ReactiveController {
  readonly #widget: PortalController<FeedbackTexts>;
  readonly #left: () => number | undefined;
  readonly #announce: (text: string) => void;
  #timer = 0;

  /** @param left characters that are left; undefined until that is known */
  constructor(
    host: ReactiveControllerHost,
    widget: PortalController<FeedbackTexts>,
    left: () => number | undefined,
    announce: (text: string) => void,
  ) {
    this.#widget = widget;
    this.#left = left;
    this.#announce = announce;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const left = this.#left();
      if (left === undefined) return;
      const { text } = this.#widget;
      this.#announce(left < 0 ? text.charactersOver(-left) : text.charactersLeft(left));
    }, pauseMs);
  }
}
