import { ContextProvider } from '@lit/context';
import { define } from './define.ts';
import { PluginHost } from './plugin-host.ts';
import type { QueueItem } from './plugin.ts';
import { PortalElement, usePlugins } from './portal-element.ts';
import { Portal, portalContext } from './portal.ts';
import { noSettings, type Settings } from './settings.ts';

/** Widgets and plugins of a page, running. */
export interface RunningLibrary {
  /** Takes a plugin, or the file of a widget. */
  push(...items: QueueItem[]): void;
  /** Tells of each language (`lang:en`) and theme (`theme:quiet`) that the page wants, those so far at once. */
  onWanted(listener: (name: string) => void): void;
}

/**
 * Starts the library on a page: the portal that widgets find when no `<mc-portal>` is around them, and the tag
 * `mc-portal` itself.
 * @param core what files of widgets are given
 */
export function start(settings: Partial<Settings> = {}, core: object = {}): RunningLibrary {
  const plugins = new PluginHost();
  const provider = new ContextProvider(document.documentElement, {
    context: portalContext,
    initialValue: new Portal({ ...noSettings, ...settings }, plugins),
  });
  plugins.onChange(() => provider.setValue(provider.value.with()));
  usePlugins(plugins);
  define({ 'mc-portal': PortalElement });
  return {
    push: (...items) => items.forEach(item => plugins.add(item, core)),
    onWanted: listener => plugins.onWanted(listener),
  };
}
