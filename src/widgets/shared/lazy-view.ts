import type { CSSResult, LitElement } from 'lit';
import { RequestController, failureBox, html, loadModule, type PortalController } from '../../core/index.ts';
import type { Failure, Outcome } from '../../core/outcome.ts';

/** A lazily loaded view of the widget. */
export class LazyView<T> {
  readonly #widget: PortalController<object>;
  readonly #request: RequestController<T>;
  readonly #create: () => Promise<Outcome<T>>;
  #loading: Promise<unknown> | undefined;

  /**
   * @param name name of the lazy module; its `styles`, if any, are added to the widget
   * @param make creates the view, once
   */
  constructor(host: LitElement, widget: PortalController<object>, name: string, make: (module: never) => T) {
    this.#widget = widget;
    this.#request = new RequestController(host, true);
    this.#create = () =>
      loadModule(name).then(
        (loaded): Outcome<T> => {
          addStyles(host, (loaded as { styles?: CSSResult }).styles);
          return { kind: 'answered', value: make(loaded as never) };
        },
        (): Outcome<T> => ({ kind: 'offline' }),
      );
  }

  get value(): T | undefined {
    return this.#request.value;
  }

  get failure(): Failure | undefined {
    return this.#request.failure;
  }

  /** Loads the view on first use; a failed load is retried. */
  async load(): Promise<T | undefined> {
    if (!this.value) {
      this.#loading ??= this.#request.run(this.#create);
      await this.#loading;
      this.#loading = undefined;
    }
    return this.value;
  }

  /** Rendered in its place until it is loaded. */
  pending(again: () => void) {
    return this.failure ? failureBox(this.#widget, this.failure, again) : html`<div class="skeleton"></div>`;
  }
}

/** Adds a style sheet to a widget's shadow root, in the way Lit does it. */
function addStyles({ renderRoot }: LitElement, styles: CSSResult | undefined): void {
  if (!styles) return;
  const root = renderRoot as ShadowRoot;
  if (styles.styleSheet && root.adoptedStyleSheets) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet];
    return;
  }
  const style = document.createElement('style');
  style.textContent = styles.cssText;
  root.appendChild(style);
}
