import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import { formatDay, formatInstant, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { type ApplyResult, planHash } from '../apply-office.ts';
import { officeTexts } from '../office.texts.ts';
import type { Change, Kind } from '../plan-office.ts';
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

/** Why a plan that should be carried out was not. */
export const planProblem = (
  result: ApplyResult,
  { confirm = '0', plan }: Record<string, string>,
): 'reason' | 'changed' =>
  Number(confirm) === lostBy(result) && plan === planHash(result.changes) ? 'reason' : 'changed';

/** What would change, and whom it touches. */
export function planList(c: Context, { result: { changes, touched }, problem }: Plan): Html {
  const texts = textsOf(c, officePageTexts);
  return html`<ul>
      ${changes.map(change => html`<li>${changeInWords(c, change)}</li>`)}
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
  return html`<input type="hidden" name="confirm" value="${lost}" />
    <input type="hidden" name="plan" value="${planHash(result.changes)}" /> ${
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

/** Fields as an item has them; the order of places is not a field. */
const isShown = (column: string) => column !== 'position';

/** `sửa quầy Quầy chứng thực (26506.A): giờ hẹn`. */
function changeInWords(c: Context, { kind, id, action, fields, before, after }: Change): Html {
  const words = officeTexts[c.get('language')];
  const { name, date } = { ...before, ...after } as { name?: unknown; date?: string };
  const shown = (fields ?? []).filter(isShown).map(column => labelOf(c, kind, column));
  const called = date ? formatDay(date) : typeof name === 'string' ? `${name} (${id})` : id;
  return html`${words.actions[action]} ${words.kinds[kind]}
    <strong>${called}</strong>${shown.length ? `: ${shown.join(', ')}` : ''}`;
}

const itemKindOf = {
  ...{ agencies: 'agency', procedures: 'procedure', services: 'service', places: 'place' },
  ...{ counters: 'counter', calendar: 'day' },
} as const;

/** The words of a field, which the database calls `short_name`. */
function labelOf(c: Context, kind: Kind, column: string): string {
  const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const { columns } = textsOf(c, officePageTexts);
  const label = columns[name] ?? textOf(textsOf(c, fieldTexts).labels, `${itemKindOf[kind]}.${name}`) ?? name;
  return label.charAt(0).toLowerCase() + label.slice(1);
}

const lostBy = ({ touched }: Pick<ApplyResult, 'touched'>): number => touched.cancelled + touched.waiting;
