import { createContext } from '@lit/context';
import type { Operation, Output } from '../contract/operation.ts';
import type { Input } from '../contract/requests/index.ts';
import { Client } from './client.ts';
import { formatFor, type Format } from './format.ts';
import type { Outcome } from './outcome.ts';
import type { PluginHost } from './plugin-host.ts';
import { readLinks, webAddress, type Settings } from './settings.ts';
import { browserStore, memoryStore, type KeyValueStore } from './storage.ts';

/**
 * What a page provides to its widgets; immutable, replaced on every change. Third-party widgets join by the context
 * protocol with the key `Symbol.for('motcua.portal/1')`, with Lit or without.
 */
export class Portal {
  readonly settings: Settings;
  readonly links: Readonly<Record<string, string>>;
  readonly format: Format;
  readonly plugins: PluginHost;
  readonly client: Client;
  /** Storage until the tab is closed. */
  readonly session: KeyValueStore;
  /** Persistent storage, used with the citizen's consent. */
  readonly device: KeyValueStore;
  /** The page's own agency, when the citizen has chosen another one. */
  readonly page?: string;

  constructor(settings: Settings, plugins: PluginHost, fetch?: typeof globalThis.fetch) {
    const kiosk = settings.kiosk === 'true';
    this.settings = settings;
    this.links = readLinks(settings.links);
    this.format = formatFor(settings.lang);
    this.plugins = plugins;
    this.session = kiosk ? memoryStore() : browserStore('sessionStorage');
    this.device = kiosk ? memoryStore() : browserStore('localStorage');
    const address = (url: string) => (url && webAddress(url)) || '';
    const [api, map] = [address(settings.api), address(settings.map)];
    this.client = new Client({ api, map, plugins, pending: this.session, fetch });
  }

  /** A changed copy with the same client, for the context to notify its consumers. */
  with(changed?: Partial<Portal>): Portal {
    return Object.assign(Object.create(Portal.prototype) as Portal, this, changed);
  }

  /** Calls an operation for the page's agency. */
  call<O extends Operation>(
    operation: O,
    input: Omit<Input<O>, 'agency'>,
    signal?: AbortSignal,
  ): Promise<Outcome<Output<O>>> {
    return this.client.call(operation, { ...input, agency: this.settings.agency } as Input<O>, signal);
  }
}

/** The context key of the portal, with its major version. */
export const portalContext = createContext<Portal>(Symbol.for('motcua.portal/1'));
