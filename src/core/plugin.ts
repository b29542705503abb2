import type { Output, Operation } from '../contract/operation.ts';

/** Tools of an adapter. */
export interface AdapterTools {
  /** The browser's own `fetch`; retries and limits are up to the adapter. */
  fetch: typeof fetch;
  signal: AbortSignal;
  /** Idempotency key, for an operation that writes. */
  key: string | undefined;
}

/** Answers an operation from a system that does not speak the contract. */
export type Adapter = (input: never, tools: AdapterTools) => Promise<unknown>;

/**
 * An extension by the portal, pushed on a queue before or after the script loads: `(window.motcua = window.motcua ||
 * []).push({ name: 'my-portal', … })`. Everything but the name is optional. Plugins are trusted code: they run with
 * all rights of the page.
 */
export interface Plugin {
  /** Identifies the plugin in events and messages. */
  name: string;
  /** By operation name, for instance `dossier.read`. The first plugin with an adapter answers. */
  adapters?: Record<string, Adapter>;
  /** Called before each request, in order of registration; may return another request. */
  beforeRequest?: (request: Request, operation: string) => Request | void | Promise<Request | void>;
  /** Called after each answered write; errors are ignored. */
  afterSubmit?: (operation: string, answer: unknown) => void | Promise<void>;
  /** Texts by language and tag; missing ones fall back to ours. */
  locales?: Record<string, Record<string, Record<string, unknown>>>;
  /** Custom properties by theme. */
  themes?: Record<string, Record<string, string>>;
  /** Custom elements by tag, defined once the portal exists. */
  widgets?: Record<string, CustomElementConstructor>;
}

/** What an adapter returns in the place of the backend. */
export type AdapterAnswer<O extends Operation> = Output<O>;

/** A plugin threw, timed out or returned invalid data, and was skipped. */
export class PluginFailed extends Event {
  readonly plugin: string;
  /** The hook that failed. */
  readonly part: string;
  readonly reason: string;

  constructor(plugin: string, part: string, reason: string) {
    super('mc-plugin-failed');
    this.plugin = plugin;
    this.part = part;
    this.reason = reason;
  }
}

/** What may be pushed on `window.motcua`: a plugin, or the file of a widget. */
export type QueueItem = Plugin | ((core: object) => void);

declare global {
  interface GlobalEventHandlersEventMap {
    'mc-plugin-failed': PluginFailed;
  }
}
