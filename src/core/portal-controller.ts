import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Input, Operation, Output } from '../contract/operation.ts';
import { coreTexts, type CoreTexts } from './core.texts.ts';
import type { Outcome } from './outcome.ts';
import { PluginHost } from './plugin-host.ts';
import { Portal, portalContext } from './portal.ts';
import { noSettings } from './settings.ts';
import { applyTheme } from './theme.ts';

/** Connects a widget to the portal of its page: texts, calls and theme. Every widget has one. */
export class PortalController<T extends object> implements ReactiveController {
  /** The portal; without an API on a page that has none. */
  portal = new Portal(noSettings, new PluginHost());
  /** The widget's texts in the page's language. */
  text!: T;
  #core!: CoreTexts;

  readonly #host: LitElement;
  readonly #texts: T;

  /** @param texts the widget's Vietnamese texts; other languages are locales of plugins */
  constructor(host: LitElement, texts: T) {
    this.#host = host;
    this.#texts = texts;
    host.addController(this);
    new ContextConsumer(host, { context: portalContext, subscribe: true, callback: portal => this.#join(portal) });
    this.#join(this.portal);
  }

  /** Texts shared by all widgets. */
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
