import * as core from './core/index.ts';
import { createRequest } from './core/create-request.ts';
import { askEarly } from './core/early-answers.ts';
import { Loader, type WidgetFiles } from './core/loader.ts';
import { setModuleSource } from './core/lazy-module.ts';
import { readSettings, webAddress, type Settings } from './core/settings.ts';
import type { QueueItem } from './core/plugin.ts';
import { start, type RunningLibrary } from './core/start.ts';

declare const MOTCUA_FILES: WidgetFiles;
declare const MOTCUA_VERSION: string;

/** `window.motcua` once the script has run. Before, a page may set it to an array and push on that. */
export interface Motcua extends Pick<RunningLibrary, 'push'> {
  /** Versions of all copies on the page; the first one runs. */
  versions: readonly string[];
}

const page = window as { motcua?: unknown };
// An image named `currentScript` shadows the document's property, and MooTools replaces `Document`.
const script = Reflect.get(Object.getPrototypeOf(document), 'currentScript', document) as HTMLScriptElement | null;
const before = page.motcua as Partial<Motcua> & { push?: unknown; length?: unknown };

if (before && before.versions) {
  // A second copy on the page registers its version and stops.
  (before.versions as string[]).push(MOTCUA_VERSION);
} else {
  const settings = script ? scriptSettings(script) : {};
  const api = settings.api && webAddress(settings.api);
  // A plugin in the queue may answer by itself, or change requests.
  if (api && settings.agency && !settings.map && !Array.isArray(before)) askEarly(api, settings.agency, createRequest);
  const started = start(settings, core);
  const running: Motcua = { push: (...items) => started.push(...items), versions: [MOTCUA_VERSION] };
  page.motcua = running;
  // An element with the id `motcua` is also found under this name: only an array is a queue.
  if (Array.isArray(before)) running.push(...(before as QueueItem[]));
  if (script?.src && Object.keys(MOTCUA_FILES).length) {
    const loader = new Loader(MOTCUA_FILES, script);
    setModuleSource(name => loader.load(`module:${name}`));
    started.onWanted(name => void loader.load(name).catch(() => {}));
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => loader.watch());
    else loader.watch();
  }
}

/** Settings of the script tag. Without `data-api` and `data-map`, the API is on the script's origin. */
function scriptSettings(tag: HTMLScriptElement): Partial<Settings> {
  const settings = readSettings(tag);
  const origin = webAddress(tag.src) && new URL(tag.src).origin;
  return settings.api === undefined && !settings.map && origin ? { ...settings, api: `${origin}/api` } : settings;
}
