import type { Output, Operation } from '../contract/operation.ts';

/** What an adapter may use. */
export interface AdapterTools {
  /** The browser's own `fetch`, with the client's care taken from it: retries and limits are the adapter's own. */
  fetch: typeof fetch;
  signal: AbortSignal;
  /** For an operation that writes: the key under which it must be done at most once. */
  key: string | undefined;
}

/** Answers one operation of the contract from a system that speaks another language. */
export type Adapter = (input: never, tools: AdapterTools) => Promise<unknown>;

/**
 * An addition of the portal's own, pushed on a queue before or after the script loads:
 * `(window.motcua = window.motcua || []).push({ name: 'my-portal', … })`. Every part is optional but the name.
 * Plugins run in the page with all its rights: they are trusted code.
 */
export interface Plugin {
  /** Names the plugin in events and messages. */
  name: string;
  /** By operation name, for instance `dossier.read`. The first plugin that has one answers. */
  adapters?: Record<string, Adapter>;
  /** Sees each request before it leaves, in the order of registration, and may return another one. */
  beforeRequest?: (request: Request, operation: string) => Request | void | Promise<Request | void>;
  /** Told after each submit that was answered; cannot break it. */
  afterSubmit?: (operation: string, answer: unknown) => void | Promise<void>;
  /** Words by language and tag: missing words fall back to ours, one by one. */
  locales?: Record<string, Record<string, Record<string, unknown>>>;
  /** Themes by name: custom properties. */
  themes?: Record<string, Record<string, string>>;
  /** Elements of the plugin's own, by tag; defined once the portal is there. */
  widgets?: Record<string, CustomElementConstructor>;
}

export type AdapterAnswer<O extends Operation> = Output<O>;

/** A plugin threw, took too long or answered nonsense, and was left out. */
export class PluginFailed extends Event {
  readonly plugin: string;
  /** The part of the plugin that failed. */
  readonly part: string;
  readonly reason: string;

  constructor(plugin: string, part: string, reason: string) {
    super('mc-plugin-failed');
    this.plugin = plugin;
    this.part = part;
    this.reason = reason;
  }
}

/** What may be pushed on `window.motcua`: a plugin, or the file of a widget that waits for the core. */
export type QueueItem = Plugin | ((core: object) => void);
