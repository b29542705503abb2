import { html, icon, icons, nothing } from '../../core/index.ts';
import { lateIcon, tickIcon } from '../shared/icons.ts';
import { isLate, toneOf, pastStatusName, statusName, upcomingStatusName, type View } from './next-action.ts';

/** Past steps, the present one, and those to come; oldest first, with dates in a column of their own. */
export function progressLine({ widget, text, dossier }: View) {
  const { backendLang } = widget;
  const { format } = widget.portal;
  const { timeline, upcoming = [], finishedAt, agency, task } = dossier;
  if (!timeline.length) return nothing;
  const tone = toneOf(dossier);
  const now = timeline.length - 1;
  const when = (at: string) =>
    html`<strong>${format.shortDay(at)}</strong> ${format.time(at)}<span>${format.weekday(at)}</span>`;

  return html`<section class="stack">
    <h3>${text.steps}</h3>
    <ol class="progress" part="timeline">
      ${timeline.map(({ at, status, label, by, note }, index) => {
        const over = index < now || Boolean(finishedAt);
        const symbol =
          index < now
            ? icon(tickIcon)
            : isLate(dossier)
              ? icon(lateIcon)
              : tone === 'done'
                ? icon(tickIcon)
                : icons[tone];
        return html`<li class=${index < now ? 'past' : `now ${tone}`} aria-current=${index < now ? nothing : 'step'}>
          <span class="dot">${symbol}</span>
          <div class="what">
            ${(over ? pastStatusName : statusName)(text, status, label)}
            ${by && by !== agency.name && by !== timeline[index - 1]?.by ? html`<div class="sub" lang=${backendLang}>${by}</div>` : nothing}
            ${note && !(index === now && task) ? html`<div class="sub" lang=${backendLang}>${note}</div>` : nothing}
          </div>
          <span class="when number">${over ? nothing : `${text.since} `}${when(at)}</span>
        </li>`;
      })}
      ${upcoming.map(
        ({ status, label, expectedAt, workdays }) =>
          html`<li class="next">
            <span class="dot"></span>
            <div class="what">
              <span class="spoken">${text.toCome} </span>${upcomingStatusName(text, status, label)}
            </div>
            <span class="when number"
              >${expectedAt ? html`${format.shortDay(expectedAt)}<span>${format.weekday(expectedAt)}</span>` : workdays ? text.workdays(workdays) : nothing}</span
            >
          </li>`,
      )}
    </ol>
  </section>`;
}
