import { recordAudit } from '../platform/audit.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AppointmentRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** Allowed changes of an appointment's state; marks can be undone. */
const allowedMarks: Record<string, readonly string[]> = {
  booked: ['arrived', 'missed'],
  arrived: ['booked'],
  missed: ['booked'],
};

/**
 * Marks an appointment as arrived or missed, or undoes that.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function markAppointment({ tx, officer, now }: OfficerTx, row: AppointmentRow, to: string): Promise<void> {
  if (!allowedMarks[row.state]?.includes(to)) throw invalidInput('/to', 'invalid');
  const marked = await tx
    .updateTable('appointment')
    .set({ state: to, version: row.version + 1, arrived_at: to === 'arrived' ? now : null })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!marked.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  const detail = { from: row.state, to };
  await recordAudit(tx, { officer: officer.id, action: 'appointment.mark', subject: row.number ?? '', detail, now });
}
