import { ContextProvider } from '@lit/context';
import { define } from './define.ts';
import { PluginHost } from './plugin-host.ts';
import type { QueueItem } from './plugin.ts';
import { PortalElement, usePlugins } from './portal-element.ts';
import { Portal, portalContext } from './portal.ts';
import { noSettings, type Settings } from './settings.ts';

/** The library running on a page. */
export interface RunningLibrary {
  /** Adds a plugin or the file of a widget. */
  push(...items: QueueItem[]): void;
  /**
   * Registers a listener for requested languages (`lang:en`) and themes (`theme:quiet`), called at once for earlier
   * ones.
   */
  onWanted(listener: (name: string) => void): void;
}

/**
 * Starts the library: provides the default portal on `<html>` and defines `mc-portal`.
 * @param core passed to the files of widgets
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
