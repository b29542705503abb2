import type { Dossier } from '../../contract/dossier.ts';
import { callButton, deepLink, html, icons, nothing, type PortalController } from '../../core/index.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

/** What the answered view is rendered from. */
export interface View {
  widget: PortalController<StatusTexts>;
  dossier: Dossier;
}

/** Who acts next: the citizen, the office, or nobody. */
export type ActionOwner = 'yours' | 'going' | 'done' | 'stopped';

export function actionOwner({ status, task }: Dossier): ActionOwner {
  if (task || status === 'supplement' || status === 'payment' || status === 'draft') return 'yours';
  if (status === 'rejected' || status === 'suspended') return 'stopped';
  if (status === 'returned' || status === 'withdrawn' || status === 'posting') return 'done';
  return 'going';
}

/** The name of a state: ours, else the backend's. */
export function statusName(text: StatusTexts, status: string, label: string | undefined): string {
  const known = text.statuses[status];
  return typeof known === 'string' ? known : (label ?? status);
}

/** What the citizen has to do; nothing otherwise. */
export function citizenAction({ widget, dossier }: View) {
  const { text, portal } = widget;
  const { status, task } = dossier;
  const before = task?.before ? portal.format.moment(task.before) : '';
  const amount = task?.amount === undefined ? '' : portal.format.number(task.amount);
  const collect = task?.kind === 'collect' || status === 'resolved';

  let what = '';
  if (task?.kind === 'supplement' || status === 'supplement')
    what = text.yours.supplement(task?.papers.length ?? 0, before);
  else if (task?.kind === 'pay' || status === 'payment') what = text.yours.pay(amount, before);
  else if (collect) what = text.yours.collect;
  else if (status === 'draft') what = text.yours.draft;
  else if (status === 'rejected') what = text.yours.rejected;
  else if (status === 'returned' && dossier.ratingTicket && portal.links['feedback']) what = text.yours.returned;
  if (!what) return nothing;

  return html`<section
    class="box ${status === 'rejected' ? 'stopped' : collect || status === 'returned' ? 'done' : 'yours'}"
    part="your-move"
  >
    <h3 class="title">
      ${status === 'rejected' ? icons.stopped : collect || status === 'returned' ? icons.done : icons.yours}<span
        >${text.yourMove}</span
      >
    </h3>
    <p class="what">${what}</p>
    ${
      task?.papers.length
        ? html`<ul>
            ${task.papers.map(({ name, note }) => html`<li>${name}${note ? ` – ${note}` : nothing}</li>`)}
          </ul>`
        : nothing
    }
    ${dossier.reason ? html`<p>${text.reason(dossier.reason)}</p>` : nothing}
    ${collect ? html`<p>${text.bring}</p>` : nothing}
    <div class="actions">
      ${nextSteps({ widget, dossier })} ${status === 'returned' ? nothing : callDesk({ widget, dossier })}
    </div>
  </section>`;
}

/** Phone number of the dossier's desk, else of the page. */
const callDesk = ({ widget, dossier }: View) =>
  callButton(widget, dossier.place?.phone || dossier.agency.phone || widget.portal.settings.phone);

/** Links to the next step, as far as the page names them. */
function nextSteps({ widget, dossier }: View) {
  const { text, portal } = widget;
  const { links } = portal;
  const { status, code, agency } = dossier;
  const button = (href: string | undefined, text: string, first: boolean) =>
    href ? html`<a class=${first ? 'button primary' : 'button'} href=${href}>${text}</a>` : nothing;

  const visit = links['booking'] && deepLink(links['booking'], 'mc-appointment-booker', { code, agency: agency.id });
  const rate =
    dossier.ratingTicket && links['feedback']
      ? deepLink(links['feedback'], 'mc-feedback-form', { code, ticket: dossier.ratingTicket })
      : undefined;
  if (['supplement', 'payment', 'rejected', 'draft'].includes(status)) {
    return [button(links['submit'], text.submit, true), button(visit, text.book, !links['submit'])];
  }
  if (status === 'resolved') return button(visit, text.bookCollect, true);
  if (status === 'returned') return button(rate, text.rate, true);
  return nothing;
}

/** What the office does, until when, and whether the clock runs. */
export function officeAction({ widget, dossier }: View) {
  const { text } = widget;
  const { status, deadline, delivery } = dossier;
  if (status === 'draft' || status === 'rejected') return nothing;

  const meaning = actionOwner(dossier);
  const late = deadline === 'overdue';
  const look = late || meaning === 'stopped' ? 'stopped' : meaning === 'done' || dossier.finishedAt ? 'done' : '';
  const icon =
    look === 'stopped'
      ? icons.stopped
      : look === 'done'
        ? icons.done
        : deadline === 'paused'
          ? icons.paused
          : icons.going;

  return html`<section class="box ${look}" part="our-move">
    <h3 class="title">${icon}<span>${text.ourMove}</span></h3>
    <p>${doing(text, dossier)}</p>
    ${dossier.reason && status === 'suspended' ? html`<p>${text.reason(dossier.reason)}</p>` : nothing}
    ${delivery ? html`<p>${text.parcel(delivery.carrier, delivery.tracking ?? '')}</p>` : nothing}
    ${due({ widget, dossier })}
    ${
      late
        ? html`<p>${text.overdueDo}</p>
            <div class="actions">${callDesk({ widget, dossier })}</div>`
        : nothing
    }
  </section>`;
}

function doing(text: StatusTexts, { status, deadline, workdaysLeft, dueAt }: Dossier): string {
  const { ours } = text;
  switch (status) {
    case 'submitted':
      return ours.submitted;
    case 'accepted':
    case 'processing':
      return deadline === 'overdue' ? ours.late : ours.running;
    case 'suspended':
      return ours.suspended;
    case 'withdrawing':
      return ours.withdrawing;
    case 'withdrawn':
      return ours.withdrawn;
    case 'posting':
      return ours.posting;
    case 'resolved':
    case 'returned':
      return ours.returned;
  }
  if (deadline === 'paused' && dueAt && workdaysLeft) return ours.waitingFor(workdaysLeft);
  return deadline === 'paused' || status === 'supplement' || status === 'payment' ? ours.waiting : ours.other;
}

/** The due date with its changes. */
function due({ widget, dossier }: View) {
  const { text, portal } = widget;
  const { deadline, dueAt, extension, workdaysLeft } = dossier;
  const { format } = portal;
  const lines: string[] = [];
  if (extension) lines.push(text.extended(format.day(extension.from), format.moment(extension.to)));
  if (extension?.reason) lines.push(text.reason(extension.reason));
  if (extension?.letter) lines.push(text.letter(extension.letter));
  if (dueAt) {
    if (deadline === 'onTrack' || deadline === 'dueSoon') {
      if (extension?.to !== dueAt) lines.push(text.due(format.moment(dueAt)));
      if (workdaysLeft) lines.push(text.left(workdaysLeft));
    } else if (deadline === 'dueToday') lines.push(text.dueToday(format.time(dueAt)));
    else if (deadline === 'overdue') lines.push(text.overdue(format.moment(dueAt)));
  }
  if (deadline === 'early' || deadline === 'onTime' || deadline === 'late') lines.push(text[deadline]);
  return lines.map(line => html`<p class="number">${line}</p>`);
}

/** Name of a step that is over. */
export const pastStatusName = (text: StatusTexts, status: string, label: string | undefined): string =>
  text.past[status] ?? statusName(text, status, label);

/** Whether nothing will change any more. */
export const isFinal = ({ status }: Dossier): boolean => ['returned', 'withdrawn', 'rejected'].includes(status);
