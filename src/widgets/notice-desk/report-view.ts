import type { NoticeReport } from '../../contract/notice.ts';
import { html, svg } from '../../core/index.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

const width = 1000;

/** The report of the day: counts, and the hours as bars beside their numbers. */
export function reportView(text: NoticeTexts, { messages, calls, hours }: NoticeReport) {
  if (!hours.length) return html`<p class="rest">${text.nothing}</p>`;
  const highest = Math.max(...hours.map(hour => Math.max(hour.messages, hour.calls)), 1);
  return html`<div class="two">
      ${counts(text.messages, text.messageCounts, messages, text.count)}
      ${counts(text.calls, text.callCounts, calls, text.count)}
    </div>
    <table>
      <caption>
        <h3>${text.byHour}</h3>
      </caption>
      <thead>
        <tr>
          <th>${text.hour}</th>
          <th class="number of-messages">${text.messages}</th>
          <th class="number of-calls">${text.calls}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${hours.map(
          hour =>
            html`<tr>
              <th class="number">${hour.hour}:00</th>
              <td class="number">${hour.messages}</td>
              <td class="number">${hour.calls}</td>
              <td class="bars">
                ${svg`<svg viewBox="0 0 ${width} 24" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width=${Math.round((hour.messages / highest) * width)} height="11"/><rect y="13" class="other" width=${Math.round((hour.calls / highest) * width)} height="11"/></svg>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function counts<Name extends string>(
  title: string,
  names: Record<Name, string>,
  values: Record<Name, number>,
  head: string,
) {
  return html`<table>
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
  </table>`;
}
