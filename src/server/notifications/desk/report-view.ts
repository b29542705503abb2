import type { Context } from 'hono';
import { html } from 'hono/html';
import type { NoticeReport } from '../../../contract/index.ts';
import { addDays, type Day } from '../../../domain/calendar.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { outboxTabs } from '../outbox-tabs.ts';
import { deskTexts } from './desk-pages.texts.ts';

const width = 1000;
const barHeight = 14;

/** The report of a day: counts, and the hours as bars with their table. */
export function reportPage(c: Context, day: Day, { messages, calls, hours }: Omit<NoticeReport, 'now'>): Html {
  const texts = textsOf(c, deskTexts);
  const highest = Math.max(...hours.flatMap(hour => [hour.messages, hour.calls]), 0);
  const link = (to: Day, label: string) => ({ url: `/desk/outbox/report?date=${to}`, label });
  return renderPage(
    c,
    texts.report,
    html`${outboxTabs(c, 'report')}
      <h2>${texts.reportOf(formatDay(day))}</h2>
      ${
        highest
          ? html`<div class="two">
                ${counts(texts.messages, texts.messageCounts, messages, texts.count)}
                ${counts(texts.callsMade, texts.callCounts, calls, texts.count)}
              </div>
              <section class="watched">
                <h2>${texts.byHour}</h2>
                <p class="key" aria-hidden="true">
                  <span class="played">${texts.messages}</span><span class="finished">${texts.callsMade}</span>
                </p>
                <div class="bars" aria-hidden="true">
                  ${hours.map(
                    hour =>
                      html`<div>
                        <span>${hour.hour}:00</span>
                        <svg viewBox="0 0 ${width} ${2 * barHeight}" preserveAspectRatio="none" focusable="false">
                          ${bar('played', 0, hour.messages / highest)}${bar('finished', 1, hour.calls / highest)}
                        </svg>
                      </div>`,
                  )}
                </div>
                <div class="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>${texts.hour}</th>
                        <th class="number">${texts.messages}</th>
                        <th class="number">${texts.callsMade}</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${hours.map(
                        hour =>
                          html`<tr>
                            <td>${hour.hour}:00–${hour.hour + 1}:00</td>
                            <td class="number">${hour.messages}</td>
                            <td class="number">${hour.calls}</td>
                          </tr>`,
                      )}
                    </tbody>
                  </table>
                </div>
              </section>`
          : html`<div class="empty">
              ${icon('phone')}
              <h2>${texts.nothing}</h2>
            </div>`
      }`,
    { around: [link(addDays(day, -1), texts.dayBefore), link(addDays(day, 1), texts.dayAfter)] },
  );
}

const bar = (name: string, nth: number, share: number): Html =>
  html`<rect
    class="${name}"
    x="0"
    y="${nth * barHeight}"
    width="${Math.round(share * width)}"
    height="${barHeight - 3}"
  ></rect>`;

function counts<Name extends string>(
  title: string,
  names: Record<Name, string>,
  values: Record<Name, number>,
  head: string,
): Html {
  return html`<section>
    <h2>${title}</h2>
    <table>
      <thead>
        <tr>
          <th>${title}</th>
          <th class="number">${head}</th>
        </tr>
      </thead>
      <tbody>
        ${(Object.keys(names) as Name[]).map(
          name =>
            html`<tr>
              <td>${names[name]}</td>
              <td class="number">${values[name]}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
