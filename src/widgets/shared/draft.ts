import type { KeyValueStore } from '../../core/storage.ts';

const kept = 24 * 3600_000;
const version = 1;

/** Where a draft is kept: in this tab, or on the device when the person says so. */
export interface DraftStores {
  session: KeyValueStore;
  device: KeyValueStore;
}

/** A draft as it was left, unless it is older than a day, of another version of this library, or not of the form's shape. */
export function readDraft<T extends object>(
  { session, device }: DraftStores,
  name: string,
  fits: (typed: Partial<T>) => boolean,
): { typed: Partial<T>; onDevice: boolean } | undefined {
  for (const shelf of [session, device]) {
    const draft = shelf.read(name) as { version?: unknown; at?: unknown; typed?: Partial<T> } | undefined;
    if (draft?.version !== version || typeof draft.at !== 'number' || !draft.typed) continue;
    if (Date.now() - draft.at < kept && fits(draft.typed)) return { typed: draft.typed, onDevice: shelf === device };
    shelf.remove(name);
  }
  return undefined;
}

/** Keeps what is typed. A consent is never kept: that is given anew each time. */
export function writeDraft({ session, device }: DraftStores, name: string, typed: object, onDevice = false): void {
  (onDevice ? device : session).write(name, { version, at: Date.now(), typed: { ...typed, consents: [] } });
  (onDevice ? session : device).remove(name);
}

export function wipeDraft({ session, device }: DraftStores, name: string): void {
  session.remove(name);
  device.remove(name);
}
