import type { Plugin } from './plugin.ts';
import type { PluginHost } from './plugin-host.ts';

/** What may be pushed on `window.motcua`: a plugin, or the file of a widget that waits for the core. */
export type Pushed = Plugin | ((core: object) => void);

/** Takes what a page pushes on its queue, before or after the script came. */
export class PluginQueue {
  readonly #plugins: PluginHost;
  readonly #core: object;

  constructor(plugins: PluginHost, core: object) {
    this.#plugins = plugins;
    this.#core = core;
  }

  push = (...items: Pushed[]): void => {
    for (const item of items) {
      if (typeof item === 'function') item(this.#core);
      else this.#plugins.add(item);
    }
  };
}
