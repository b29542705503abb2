import type { LitElement } from 'lit';
import { Ask, failed, html, loadPart, type PortalController } from '../../core/index.ts';
import type { Failure, Outcome } from '../../core/outcome.ts';

/** A face of the widget that few need: it comes with a part, once it is asked for. */
export class LazyView<T> {
  readonly #widget: PortalController<object>;
  readonly #request: Ask<T>;
  readonly #create: () => Promise<Outcome<T>>;
  #loading: Promise<unknown> | undefined;

  /**
   * @param part what it comes with
   * @param make makes it, once
   */
  constructor(host: LitElement, widget: PortalController<object>, part: string, make: (part: never) => T) {
    this.#widget = widget;
    this.#request = new Ask(host, true);
    this.#create = () =>
      loadPart(part).then(
        (loaded): Outcome<T> => ({ kind: 'answered', value: make(loaded as never) }),
        (): Outcome<T> => ({ kind: 'offline' }),
      );
  }

  get value(): T | undefined {
    return this.#request.value;
  }

  get isPending(): boolean {
    return this.#request.pending;
  }

  get failure(): Failure | undefined {
    return this.#request.failure;
  }

  /** Loads it the first time; what failed is asked for again. */
  async load(): Promise<T | undefined> {
    if (!this.value) {
      this.#loading ??= this.#request.run(this.#create);
      await this.#loading;
      this.#loading = undefined;
    }
    return this.value;
  }

  /** What stands in its place as long as it has not come. */
  pending(again: () => void) {
    return this.failure ? failed(this.#widget, this.failure, again) : html`<div class="skeleton"></div>`;
  }
}
