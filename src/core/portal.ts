import { createContext } from '@lit/context';
import type { Input, Operation, Output } from '../contract/operation.ts';
import { Client } from './client.ts';
import { formatFor, type Format } from './format.ts';
import type { Outcome } from './outcome.ts';
import type { PluginHost } from './plugin-host.ts';
import { readLinks, webAddress, type Settings } from './settings.ts';
import { browserStore, memoryStore, type KeyValueStore } from './storage.ts';

/**
 * What a page gives its widgets. A new value is made whenever something of it changes; nothing in it changes by itself.
 * Widgets of others join by the context protocol with the key `Symbol.for('motcua.portal/1')`, with Lit or without.
 */
export class Portal {
  readonly settings: Settings;
  readonly links: Readonly<Record<string, string>>;
  readonly format: Format;
  readonly plugins: PluginHost;
  readonly client: Client;
  /** What may stay on this device until the tab is closed. */
  readonly session: KeyValueStore;
  /** What may stay on this device for longer, when the person says so. */
  readonly device: KeyValueStore;
  /** Whose desk the page speaks for, where a person has chosen another. */
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

  /** A new value for the same page: tells everybody who uses it that something has changed, and keeps the client. */
  with(changed?: Partial<Portal>): Portal {
    return Object.assign(Object.create(Portal.prototype) as Portal, this, changed);
  }

  /** Asks an operation for the page's agency. */
  call<O extends Operation>(
    operation: O,
    input: Omit<Input<O>, 'agency'>,
    signal?: AbortSignal,
  ): Promise<Outcome<Output<O>>> {
    return this.client.call(operation, { ...input, agency: this.settings.agency } as Input<O>, signal);
  }
}

/** The key by which widgets find the portal; the number is the major version of what stands in it. */
export const portalContext = createContext<Portal>(Symbol.for('motcua.portal/1'));
