import type { Context } from 'hono';
import { html } from 'hono/html';
import { byday } from '../../domain/parse-input.ts';
import type { Html } from './page.ts';
import { commonTexts } from './texts.ts';

/** A checkbox for each weekday, from Monday, named `weekdays`, with the codes of RFC 5545. */
export function weekdayBoxes(c: Context, checked: readonly string[]): Html {
  const texts = commonTexts(c);
  return html`${byday.map(
    (day, nth) =>
      html`<label class="check"
        ><input
          type="checkbox"
          name="weekdays"
          value="${day}"
          ${checked.includes(day) ? 'checked' : ''}
          aria-label="${texts.weekdays[(nth + 1) % 7]}"
        />${texts.shortWeekdays[nth]}</label
      >`,
  )}`;
}
