import { ContextConsumer } from '@lit/context';
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Operation, Output } from '../contract/operation.ts';
import type { Input } from '../contract/requests/index.ts';
import { type Translatable, translate } from '../domain/translate.ts';
import type { Capabilities, WidgetNotice } from '../contract/capabilities.ts';
import { coreTexts, type CoreTexts } from './core.texts.ts';
import { NoticeController } from './notice-controller.ts';
import type { Outcome } from './outcome.ts';
import { PluginHost } from './plugin-host.ts';
import { Portal, portalContext } from './portal.ts';
import { noSettings } from './settings.ts';
import { applyTheme } from './theme.ts';

/** Connects a widget to the portal of its page: texts, calls and theme. Every widget has one. */
export class PortalController<T extends object> implements ReactiveController {
  /** The widget's texts in the page's language. */
  text!: T;
  #core!: CoreTexts;
  /** As the page provides it. */
  #provided = new Portal(noSettings, new PluginHost());
  /** The same, for the chosen agency. */
  #portal = this.#provided;
  /** The agency that the citizen has chosen; empty for the page's own. */
  #agency = '';

  readonly #host: LitElement;
  readonly #texts: T;
  readonly #notice: NoticeController;

  /** @param texts the widget's Vietnamese texts; other languages are locales of plugins */
  constructor(host: LitElement, texts: T) {
    this.#host = host;
    this.#texts = texts;
    host.addController(this);
    this.#notice = new NoticeController(host, () => this.portal);
    new ContextConsumer(host, { context: portalContext, subscribe: true, callback: portal => this.#join(portal) });
    this.#join(this.#provided);
  }

  /** The portal; without an API on a page that has none. */
  get portal(): Portal {
    return this.#portal;
  }

  /** What the office says on this widget now. */
  get notice(): WidgetNotice | undefined {
    return this.#notice.value;
  }

  /** Takes what the office says on this widget from capabilities that it has read. */
  takeNotice(capabilities: Capabilities): void {
    this.#notice.take(capabilities);
  }

  /** Texts shared by all widgets. */
  get core(): CoreTexts {
    return this.portal.client.proving ? { ...this.#core, slow: this.#core.proving } : this.#core;
  }

  get lang(): string {
    return this.portal.settings.lang;
  }

  /** `lang` of names that the backend has in Vietnamese only; nothing on a Vietnamese page. */
  get backendLang(): 'vi' | typeof nothing {
    return this.lang === 'vi' ? nothing : 'vi';
  }

  /** `lang` of a text of the backend: `vi` where it has no translation into the page's language. */
  langOf<T extends Translatable>(item: T, name: keyof T): 'vi' | typeof nothing {
    return translate(item, name, this.lang) === item[name] ? this.backendLang : nothing;
  }

  /** A text of the backend in the page's language, else in Vietnamese and marked so. */
  inLang<T extends Translatable>(item: T, name: keyof T): TemplateResult {
    return html`<span lang=${this.langOf(item, name)}>${translate(item, name, this.lang)}</span>`;
  }

  call<O extends Operation>(
    operation: O,
    input: Omit<Input<O>, 'agency'>,
    signal?: AbortSignal,
  ): Promise<Outcome<Output<O>>> {
    return this.portal.call(operation, input, signal);
  }

  /**
   * Calls another agency from now on, until the page changes to an agency of its own.
   * @param agency empty for the page's own
   */
  switchAgency(agency: string): void {
    this.#agency = agency;
    this.#join(this.#provided);
  }

  hostUpdated(): void {
    const root = this.#host.renderRoot.querySelector<HTMLElement>('.mc');
    if (root) applyTheme(root, this.portal);
  }

  #join(portal: Portal): void {
    const { settings } = portal;
    const { lang, agency: page } = settings;
    if (page !== this.#provided.settings.agency) this.#agency = '';
    this.#provided = portal;
    this.#portal = this.#agency ? portal.with({ settings: { ...settings, agency: this.#agency }, page }) : portal;
    this.text = portal.plugins.textsFor(lang, this.#host.localName, this.#texts);
    this.#core = portal.plugins.textsFor(lang, 'motcua', coreTexts);
    this.#host.requestUpdate();
  }
}
