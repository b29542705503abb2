import type { Context } from 'hono';
import { html } from 'hono/html';
import { isDay } from '../../../domain/calendar.ts';
import { statesNeedingReason, transitions } from '../../../domain/dossier-transitions.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import { invalidInput } from '../../platform/problem.ts';
import type { DossierRow } from '../../platform/schema.ts';
import { parseDayField } from '../../ui/form.ts';
import { type Icon, icon } from '../../ui/icons.ts';
import { formatDay, formToken, hiddenText, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { Transition } from '../state-after.ts';
import { type DossierTexts, dossierTexts } from './dossiers.texts.ts';

type Fields = Readonly<Record<string, string>>;

const icons: Record<string, Icon> = {
  accepted: 'file',
  processing: 'clock',
  supplement: 'alert',
  payment: 'money',
  rejected: 'stop',
  suspended: 'pause',
  resolved: 'ok',
  posting: 'post',
  returned: 'tick',
  withdrawn: 'rest',
};

/** The targets as cards, and the form with the fields of the chosen one only. */
export function nextStep(c: Context, row: DossierRow, fields: Fields): Html {
  const texts = textsOf(c, dossierTexts);
  const targets = transitions[row.status] ?? [];
  if (!targets.length) return html`<p class="card">${row.finished_at ? texts.final : texts.elsewhere}</p>`;
  const chosen = targets.find(target => target === fields['to']);
  return html`<section id="next">
    <h2>${texts.nextStep}</h2>
    <nav class="targets" aria-label="${texts.nextStep}">
      ${targets.map(
        target =>
          html`<a
            href="/desk/dossiers/${row.id}?to=${target}#next"
            ${target === chosen ? html`aria-current="true"` : ''}
            >${icon(icons[target] ?? 'right')}<span>${texts.targets[target] ?? texts.statuses[target]}</span></a
          >`,
      )}
    </nav>
    ${chosen ? moveForm(c, row, chosen, fields) : ''}
  </section>`;
}

function moveForm(c: Context, row: DossierRow, to: string, fields: Fields): Html {
  const texts = textsOf(c, dossierTexts);
  const value = (name: string) => fields[name] ?? '';
  const needsReason = statesNeedingReason.includes(to);
  return html`<form method="post" action="/desk/dossiers/${row.id}/move#next" class="plain">
    ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><input
      type="hidden"
      name="to"
      value="${to}"
    />
    ${
      to === 'supplement'
        ? html`<label for="papers">${texts.papers}</label>
            <textarea id="papers" name="papers" rows="3" autofocus>${value('papers')}</textarea>`
        : ''
    }
    ${
      to === 'payment'
        ? html`<label for="amount">${texts.amount}</label>
            <input id="amount" name="amount" inputmode="numeric" value="${value('amount')}" autofocus />`
        : ''
    }
    ${
      to === 'supplement' || to === 'payment'
        ? html`<label for="before">${texts.before}</label>
            <input id="before" name="before" type="date" value="${value('before')}" />`
        : ''
    }
    <label for="note">${needsReason ? texts.noteNeeded : texts.note}</label>
    <textarea id="note" name="note" rows="3" ${needsReason ? 'autofocus' : ''}>${value('note')}</textarea>
    <p class="actions"><button class="first">${texts.targets[to] ?? texts.statuses[to]}</button></p>
  </form>`;
}

/** Asks before a move, with what the citizen will see. */
export function confirmation(c: Context, row: DossierRow, fields: Fields): Html {
  const texts = textsOf(c, dossierTexts);
  const { to = '' } = fields;
  const target = texts.targets[to] ?? texts.statuses[to] ?? to;
  const phone = row.notify && row.applicant_phone ? nationalPhone(row.applicant_phone) : '';
  return html`<section id="next">
    <h2>${texts.confirm(target)}</h2>
    <p class="sub">${texts.citizenSees}</p>
    ${citizenView(texts, row, fields)}
    <p class="hint">${phone ? texts.tells(phone) : texts.tellsNobody}</p>
    <form method="post" action="/desk/dossiers/${row.id}/move" class="inline">
      ${formToken(c)}${hidden({ ...fields, confirmed: '1' })}
      <button class="first" autofocus>${texts.confirmMove}</button>
    </form>
    <form method="post" action="/desk/dossiers/${row.id}/edit#next" class="inline">
      ${formToken(c)}${hidden(fields)}<button>${texts.backToForm}</button>
    </form>
  </section>`;
}

const hidden = ({ token: _, ...fields }: Fields): Html =>
  html`${Object.entries(fields).map(([name, value]) => hiddenText(name, value))}`;

const meanings: Record<string, keyof DossierTexts['citizenTags']> = {
  supplement: 'yours',
  payment: 'yours',
  resolved: 'yours',
  rejected: 'stop',
  suspended: 'stop',
  returned: 'done',
  posting: 'done',
  withdrawn: 'rest',
};

/** The header that the citizen will see after a move. */
function citizenView(
  texts: DossierTexts,
  row: DossierRow,
  { to = '', papers = '', amount = '', before = '', note }: Fields,
): Html {
  const mean = meanings[to] ?? 'going';
  const missing = lines(papers);
  const headline =
    to === 'supplement'
      ? texts.citizen.supplement(missing.length)
      : to === 'payment'
        ? texts.citizen.payment(amount)
        : (texts.citizen as unknown as Record<string, string>)[to];
  return html`<div class="preview ${mean}">
    <span class="tag">${texts.citizenTags[mean]}</span>
    <p class="headline">${headline ?? texts.statuses[to]}</p>
    <p class="sub number">${row.code}</p>
    ${isDay(before) ? html`<p>${texts.untilDay(formatDay(before))}</p>` : ''}
    ${missing.length || note ? html`<div class="sheet">${missing.map(paper => html`<p><b>${paper}</b></p>`)}${note ? html`<p class="quote">${note}</p>` : ''}</div>` : ''}
  </div>`;
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

/**
 * The transition of a posted form.
 * @throws ProblemError `invalid-input` for an amount or day that is none
 */
export function readTransition(fields: Fields): Transition {
  const amount = fields['amount'] ? Number(fields['amount'].replace(/[.\s]/g, '')) : undefined;
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0)) throw invalidInput('/amount', 'number');
  const before = parseDayField(fields['before'], '/before');
  return {
    to: fields['to'] ?? '',
    papers: lines(fields['papers'] ?? ''),
    ...(fields['note'] && { note: fields['note'] }),
    ...(before && { before }),
    ...(amount && { amount }),
  };
}
