import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import { formatInstant, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ApplyResult } from '../apply-office.ts';
import { officeTexts } from '../office.texts.ts';
import type { Kind } from '../plan-office.ts';
import { fieldTexts } from './field.texts.ts';
import { officePageTexts } from './office-pages.texts.ts';
import { textOf } from './render-fields.ts';

/** A plan that has not been carried out, and why. */
export interface Plan {
  result: ApplyResult;
  /** `reason`: none was given; `changed`: another number of bookings would be lost. */
  problem?: 'reason' | 'changed' | undefined;
  reason?: string | undefined;
}

/** What would change, and whom it touches. */
export function planList(c: Context, { result: { changes, touched }, problem }: Plan): Html {
  const texts = textsOf(c, officePageTexts);
  const words = officeTexts[c.get('language')];
  return html`<ul>
      ${changes.map(
        ({ kind, id, action, fields }) =>
          html`<li>
            ${words.actions[action]} ${words.kinds[kind]}
            <strong>${id}</strong>${fields ? `: ${fields.map(field => labelOf(c, kind, field)).join(', ')}` : ''}
          </li>`,
      )}
    </ul>
    ${problem === 'changed' ? html`<p class="error" role="alert">${icon('stop')}${texts.changedMeanwhile}</p>` : ''}
    ${
      lostBy({ touched })
        ? html`<p class="note yours">${icon('alert')}${texts.lost(touched.cancelled, touched.waiting)}</p>`
        : ''
    }
    ${
      touched.notNotified.length
        ? html`<p>${texts.noPhone}</p>
            <ul>
              ${touched.notNotified.map(({ number, name, at }) => html`<li>${number}, ${name}, ${formatInstant(at)}</li>`)}
            </ul>`
        : ''
    }`;
}

/** What confirms a plan: the number of bookings that it costs, and the reason that their holders read. */
export function confirmFields(c: Context, { result, problem, reason = '' }: Plan): Html {
  const texts = textsOf(c, officePageTexts);
  const lost = lostBy(result);
  const error = problem === 'reason';
  return html`<input type="hidden" name="confirm" value="${lost}" /> ${
      lost
        ? html`<label for="reason">${texts.reason}</label>
            ${error ? html`<p class="error" id="reason-error" role="alert">${icon('stop')}${texts.needsReason}</p>` : ''}
            <input
              id="reason"
              name="reason"
              value="${reason}"
              maxlength="200"
              required
              ${error ? html`aria-invalid="true" aria-describedby="reason-error"` : ''}
            />`
        : ''
    }`;
}

const matterOf = {
  ...{ agencies: 'agency', procedures: 'procedure', services: 'service', places: 'place' },
  ...{ counters: 'counter', calendar: 'day' },
} as const;

/** The words of a field, which the database calls `short_name`. */
function labelOf(c: Context, kind: Kind, column: string): string {
  const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return textOf(textsOf(c, fieldTexts).labels, `${matterOf[kind]}.${name}`)?.toLowerCase() ?? name;
}

const lostBy = ({ touched }: Pick<ApplyResult, 'touched'>): number => touched.cancelled + touched.waiting;
