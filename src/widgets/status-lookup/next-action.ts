import type { Dossier } from '../../contract/dossier.ts';
import type { PortalController } from '../../core/index.ts';
import type { DossierTexts } from './dossier.texts.ts';

/** What the answered view is rendered from. */
export interface View {
  widget: PortalController<object>;
  text: DossierTexts;
  dossier: Dossier;
}

/** Who acts next or how it ended; also the class of its colours. */
export type Tone = 'yours' | 'going' | 'done' | 'stopped' | 'rest';

/** Whether the office is late; when the citizen has to act first, that is said instead. */
export const isLate = ({ deadline, task, finishedAt }: Dossier): boolean =>
  deadline === 'overdue' && !task && !finishedAt;

export function toneOf(dossier: Dossier): Tone {
  const { status, task, finishedAt } = dossier;
  if (status === 'withdrawn') return 'rest';
  if (status === 'rejected' || status === 'suspended' || isLate(dossier)) return 'stopped';
  if (isReady(dossier) || status === 'returned' || status === 'posting') return 'done';
  if (task || status === 'supplement' || status === 'payment' || status === 'draft') return 'yours';
  return finishedAt ? 'done' : 'going';
}

/** Whether the result can be collected. */
export const isReady = ({ status, task }: Dossier): boolean => status === 'resolved' || task?.kind === 'collect';

/** The name of a state: ours, else the backend's. */
export function statusName(text: DossierTexts, status: string, label: string | undefined): string {
  const known = text.statuses[status];
  return typeof known === 'string' ? known : (label ?? status);
}

/** The name of a step that is over. */
export const pastStatusName = (text: DossierTexts, status: string, label: string | undefined): string =>
  text.past[status] ?? statusName(text, status, label);

/** The name of a step to come. */
export const upcomingStatusName = (text: DossierTexts, status: string, label: string | undefined): string =>
  text.upcoming[status] ?? statusName(text, status, label);

/** The headline: what is so, or what to do. */
export function headlineOf({ widget: { portal }, text, dossier }: View): string {
  const { status, label, task, workdaysLate } = dossier;
  const { headlines } = text;
  if (isLate(dossier)) return text.lateBy(workdaysLate ?? 0);
  if (isReady(dossier)) return text.yours.collect;
  if (task?.kind === 'supplement' || status === 'supplement') return text.yours.supplement(task?.papers.length ?? 0);
  if (task?.kind === 'pay' || status === 'payment')
    return text.yours.pay(task?.amount === undefined ? '' : portal.format.number(task.amount));
  return headlines[status] ?? statusName(text, status, label);
}
