/** Loads a lazy module by name; the module registers itself with `provideModule`. */
export type ModuleSource = (name: string) => Promise<unknown>;

let source: ModuleSource = () => Promise.reject(new Error('no source of parts'));
const modules = new Map<string, Promise<unknown>>();
const waiting = new Map<string, (part: unknown) => void>();

/** Sets where lazy modules are loaded from: files beside the script, or ES modules. */
export function setModuleSource(from: ModuleSource): void {
  source = from;
}

/** Called by the file of a lazy module when it has loaded. */
export function provideModule(name: string, part: unknown): void {
  modules.set(name, Promise.resolve(part));
  waiting.get(name)?.(part);
}

/** Loads a module on demand, once. Rejects when it cannot be loaded; a later call retries. */
export function loadModule<T>(name: string): Promise<T> {
  let part = modules.get(name);
  if (!part) {
    part = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      source(name).catch((error: unknown) => {
        modules.delete(name);
        reject(error as Error);
      });
    });
    modules.set(name, part);
  }
  return part as Promise<T>;
}
