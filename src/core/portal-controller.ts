import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Input, Operation, Output } from '../contract/operation.ts';
import { coreTexts, type CoreTexts } from './core.texts.ts';
import type { Outcome } from './outcome.ts';
import { PluginHost } from './plugin-host.ts';
import { Portal, portalContext } from './portal.ts';
import { noSettings } from './settings.ts';
import { applyTheme } from './theme.ts';

/** Joins a widget to the portal of its page: gives it the words, the calls and the look. The one controller that every widget has. */
export class PortalController<T extends object> implements ReactiveController {
  /** The portal; one without an API when the widget stands on a page without any. */
  portal = new Portal(noSettings, new PluginHost());
  /** The widget's words in the language of the page. */
  text!: T;
  #core!: CoreTexts;

  readonly #host: LitElement;
  readonly #texts: T;

  /** @param texts the widget's words in Vietnamese; other languages come as locales of plugins */
  constructor(host: LitElement, texts: T) {
    this.#host = host;
    this.#texts = texts;
    host.addController(this);
    new ContextConsumer(host, { context: portalContext, subscribe: true, callback: portal => this.#join(portal) });
    this.#join(this.portal);
  }

  /** Words that every widget has. */
  get core(): CoreTexts {
    return this.portal.client.proving ? { ...this.#core, slow: this.#core.proving } : this.#core;
  }

  get lang(): string {
    return this.portal.settings.lang;
  }

  call<O extends Operation>(
    operation: O,
    input: Omit<Input<O>, 'agency'>,
    signal?: AbortSignal,
  ): Promise<Outcome<Output<O>>> {
    return this.portal.call(operation, input, signal);
  }

  hostUpdated(): void {
    const root = this.#host.renderRoot.querySelector<HTMLElement>('.mc');
    if (root) applyTheme(root, this.portal);
  }

  #join(portal: Portal): void {
    const { lang } = portal.settings;
    this.portal = portal;
    this.text = portal.plugins.words(lang, this.#host.localName, this.#texts);
    this.#core = portal.plugins.words(lang, 'motcua', coreTexts);
    this.#host.requestUpdate();
  }
}
