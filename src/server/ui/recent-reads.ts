import { type AuditEntry, recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';

/** A page that is opened again within this is the same read, in ms. */
const sameReadMs = 10 * 60_000;
const maxKept = 10_000;

/** Logs which personal data officers read, once for pages that are opened again and again. */
export class RecentReads {
  readonly #db: Db;
  readonly #last = new Map<string, number>();

  constructor(db: Db) {
    this.#db = db;
  }

  async note(entry: AuditEntry): Promise<void> {
    const key = `${entry.officer} ${entry.action} ${entry.subject}`;
    const at = entry.now.getTime();
    const last = this.#last.get(key);
    if (last !== undefined && Math.abs(at - last) < sameReadMs) return;
    this.#last.delete(key);
    this.#last.set(key, at);
    if (this.#last.size > maxKept) this.#last.delete(this.#last.keys().next().value!);
    await this.#db.transaction().execute(tx => recordAudit(tx, entry));
  }
}
