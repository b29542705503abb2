/** Asks for a heavy part by name; it comes by `providePart`. */
export type ModuleSource = (name: string) => Promise<unknown>;

let source: ModuleSource = () => Promise.reject(new Error('no source of parts'));
const modules = new Map<string, Promise<unknown>>();
const waiting = new Map<string, (part: unknown) => void>();

/** Says where heavy parts come from: files beside the script, or modules. */
export function setModuleSource(from: ModuleSource): void {
  source = from;
}

/** What the file of a part calls when it has come. */
export function provideModule(name: string, part: unknown): void {
  modules.set(name, Promise.resolve(part));
  waiting.get(name)?.(part);
}

/** A heavy part that a widget needs only now; rejects when it cannot be loaded, and may be asked for again then. */
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
