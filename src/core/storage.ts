import { encodeJson } from '../domain/json.ts';

/** Key-value storage on the device; contents and retention are listed in `docs/architecture.md`. */
export interface KeyValueStore {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  remove(name: string): void;
}

const prefix = 'motcua:';

/** In-memory store, for kiosks and denied storage. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    read: name => parse(values.get(name)),
    write: (name, value) => void values.set(name, encodeJson(value)),
    remove: name => void values.delete(name),
  };
}

/** Browser storage; values that cannot be stored stay in memory. */
export function browserStore(kind: 'sessionStorage' | 'localStorage'): KeyValueStore {
  const memory = memoryStore();
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(window[kind]);
    } catch {
      return undefined; // Denied, full, or a sandboxed frame.
    }
  };
  return {
    read: name => memory.read(name) ?? parse(attempt(storage => storage.getItem(prefix + name))),
    write(name, value) {
      const stored = attempt(storage => (storage.setItem(prefix + name, encodeJson(value)), true));
      if (stored) memory.remove(name);
      else memory.write(name, value);
    },
    remove(name) {
      memory.remove(name);
      attempt(storage => storage.removeItem(prefix + name));
    },
  };
}

function parse(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
