import { ContextConsumer, ContextProvider } from '@lit/context';
import { html, LitElement } from 'lit';
import { encodeJson } from '../domain/json.ts';
import { Portal, portalContext } from './portal.ts';
import type { PluginHost } from './plugin-host.ts';
import { noSettings, readSettings, settingNames } from './settings.ts';

let sharedPlugins: PluginHost;

/** Sets the plugins of all `<mc-portal>` elements. */
export function usePlugins(plugins: PluginHost): void {
  sharedPlugins = plugins;
}

/**
 * Sets API, agency, phone, language, theme and links of the widgets inside. Missing settings are inherited from the portal
 * around it, or from the script tag.
 *
 * @tag mc-portal
 * @attr {string} data-api - URL of the API.
 * @attr {string} data-map - URL of a map of an upstream system that does not implement the contract.
 * @attr {string} data-agency - Identifier of the agency of the widgets.
 * @attr {string} data-phone - Phone number of the desk, shown when the backend cannot be reached.
 * @attr {string} [data-lang=vi] - Language of the widgets.
 * @attr {string} [data-theme=default] - Themes: default, national, quiet, contrast, large, dark, or those of a plugin.
 * @attr {string} data-links - URLs of the pages of other widgets: `feedback=/gop-y booking=/dat-lich`.
 * @attr {string} data-kiosk - `true` on a shared computer: nothing is stored on the device.
 * @slot - The widgets.
 */
export class PortalElement extends LitElement {
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...settingNames.map(name => `data-${name}`)];
  }

  #fetch?: typeof fetch;
  #key = '';
  // Created first: the outer portal must be consumed before this element provides its own.
  #outer = new ContextConsumer(this, { context: portalContext, subscribe: true, callback: () => this.#renew() });
  #provider = new ContextProvider(this, { context: portalContext });

  /** Replaces the browser's `fetch` for the widgets inside. */
  set fetch(fetch: typeof globalThis.fetch | undefined) {
    this.#fetch = fetch;
    this.#key = '';
    this.#renew();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#renew();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (this.isConnected && old !== value) this.#renew();
  }

  override render() {
    return html`<slot></slot>`;
  }

  #renew(): void {
    if (!this.#provider) return; // The outer portal applies until this one is created.
    const settings = { ...noSettings, ...this.#outer.value?.settings, ...readSettings(this) };
    const key = encodeJson(settings);
    const same = key === this.#key && this.#provider.value;
    this.#key = key;
    this.#provider.setValue(same ? same.with() : new Portal(settings, sharedPlugins, this.#fetch));
  }
}
