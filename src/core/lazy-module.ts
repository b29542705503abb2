/** Loads a lazy module by name; the module registers itself with `provideModule`. */
export type ModuleSource = (name: string) => Promise<unknown>;

let source: ModuleSource = () => Promise.reject(new Error('no source of modules'));
const modules = new Map<string, Promise<unknown>>();
const waiting = new Map<string, (module: unknown) => void>();

/** Sets where lazy modules are loaded from: files beside the script, or ES modules. */
export function setModuleSource(from: ModuleSource): void {
  source = from;
}

/** Called by the file of a lazy module when it has loaded. */
export function provideModule(name: string, module: unknown): void {
  modules.set(name, Promise.resolve(module));
  waiting.get(name)?.(module);
}

/** Loads a module on demand, once. Rejects when it cannot be loaded; a later call retries. */
export function loadModule<T>(name: string): Promise<T> {
  let module = modules.get(name);
  if (!module) {
    module = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      source(name).catch((error: unknown) => {
        modules.delete(name);
        reject(error as Error);
      });
    });
    modules.set(name, module);
  }
  return module as Promise<T>;
}
