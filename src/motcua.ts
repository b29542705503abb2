import * as core from './core/index.ts';
import { Loader, type WidgetFiles } from './core/loader.ts';
import { setModuleSource } from './core/lazy-module.ts';
import { readSettings, webAddress, type Settings } from './core/settings.ts';
import type { QueueItem } from './core/plugin.ts';
import { start, type RunningLibrary } from './core/start.ts';

declare const MOTCUA_FILES: WidgetFiles;
declare const MOTCUA_VERSION: string;

/** What `window.motcua` is once the script has run. Before, a page may make it an array and push on that. */
export interface Motcua extends Pick<RunningLibrary, 'push'> {
  /** Versions of all copies on the page, the one that runs first. */
  versions: readonly string[];
}

const page = window as { motcua?: unknown };
// An image named `currentScript` answers in the document's place, and MooTools has a `Document` of its own.
const script = Reflect.get(Object.getPrototypeOf(document), 'currentScript', document) as HTMLScriptElement | null;
const before = page.motcua as Partial<Motcua> & { push?: unknown; length?: unknown };

if (before && before.versions) {
  // A second copy on the page: the first runs, and is told.
  (before.versions as string[]).push(MOTCUA_VERSION);
} else {
  const started = start(script ? scriptSettings(script) : {}, core);
  const running: Motcua = { push: (...items) => started.push(...items), versions: [MOTCUA_VERSION] };
  page.motcua = running;
  // An element with the id `motcua` also answers to that name: only a queue is emptied.
  if (Array.isArray(before)) running.push(...(before as QueueItem[]));
  if (script?.src && Object.keys(MOTCUA_FILES).length) {
    const loader = new Loader(MOTCUA_FILES, script);
    setModuleSource(name => loader.load(`part:${name}`));
    started.onWanted(name => void loader.load(name).catch(() => {}));
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => loader.watch());
    else loader.watch();
  }
}

/** Settings of the tag; without `data-api` and `data-map`, the API is where the script came from. */
function scriptSettings(tag: HTMLScriptElement): Partial<Settings> {
  const settings = readSettings(tag);
  const origin = webAddress(tag.src) && new URL(tag.src).origin;
  return settings.api === undefined && !settings.map && origin ? { ...settings, api: `${origin}/api` } : settings;
}
