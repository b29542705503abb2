import { dayOf, daysApart } from '../../../domain/calendar.ts';
import { realDue } from '../../../domain/term.ts';
import { type Icon, icon } from '../../ui/icons.ts';
import { formatDay, formatTime, type Html } from '../../ui/page.ts';
import { html } from 'hono/html';
import type { DossierTexts } from './dossiers.texts.ts';

interface DossierState {
  status: string;
  label: string | null;
  due_at: Date | null;
  paused_at: Date | null;
  finished_at: Date | null;
}

/** Whose move it is in a state: its colour and icon. */
const looks: Record<string, readonly [mean: string, icon: Icon]> = {
  submitted: ['rest', 'file'],
  supplement: ['yours', 'alert'],
  payment: ['yours', 'money'],
  suspended: ['stop', 'pause'],
  rejected: ['stop', 'stop'],
  withdrawing: ['rest', 'rest'],
  withdrawn: ['rest', 'rest'],
  resolved: ['done', 'ok'],
  posting: ['done', 'post'],
  returned: ['done', 'tick'],
};

const isLate = ({ due_at, paused_at, finished_at }: DossierState, now: Date): boolean =>
  !finished_at && !paused_at && realDue(due_at) !== undefined && dayOf(due_at!) < dayOf(now);

/** The state of a dossier: words with icon and colour. */
export function stateTag(texts: DossierTexts, row: DossierState, now: Date): Html {
  const [mean, name] = isLate(row, now) ? (['stop', 'late'] as const) : (looks[row.status] ?? ['going', 'clock']);
  return html`<span class="tag ${mean}">${icon(name)}${row.label ?? texts.statuses[row.status] ?? row.status}</span>`;
}

/** When a dossier is due, as one says it: “trễ 1 ngày”, “hôm nay 11:00”, “còn 2 ngày”; the date is given below. */
export function dueWords(
  texts: DossierTexts,
  row: DossierState,
  now: Date,
): { words: string; mean: string; day: string } {
  const due = realDue(row.due_at);
  if (!due) return { words: '–', mean: '', day: '' };
  const day = formatDay(dayOf(due));
  if (row.finished_at) return { words: day, mean: '', day: '' };
  const left = daysApart(dayOf(now), dayOf(due));
  if (row.paused_at) return { words: texts.paused, mean: '', day };
  if (left < 0) return { words: texts.late(-left), mean: 'late-text', day };
  if (!left) return { words: texts.dueToday(formatTime(due)), mean: 'soon-text', day };
  return { words: texts.left(left), mean: '', day };
}
