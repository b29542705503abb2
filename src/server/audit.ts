import type { Tx } from './database.ts';

/** Writes what an officer did into the append-only log, in the transaction that does it. */
export async function audit(
  tx: Tx,
  entry: { officer: string; action: string; subject: string; detail?: Record<string, unknown>; now: Date },
): Promise<void> {
  const { officer, action, subject, detail = {}, now } = entry;
  await tx
    .insertInto('audit')
    .values({ at: now, officer, action, subject, detail: JSON.stringify(detail) })
    .execute();
}
