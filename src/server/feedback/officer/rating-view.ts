import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AgencySettings } from '../../agencies/index.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formatInstant, type Html, renderPage } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import { opinionTexts } from './opinions.texts.ts';
import { opinionNav } from './queue-view.ts';
import { type RatingCounts, type RatingSpan, satisfiedFrom } from './rating-queries.ts';

interface RatingView {
  span: RatingSpan;
  rating: AgencySettings['rating'];
  counts: RatingCounts;
}

const highest = 5;

/** Counts of ratings by criterion, reasons, the trend by week, and comments. */
export function ratingView(c: Context, { span, rating, counts }: RatingView): Html {
  const texts = textsOf(c, opinionTexts);
  const criteria = rating?.criteria ?? [];
  const shown = [...new Set([...criteria.map(({ id }) => id), ...counts.scores.map(({ criterion }) => criterion)])];
  const name = (id: string) => {
    const found = criteria.find(each => each.id === id);
    return found ? localize(c, found.question) : id;
  };
  const reason = (id: string) => {
    const found = rating?.reasons.find(each => each.id === id);
    return found ? localize(c, found.label) : id;
  };
  const body = counts.total
    ? html`<p class="summary"><b>${texts.ratingCount(counts.total)}</b></p>
        <div class="split even">
          ${shown.map(id => criterionTable(c, name(id), counts, id))}
          ${
            counts.reasons.length
              ? barTable(
                  texts.reasons,
                  texts.chosen,
                  counts.reasons.map(({ reason: id, count }) => ({
                    label: reason(id),
                    count,
                    share: count / counts.total,
                  })),
                )
              : ''
          }
        </div>
        ${trend(c, counts)} ${comments(c, counts)}`
    : html`<div class="empty">
        ${icon('chart')}
        <h2>${texts.noRatings}</h2>
      </div>`;
  return renderPage(
    c,
    texts.ratings,
    html`${opinionNav(c, 'ratings')}
      <form method="get" action="/desk/opinions/ratings" class="filters no-print">
        <label for="from">${texts.from}</label
        ><input id="from" name="from" type="date" class="short" value="${span.from}" />
        <label for="to">${texts.to}</label><input id="to" name="to" type="date" class="short" value="${span.to}" />
        <button>${texts.show}</button>
        <a class="button end" href="/desk/opinions/ratings/ratings.csv?${new URLSearchParams({ ...span })}"
          >${texts.download}</a
        >
      </form>
      ${body}`,
  );
}

interface Bar {
  label: string;
  count: number;
  /** From 0 to 1. */
  share: number;
}

function barTable(title: string, head: string, bars: readonly Bar[], more: Html | '' = ''): Html {
  return html`<section>
    <h2>${title}</h2>
    ${more}
    <table class="bars">
      <thead class="spoken">
        <tr>
          <th>${title}</th>
          <th>${head}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${bars.map(
          ({ label, count, share }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="number">${count}</td>
              <td>
                <meter min="0" max="100" value="${Math.round(share * 100)}" aria-label="${label}">
                  ${Math.round(share * 100)} %
                </meter>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function criterionTable(c: Context, name: string, { scores }: RatingCounts, id: string): Html {
  const texts = textsOf(c, opinionTexts);
  const own = scores.filter(({ criterion }) => criterion === id);
  const sum = (rows: typeof own) => rows.reduce((total, { count }) => total + count, 0);
  const total = sum(own);
  const satisfied = total ? Math.round((100 * sum(own.filter(({ value }) => value >= satisfiedFrom))) / total) : 0;
  const bars = Array.from({ length: highest }, (_, nth) => highest - nth).map(value => {
    const count = sum(own.filter(each => each.value === value));
    return { label: texts.values[value - 1] ?? String(value), count, share: total ? count / total : 0 };
  });
  return barTable(
    name,
    texts.chosen,
    bars,
    html`<p class="summary"><b>${satisfied} %</b> <span>${texts.satisfied}</span></p>`,
  );
}

function trend(c: Context, { weeks }: RatingCounts): Html {
  const texts = textsOf(c, opinionTexts);
  return html`<section>
    <h2>${texts.trend}</h2>
    <table class="bars">
      <thead>
        <tr>
          <th>${texts.weekFrom}</th>
          <th>${texts.ratings}</th>
          <th>${texts.satisfied}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          ({ monday, count, satisfied }) =>
            html`<tr>
              <th scope="row" class="number">${formatDay(monday)}</th>
              <td class="number">${count}</td>
              <td class="number">${satisfied} %</td>
              <td>
                <meter min="0" max="100" value="${satisfied}" aria-label="${formatDay(monday)}">${satisfied} %</meter>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function comments(c: Context, { comments: rows }: RatingCounts): Html | '' {
  if (!rows.length) return '';
  const texts = textsOf(c, opinionTexts);
  return html`<section>
    <h2>${texts.comments}</h2>
    <ul class="log">
      ${rows.map(
        ({ at, text, value }) =>
          html`<li class="words">
            ${text}
            <small>${formatInstant(new Date(at))}${value ? `, ${texts.values[value - 1]?.toLowerCase()}` : ''}</small>
          </li>`,
      )}
    </ul>
  </section>`;
}
