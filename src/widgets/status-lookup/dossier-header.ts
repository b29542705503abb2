import type { Dossier } from '../../contract/dossier.ts';
import { html, icon, icons, leaf, nothing, tag } from '../../core/index.ts';
import { dayOf, daysApart } from '../../domain/calendar.ts';
import { copyIcon, lateIcon, pinIcon } from '../shared/icons.ts';
import { openState } from './dossier-place.ts';
import { nextActions, type Actions } from './header-actions.ts';
import { headlineOf, isLate, isReady, toneOf, type Tone, type View } from './next-action.ts';
import type { DossierTexts } from './dossier.texts.ts';

/** The status header: whose move it is, what is so, by when, why, and what to do. */
export function dossierHeader(view: View, actions: Actions, copyLabel: string) {
  const { text, dossier } = view;
  const tone = toneOf(dossier);
  const part = tone === 'going' || isLate(dossier) ? 'our-move' : tone === 'yours' ? 'your-move' : '';
  return html`<div class="band ${tone}" part="status ${part}">
    <div class="two">
      <div class="stack">
        ${tag(tagIcon(dossier, tone), tagText(text, dossier, tone))}
        <h2 class="near" tabindex="-1" id="result">${headlineOf(view)}</h2>
        <p class="ref near">
          <span>${text.code} <strong class="number" translate="no">${dossier.code}</strong></span>
          <button type="button" class="link" @click=${actions.copy}>${icon(copyIcon)}<span>${copyLabel}</span></button>
        </p>
        ${deadline(view, tone)}
      </div>
      <div class="stack">
        ${sheet(view)} ${explanation(view, tone)}
        <div class="actions">${nextActions(view, actions)}</div>
      </div>
    </div>
  </div>`;
}

function tagIcon(dossier: Dossier, tone: Tone) {
  return isLate(dossier) ? icon(lateIcon) : icons[tone];
}

function tagText(text: DossierTexts, dossier: Dossier, tone: Tone): string {
  const { status, deadline } = dossier;
  if (isLate(dossier)) return text.overdueTag;
  if (tone === 'yours') return text.yourMove;
  if (tone === 'going') return text.ourMove;
  if (tone === 'rest') return text.restTag;
  if (tone === 'stopped') return text.statuses[status] ?? status;
  return deadline === 'early' || deadline === 'onTime' || deadline === 'late' ? text[deadline] : text.finished;
}

/** The day that matters: until when the citizen has to act, or the office. */
function deadline({ widget, text, dossier }: View, tone: Tone) {
  const { format } = widget.portal;
  const { task, dueAt, now, workdaysLeft, deadline } = dossier;
  const block = (iso: string, label: string, strong: string, rest: string) =>
    html`<div class="due number">
      ${leaf(widget, iso)}
      <div><span class="sub">${label}</span><strong>${strong}</strong>${rest}</div>
    </div>`;

  if (tone === 'yours' && task?.before) {
    const days = daysApart(dayOf(new Date(now)), dayOf(new Date(task.before)));
    return block(
      task.before,
      task.kind === 'pay' ? text.payBy : text.handInBy,
      text.before(format.time(task.before)),
      days < 0 ? text.passed : days ? text.daysLeft(days) : text.today,
    );
  }
  if (!dueAt || (tone !== 'going' && !isLate(dossier))) return nothing;
  if (isLate(dossier)) return block(dueAt, text.wasDue, format.time(dueAt), text.notYet);
  if (deadline === 'paused') return nothing;
  return block(
    dueAt,
    text.dueBy,
    text.before(format.time(dueAt)),
    deadline === 'dueToday' ? text.today : workdaysLeft ? text.left(workdaysLeft) : '',
  );
}

/** The one box of the header: the missing papers, the reason, the place, the parcel. */
function sheet(view: View) {
  const { widget, text, dossier } = view;
  const { status, task, reason, place, delivery, timeline } = dossier;
  const box = (content: unknown) => html`<div class="sheet" lang=${widget.backendLang}>${content}</div>`;
  if (task?.papers.length) {
    const explained = task.papers.some(({ note }) => note);
    const note = explained ? undefined : (timeline[timeline.length - 1]?.note ?? reason);
    return box(html`
      ${task.papers.map(
        ({ name, note }) =>
          html`<p><strong>${name}</strong></p>
            ${note ? html`<p>${note}</p>` : nothing}`,
      )}
      ${note ? html`<p>${note}</p>` : nothing}
    `);
  }
  if (status === 'posting' && delivery) {
    return box(
      html`<p><strong>${delivery.carrier}</strong></p>
        ${delivery.tracking ? html`<p class="number" lang=${widget.lang}>${text.tracking(delivery.tracking)}</p>` : nothing}`,
    );
  }
  if (isReady(dossier) && place) {
    return box(
      html`<div class="line">
        ${icon(pinIcon)}
        <div>
          <strong>${place.name}</strong>
          <p>${place.address}</p>
          ${openState(view, place)}
        </div>
      </div>`,
    );
  }
  return reason
    ? box(
        html`<p lang=${widget.lang}><strong>${text.why}</strong></p>
          <p>${reason}</p>`,
      )
    : nothing;
}

/** What the citizen should know beside: that nothing is asked, an apology, what to bring. */
function explanation({ widget, text, dossier }: View, tone: Tone) {
  const { portal } = widget;
  const { format } = portal;
  const { status, extension, deadline, finishedAt, ratingTicket } = dossier;
  const lines: unknown[] = [];
  if (extension && !finishedAt) {
    lines.push(text.extended(format.day(extension.from), format.moment(extension.to)));
    if (extension.reason) lines.push(text.reason(extension.reason));
    if (extension.letter) lines.push(text.letter(extension.letter));
  }
  if (deadline === 'late') lines.push(text.finishedLate);
  if (isLate(dossier)) lines.push(html`<strong>${text.sorry}</strong> ${text.overdueDo}`);
  else if (isReady(dossier)) lines.push(text.bring);
  else if (status === 'returned' && ratingTicket && portal.links['feedback']) lines.push(text.yours.returned);
  else if (status === 'withdrawn') lines.push(text.withdrawn(finishedAt ? format.day(finishedAt) : ''));
  else if (text.explained[status]) lines.push(text.explained[status]);
  else if (tone === 'going') lines.push(html`<strong>${text.nothingToDo}</strong>`);
  return lines.map(line => html`<p class="number">${line}</p>`);
}
