import type { Context } from 'hono';
import { html } from 'hono/html';
import { nationalPhone } from '../../../domain/phone.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { dossierTexts } from './dossiers.texts.ts';
import {
  type filterChoices,
  type QueueFilter,
  type QueueRow,
  rowsPerPage,
  type Sorting,
  type Tab,
  tabs,
} from './queries.ts';
import { dueWords, stateTag } from './state-tag.ts';

interface Queue {
  filter: QueueFilter;
  counts: Record<Tab, number>;
  /** One row more than a page when there is a next one. */
  rows: readonly QueueRow[];
  choices: Awaited<ReturnType<typeof filterChoices>>;
  /** Whether the officer may change dossiers. */
  writes: boolean;
  now: Date;
}

/** Address of a queue with some of the filter changed; what is usual is left out. */
export function queueUrl(filter: QueueFilter, change: Partial<QueueFilter> = {}): string {
  const { tab, sort, descending, procedure, assignee, page } = { ...filter, page: 1, ...change };
  const query = new URLSearchParams({
    ...(tab !== 'open' && { tab }),
    ...(sort !== 'due' && { sort }),
    ...(descending && { desc: '1' }),
    ...(procedure && { procedure }),
    ...(assignee && { assignee }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `/desk/dossiers${query && `?${query}`}`;
}

/** A queue of dossiers: tabs, filters, the table, and what can be done with chosen rows. */
export function queuePage(c: Context, queue: Queue): Html {
  const texts = textsOf(c, dossierTexts);
  const { filter, counts, rows, choices, writes } = queue;
  const shown = rows.slice(0, rowsPerPage);
  const first = (filter.page - 1) * rowsPerPage;
  const body = html`<nav class="tabs" aria-label="${texts.queues}" data-live="tabs">
      ${tabs.map(
        tab =>
          html`<a
            href="${queueUrl(filter, { tab })}"
            class="${tab === 'overdue' && counts[tab] ? 'late' : ''}"
            ${tab === filter.tab ? html`aria-current="page"` : ''}
            >${texts.tabs[tab]}${tab === 'done' ? '' : html`<b>${counts[tab]}</b>`}</a
          >`,
      )}
    </nav>
    <form method="get" action="/desk/dossiers" class="filters">
      ${filter.tab === 'open' ? '' : html`<input type="hidden" name="tab" value="${filter.tab}" />`}
      <span class="find" hidden data-filters="rows"
        >${icon('filter')}<input aria-label="${texts.filterRows}" placeholder="${texts.filterRows}" autocomplete="off"
      /></span>
      ${select('procedure', texts.everyProcedure, choices.procedures, filter.procedure)}
      ${select('assignee', texts.everyOfficer, choices.officers, filter.assignee)}
      <button>${texts.show}</button>
      <span class="sub end">${shown.length ? texts.range(first + 1, first + shown.length) : ''}</span>
      ${filter.page > 1 ? html`<a class="button quiet" href="${queueUrl(filter, { page: filter.page - 1 })}" aria-label="${texts.pageBefore}">${icon('left')}</a>` : ''}
      ${rows.length > rowsPerPage ? html`<a class="button quiet" href="${queueUrl(filter, { page: filter.page + 1 })}" aria-label="${texts.pageAfter}">${icon('right')}</a>` : ''}
    </form>
    ${
      shown.length
        ? html`${
              writes
                ? html`<form method="post" action="/desk/dossiers/assign" class="plain" data-bulk>
                    ${formToken(c)}<input
                      type="hidden"
                      name="back"
                      value="${queueUrl(filter, { page: filter.page })}"
                    />
                    ${table(c, queue, shown)} ${bulkBar(c, choices.officers)}
                  </form>`
                : table(c, queue, shown)
            }
            <p class="keys" data-keys hidden>
              ${texts.keys.map(([keys, words]) => html`<span>${keys.split(' ').map(key => html`<kbd>${key}</kbd> `)}${words}</span>`)}
            </p>`
        : html`<div class="empty">
            ${icon('ok')}
            <h2>${texts.emptyTabs[filter.tab]}</h2>
          </div>`
    }`;
  const receive = html`<a class="button first" href="/desk/dossiers/receive" data-key="t"
    >${icon('plus')}${texts.receiveNew} <kbd>T</kbd></a
  >`;
  const intake =
    c.get('officer').role === 'admin' ? html`<a class="button" href="/desk/dossiers/intake">${texts.intake}</a>` : '';
  return renderPage(c, texts.label, body, { actions: writes ? html`${intake} ${receive}` : '' });
}

const select = (name: string, all: string, options: readonly { id: string; name: string }[], chosen: string): Html =>
  html`<select name="${name}" aria-label="${all}">
    <option value="">${all}</option>
    ${options.map(({ id, name }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${name}</option>`)}
  </select>`;

function table(c: Context, { filter, writes, now }: Queue, rows: readonly QueueRow[]): Html {
  const texts = textsOf(c, dossierTexts);
  const head = (sort: Sorting, label: string, look = '') => {
    const isSorted = sort === filter.sort;
    const descending = isSorted && !filter.descending;
    return html`<th
      class="${look}"
      ${isSorted ? html`aria-sort="${filter.descending ? 'descending' : 'ascending'}"` : ''}
    >
      <a href="${queueUrl(filter, { sort, descending })}">${label} ${icon(isSorted ? 'down' : 'sort')}</a>
    </th>`;
  };
  return html`<div class="scroll queue" data-live="queue">
    <table id="rows">
      <thead>
        <tr>
          ${writes ? html`<td class="pick"></td>` : ''} ${head('due', texts.due)} ${head('applicant', texts.applicant)}
          <th>${texts.procedureAndCode}</th>
          ${head('status', texts.status)}
          <th class="more">${texts.assignee}</th>
          ${head('updated', texts.updated, 'more')}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row => {
          const due = dueWords(texts, row, now);
          return html`<tr id="d${row.id}" data-row>
            ${
              writes
                ? html`<td class="pick">
                    <label class="target"
                      ><input type="checkbox" name="dossier" value="${row.id}" aria-label="${texts.choose(row.code)}"
                    /></label>
                  </td>`
                : ''
            }
            <td class="number ${due.mean}">${due.words}<small>${due.day}</small></td>
            <td>
              ${row.applicant_name ?? '–'}<small class="number"
                >${row.applicant_phone ? nationalPhone(row.applicant_phone) : ''}</small
              >
            </td>
            <td>
              <a href="/desk/dossiers/${row.id}">${row.procedure_name}</a><small class="number">${row.code}</small>
            </td>
            <td>${stateTag(texts, row, now)}</td>
            <td class="more">${row.assignee_name ?? html`<span class="sub">${texts.nobody}</span>`}</td>
            <td class="number sub more">${formatInstant(row.updated_at)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function bulkBar(c: Context, officers: readonly { id: string; name: string }[]): Html {
  const texts = textsOf(c, dossierTexts);
  const own = c.get('officer').id;
  return html`<div class="bulk" data-bulk-bar>
    <b data-chosen="${texts.chosen('0')}">${texts.withChosen}</b>
    <select name="to" aria-label="${texts.assignTo}">
      ${officers.map(({ id, name }) => html`<option value="${id}" ${id === own ? 'selected' : ''}>${id === own ? texts.me(name) : name}</option>`)}
      <option value="">${texts.nobody}</option>
    </select>
    <button data-key="a">${icon('user')}${texts.assign}</button>
    <button type="button" data-print data-key="p" hidden>${icon('print')}${texts.print}</button>
    <button type="reset" class="quiet" data-key="Escape">${texts.unchoose}</button>
  </div>`;
}
