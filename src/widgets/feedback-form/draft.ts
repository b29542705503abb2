import type { Shelf } from '../../core/storage.ts';
import { nothingTyped, type Typed } from './typed.ts';

const kept = 24 * 3600_000;
const version = 1;

/** Where a draft is kept: in this tab, or on the device when the person says so. */
export interface Shelves {
  session: Shelf;
  device: Shelf;
}

/** A draft as it was left, unless it is older than a day or of another form of this library. */
export function readDraft({ session, device }: Shelves, name: string): { typed: Typed; onDevice: boolean } | undefined {
  for (const shelf of [session, device]) {
    const draft = shelf.read(name) as { version?: unknown; at?: unknown; typed?: Partial<Typed> } | undefined;
    if (draft?.version !== version || typeof draft.at !== 'number' || !draft.typed) continue;
    if (Date.now() - draft.at < kept && isTyped(draft.typed)) {
      return { typed: { ...nothingTyped, ...draft.typed }, onDevice: shelf === device };
    }
    shelf.remove(name);
  }
  return undefined;
}

/** Keeps what is typed, but never a consent: that is given anew each time. */
export function writeDraft({ session, device }: Shelves, name: string, typed: Typed, onDevice: boolean): void {
  const draft = { version, at: Date.now(), typed: { ...typed, consents: [] } };
  (onDevice ? device : session).write(name, draft);
  (onDevice ? session : device).remove(name);
}

export function wipeDraft({ session, device }: Shelves, name: string): void {
  session.remove(name);
  device.remove(name);
}

function isTyped(typed: Partial<Typed>): boolean {
  const texts = [typed.comment, typed.text, typed.phone, typed.name];
  return texts.every(text => text === undefined || typeof text === 'string') && Array.isArray(typed.reasons ?? []);
}
