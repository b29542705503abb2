import { safeParse } from '../contract/schema.ts';
import type { Operation, Output } from '../contract/operation.ts';
import type { Input } from '../contract/requests/index.ts';
import { Problem, slugOf } from '../contract/problem.ts';
import { encodeJson } from '../domain/json.ts';
import { define } from './define.ts';
import { nativeFetch, NativeRequest } from './native-globals.ts';
import type { Outcome } from './outcome.ts';
import { PluginFailed, type Plugin, type QueueItem } from './plugin.ts';
import { maxBytes } from './transport.ts';
import { mergeTexts } from './texts.ts';

/** Timeouts of plugins, in ms. */
const hookTimeoutMs = 1500;
const adapterTimeoutMs = 20_000;

type PluginParts = Omit<Plugin, 'widgets'>;

/** Runs the plugins of a page in isolation: a failing plugin cannot break a widget. */
export class PluginHost {
  #plugins: readonly PluginParts[] = [];
  #changed: () => void = () => {};
  #wanted = new Set<string>();
  #onWanted: (name: string) => void = () => {};

  /** Registers a change listener for texts, themes and adapters. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /**
   * Registers a listener for requested languages (`lang:en`) and themes (`theme:quiet`), called at once for earlier
   * ones.
   */
  onWanted(listener: (name: string) => void): void {
    this.#wanted.forEach(listener);
    this.#onWanted = listener;
  }

  /**
   * Adds a plugin; one without a name, or with a known one, is rejected. The file of a widget is called with the
   * core.
   */
  add(item: QueueItem, core: object): void {
    let name = '?';
    try {
      if (typeof item === 'function') return item(core);
      ({ name } = item);
      // Deep-copied once: getters may throw later.
      const { adapters, beforeRequest, afterSubmit, locales, themes, widgets } = item;
      if (typeof name !== 'string' || !name || this.#plugins.some(known => known.name === name))
        throw new TypeError('name');
      const parts = {
        name,
        adapters: ownEntries(adapters),
        beforeRequest,
        afterSubmit,
        locales: ownEntries(locales),
        themes: ownEntries(themes),
      };
      this.#plugins = /^lang:/.test(name) ? [parts, ...this.#plugins] : [...this.#plugins, parts];
      for (const tag of Object.keys(widgets ?? {})) if (tag.indexOf('mc-')) define({ [tag]: widgets![tag]! });
    } catch (error) {
      fail(name, 'registration', error);
    }
    this.#changed();
  }

  /** Answers by the first plugin with an adapter for the operation; undefined without one, or when a read failed. */
  async adapt<O extends Operation>(
    operation: O,
    input: Input<O>,
    tools: { signal: AbortSignal; key: string | undefined },
  ): Promise<Outcome<Output<O>> | undefined> {
    for (const { name, adapters } of this.#plugins) {
      const adapter = adapters?.[operation.name];
      if (!adapter) continue;
      try {
        const answer = await withTimeout(adapterTimeoutMs, () =>
          adapter(copy(input) as never, { fetch: nativeFetch, ...tools }),
        );
        const parsed = safeParse(operation.output, answer);
        if (parsed.success && encodeJson(parsed.output).length < maxBytes)
          return { kind: 'answered', value: parsed.output as Output<O> };
        throw new TypeError('malformed');
      } catch (error) {
        if (tools.signal.aborted) return { kind: 'cancelled' };
        const problem = safeParse(Problem, error);
        if (problem.success) return { kind: 'refused', slug: slugOf(problem.output), problem: problem.output };
        fail(name, operation.name, error);
        // The write may have been done: the REST endpoint must not repeat it.
        if (operation.writes) return { kind: 'unknown' };
      }
    }
    return undefined;
  }

  /** Passes a request through the plugins. */
  async beforeRequest(request: Request, operation: string): Promise<Request> {
    let current = request;
    for (const { name, beforeRequest } of this.#plugins) {
      if (!beforeRequest) continue;
      try {
        const copy = current.clone();
        const replaced = await withTimeout(hookTimeoutMs, () => beforeRequest(copy, operation));
        const next = replaced instanceof NativeRequest ? replaced : copy;
        if (next.bodyUsed) throw new TypeError('bodyUsed');
        current = next;
      } catch (error) {
        fail(name, 'beforeRequest', error);
      }
    }
    return current;
  }

  afterSubmit(operation: string, answer: unknown): void {
    for (const { name, afterSubmit } of this.#plugins) {
      if (afterSubmit)
        void withTimeout(hookTimeoutMs, () => afterSubmit(operation, copy(answer))).catch(error =>
          fail(name, 'afterSubmit', error),
        );
    }
  }

  /**
   * Texts of a tag: ours, overridden by plugins in order. A whole language (`lang:en`) comes first, whenever it
   * loads.
   */
  textsFor<T extends object>(language: string, tag: string, ours: T): T {
    this.#want(`lang:${language}`);
    return this.#plugins.reduce((texts, { locales }) => mergeTexts(texts, locales?.[language]?.[tag] ?? {}), ours);
  }

  /** Custom properties of one or several themes, separated by spaces; later ones take precedence. */
  theme(names: string): Record<string, string> {
    return Object.assign(
      {},
      ...names.split(/\s+/).map(name => {
        this.#want(`theme:${name}`);
        return this.#plugins.map(({ themes }) => themes?.[name]).find(Boolean);
      }),
    );
  }

  #want(name: string): void {
    if (this.#wanted.has(name)) return;
    this.#wanted.add(name);
    this.#onWanted(name);
  }
}

/** Deep copy of plain objects; functions are kept. */
const ownEntries = <T>(value: T): T =>
  typeof value === 'object' && value
    ? (Object.fromEntries(Object.keys(value).map(key => [key, ownEntries(value[key as keyof T])])) as T)
    : value;

/** Plugins get copies, so that they cannot change the widget's data. */
const copy = (value: unknown): unknown => JSON.parse(encodeJson(value));

async function withTimeout<T>(limit: number, work: () => T | Promise<T>): Promise<T> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error('timeout')), limit);
  });
  try {
    return await Promise.race([(async () => work())(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function fail(plugin: string, part: string, error: unknown): void {
  let reason = 'unknown';
  try {
    reason = String(error);
  } catch {
    // The error itself cannot be read.
  }
  document.dispatchEvent(new PluginFailed(plugin, part, reason));
}
