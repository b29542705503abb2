import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf, daysApart } from '../../../domain/calendar.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formatInstant, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { isOpenOpinion } from '../handle-opinion.ts';
import { opinionTexts } from './opinions.texts.ts';
import { type OpinionListRow, opinionsPerPage, type OpinionTab, opinionTabs } from './queries.ts';

interface OpinionQueue {
  tab: OpinionTab;
  page: number;
  counts: Record<OpinionTab, number>;
  /** One row more than a page when there is a next one. */
  rows: readonly OpinionListRow[];
  /** Whether the officer sees several agencies. */
  isWide: boolean;
  now: Date;
}

const queueUrl = (tab: OpinionTab, page = 1): string => {
  const query = new URLSearchParams({ ...(tab !== 'open' && { tab }), ...(page > 1 && { page: String(page) }) });
  return `/desk/opinions${query.size ? `?${query}` : ''}`;
};

/** The tabs of the section: queues of opinions, and ratings. */
export function opinionNav(c: Context, here: OpinionTab | 'ratings', counts?: Record<OpinionTab, number>): Html {
  const texts = textsOf(c, opinionTexts);
  const current = (tab: string) => (tab === here ? html`aria-current="page"` : '');
  return html`<nav class="tabs" aria-label="${texts.queues}" data-live="tabs">
    ${opinionTabs.map(
      tab =>
        html`<a href="${queueUrl(tab)}" class="${tab === 'overdue' && counts?.overdue ? 'late' : ''}" ${current(tab)}
          >${texts.tabs[tab]}${counts && tab !== 'done' ? html`<b>${counts[tab]}</b>` : ''}</a
        >`,
    )}
    <a href="/desk/opinions/ratings" ${current('ratings')}>${texts.ratings}</a>
  </nav>`;
}

/** A queue of opinions, what is promised first. */
export function opinionQueue(c: Context, { tab, page, counts, rows, isWide, now }: OpinionQueue): Html {
  const texts = textsOf(c, opinionTexts);
  const shown = rows.slice(0, opinionsPerPage);
  const step = (to: number, name: 'left' | 'right', label: string) =>
    html`<a class="button quiet" href="${queueUrl(tab, to)}" aria-label="${label}">${icon(name)}</a>`;
  const table = html`<div class="scroll queue" data-live="queue">
    <table>
      <thead>
        <tr>
          <th>${texts.answerBy}</th>
          <th>${texts.text}</th>
          <th>${texts.status}</th>
          ${isWide ? html`<th class="more">${texts.agency}</th>` : ''}
          <th class="more">${texts.assignee}</th>
          <th class="more">${texts.received}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(row => {
          const due = dueWords(c, row, now);
          return html`<tr id="o${row.id}" data-row>
            <td class="number ${due.mean}">${due.words}<small>${due.day}</small></td>
            <td class="words"><a href="/desk/opinions/${row.id}">${row.code}</a><small>${row.beginning}</small></td>
            <td>${opinionTag(c, row.status)}</td>
            ${isWide ? html`<td class="more">${row.agency_name}</td>` : ''}
            <td class="more">${row.assignee_name ?? html`<span class="sub">${texts.nobody}</span>`}</td>
            <td class="number sub more">${formatInstant(row.received_at)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
  return renderPage(
    c,
    texts.label,
    html`${opinionNav(c, tab, counts)}
    ${
      shown.length
        ? table
        : html`<div class="empty" data-live="queue">
            ${icon('ok')}
            <h2>${texts.emptyTabs[tab]}</h2>
          </div>`
    }
    ${
      page > 1 || rows.length > opinionsPerPage
        ? html`<p class="no-print">
            ${page > 1 ? step(page - 1, 'left', texts.pageBefore) : ''}
            ${rows.length > opinionsPerPage ? step(page + 1, 'right', texts.pageAfter) : ''}
          </p>`
        : ''
    }`,
  );
}

const tones: Record<string, readonly [string, 'note' | 'user' | 'ok' | 'rest']> = {
  received: ['rest', 'note'],
  assigned: ['going', 'user'],
  answered: ['done', 'ok'],
  closed: ['rest', 'rest'],
};

/** The state of an opinion: words with icon and colour. */
export function opinionTag(c: Context, status: string): Html {
  const [mean, name] = tones[status] ?? (['rest', 'note'] as const);
  return html`<span class="tag ${mean}"
    >${icon(name)}${textsOf(c, opinionTexts).opinionStates[status] ?? status}</span
  >`;
}

/** When an answer is due, as one says it. */
export function dueWords(
  c: Context,
  { answer_by: due, status }: { answer_by: Date | null; status: string },
  now: Date,
): { words: string; mean: string; day: string } {
  const texts = textsOf(c, opinionTexts);
  if (!due) return { words: '–', mean: '', day: '' };
  const day = formatDay(dayOf(due));
  if (!isOpenOpinion({ status })) return { words: day, mean: '', day: '' };
  const left = daysApart(dayOf(now), dayOf(due));
  if (left < 0) return { words: texts.late(-left), mean: 'late-text', day };
  return left ? { words: texts.left(left), mean: '', day } : { words: texts.today, mean: 'soon-text', day };
}
