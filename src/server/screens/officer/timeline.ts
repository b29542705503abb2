import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Day, instantAt } from '../../../domain/calendar.ts';
import type { Segment } from '../../../domain/playlist.ts';
import { formatTimeOfDay } from '../../../domain/time-of-day.ts';
import { formatDay, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { Option } from './queries.ts';
import { screenTexts } from './screens.texts.ts';

const dayMinutes = 24 * 60;

/** What is shown on a day: a bar of its hours, and the same as a table. */
export function timeline(c: Context, day: Day, segments: readonly Segment[], guides: readonly Option[]): Html {
  const texts = textsOf(c, screenTexts);
  const start = instantAt(day, 0).getTime();
  const spans = segments
    .map(segment => ({
      ...segment,
      from: Math.max(0, (segment.from - start) / 60_000),
      to: Math.min(dayMinutes, (segment.to - start) / 60_000),
    }))
    .filter(({ from, to }) => from < to);
  const titles = (ids: readonly string[]) =>
    ids.map(id => guides.find(guide => guide.id === id)?.name ?? id).join(', ') || texts.nothing;
  return html`<section class="timeline">
    <h2>${texts.timeline(formatDay(day))}</h2>
    <form method="get" class="filters">
      <input name="date" type="date" value="${day}" aria-label="${texts.day}" class="short" />
      <button>${texts.show}</button>
    </form>
    <svg viewBox="0 0 1440 90" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      ${spans.map(
        ({ from, to, kind, guides: ids }) =>
          html`<rect x="${from}" y="0" width="${to - from}" height="60" class="${ids.length ? kind : 'none'}"></rect>`,
      )}
      ${[0, 3, 6, 9, 12, 15, 18, 21].map(hour => html`<rect x="${hour * 60}" y="60" width="2" height="30" class="hour"></rect>`)}
    </svg>
    <p class="hours" aria-hidden="true">
      ${[0, 3, 6, 9, 12, 15, 18, 21].map(hour => html`<span>${formatTimeOfDay(hour * 60)}</span>`)}
    </p>
    <table>
      <thead>
        <tr>
          <th>${texts.time}</th>
          <th>${texts.kind}</th>
          <th>${texts.guides}</th>
        </tr>
      </thead>
      <tbody>
        ${spans.map(
          ({ from, to, kind, guides: ids }) =>
            html`<tr>
              <td class="number">${formatTimeOfDay(from)}–${formatTimeOfDay(to)}</td>
              <td>${texts.kinds[kind]}</td>
              <td>${titles(ids)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
