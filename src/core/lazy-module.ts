/** Asks for a heavy part by name; it comes by `providePart`. */
export type PartSource = (name: string) => Promise<unknown>;

let source: PartSource = () => Promise.reject(new Error('no source of parts'));
const parts = new Map<string, Promise<unknown>>();
const waiting = new Map<string, (part: unknown) => void>();

/** Says where heavy parts come from: files beside the script, or modules. */
export function usePartSource(from: PartSource): void {
  source = from;
}

/** What the file of a part calls when it has come. */
export function providePart(name: string, part: unknown): void {
  parts.set(name, Promise.resolve(part));
  waiting.get(name)?.(part);
}

/** A heavy part that a widget needs only now; rejects when it cannot be loaded, and may be asked for again then. */
export function loadPart<T>(name: string): Promise<T> {
  let part = parts.get(name);
  if (!part) {
    part = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      source(name).catch((error: unknown) => {
        parts.delete(name);
        reject(error as Error);
      });
    });
    parts.set(name, part);
  }
  return part as Promise<T>;
}
