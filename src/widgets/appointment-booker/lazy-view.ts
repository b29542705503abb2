import type { LitElement } from 'lit';
import { Ask, failed, html, loadPart, type PortalController } from '../../core/index.ts';
import type { Failure, Outcome } from '../../core/outcome.ts';

/** A face of the widget that few need: it comes with a part, once it is asked for. */
export class Late<T> {
  readonly #widget: PortalController<object>;
  readonly #ask: Ask<T>;
  readonly #make: () => Promise<Outcome<T>>;
  #coming: Promise<unknown> | undefined;

  /**
   * @param part what it comes with
   * @param make makes it, once
   */
  constructor(host: LitElement, widget: PortalController<object>, part: string, make: (part: never) => T) {
    this.#widget = widget;
    this.#ask = new Ask(host, true);
    this.#make = () =>
      loadPart(part).then(
        (loaded): Outcome<T> => ({ kind: 'answered', value: make(loaded as never) }),
        (): Outcome<T> => ({ kind: 'offline' }),
      );
  }

  get value(): T | undefined {
    return this.#ask.value;
  }

  get asking(): boolean {
    return this.#ask.asking;
  }

  get failure(): Failure | undefined {
    return this.#ask.failure;
  }

  /** Loads it the first time; what failed is asked for again. */
  async face(): Promise<T | undefined> {
    if (!this.value) {
      this.#coming ??= this.#ask.run(this.#make);
      await this.#coming;
      this.#coming = undefined;
    }
    return this.value;
  }

  /** What stands in its place as long as it has not come. */
  pending(again: () => void) {
    return this.failure ? failed(this.#widget, this.failure, again) : html`<div class="skeleton"></div>`;
  }
}
