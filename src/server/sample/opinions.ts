import type { Calendar } from '../../domain/calendar.ts';
import { dueAt } from '../../domain/term.ts';
import type { Tx } from '../platform/database.ts';

const day = 24 * 3600_000;

/** Tracking code of the answered sample opinion. */
export const answeredOpinion = 'PA-M0TC8-7A3WN';

/** Two opinions at Phường Vũng Tàu: one new, one answered. */
export async function fillOpinions(tx: Tx, calendar: Calendar, now: Date): Promise<void> {
  const term = { value: 15, unit: 'workday' } as const;
  const weekAgo = new Date(now.getTime() - 7 * day);
  await tx
    .insertInto('opinion')
    .values([
      {
        code: 'PA-M0TC8-7A3WM',
        agency: '26506',
        text: 'Sáng thứ Hai rất đông, đề nghị mở thêm một quầy chứng thực.',
        consents: '[]',
        status: 'received',
        received_at: new Date(now.getTime() - day),
        answer_by: dueAt(calendar, now, term),
      },
      {
        code: answeredOpinion,
        agency: '26506',
        text: 'Bảng hướng dẫn ở quầy số 3 chữ nhỏ, người già khó đọc.',
        consents: '[]',
        status: 'answered',
        received_at: weekAgo,
        answer_by: dueAt(calendar, weekAgo, term),
        answer: 'Cảm ơn Ông/Bà. Phường đã thay bảng chữ lớn ở quầy số 3 và sẽ thay ở các quầy còn lại trong tuần này.',
        answered_by: 'Phường Vũng Tàu',
        answered_at: new Date(now.getTime() - 2 * day),
      },
    ])
    .execute();
}
