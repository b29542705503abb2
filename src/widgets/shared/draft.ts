import type { KeyValueStore } from '../../core/storage.ts';

const kept = 24 * 3600_000;
const version = 1;

/** Stores of a draft: this tab, or the device with the citizen's consent. */
export interface DraftStores {
  session: KeyValueStore;
  device: KeyValueStore;
}

/** Reads a draft, unless it is older than a day, of another version, or of another shape. */
export function readDraft<T extends object>(
  { session, device }: DraftStores,
  name: string,
  fits: (typed: Partial<T>) => boolean,
): { typed: Partial<T>; onDevice: boolean } | undefined {
  for (const store of [session, device]) {
    const draft = store.read(name) as { version?: unknown; at?: unknown; typed?: Partial<T> } | undefined;
    if (draft?.version !== version || typeof draft.at !== 'number' || !draft.typed) continue;
    if (Date.now() - draft.at < kept && fits(draft.typed)) return { typed: draft.typed, onDevice: store === device };
    store.remove(name);
  }
  return undefined;
}

/** Stores a draft. Consents are never stored: they are given anew. */
export function writeDraft({ session, device }: DraftStores, name: string, typed: object, onDevice = false): void {
  (onDevice ? device : session).write(name, { version, at: Date.now(), typed: { ...typed, consents: [] } });
  (onDevice ? session : device).remove(name);
}

export function wipeDraft({ session, device }: DraftStores, name: string): void {
  session.remove(name);
  device.remove(name);
}
