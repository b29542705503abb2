import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../domain/calendar.ts';
import { type Role, roles } from '../platform/officers.ts';
import type { FormState } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { commonTexts, textsOf } from '../ui/texts.ts';
import { staffTexts } from './staff.texts.ts';

/** An account as administrators see it. */
export interface StaffRow {
  id: string;
  name: string;
  agency: string;
  agency_name: string;
  role: Role;
  roles: Record<string, string>;
  ends_on: string | null;
  active: boolean;
  /** Whether a password is set, or the identity provider knows the officer. */
  hasSignedIn: boolean;
}

/** What the page shows besides the accounts. */
export interface StaffPageState extends FormState {
  /** The account whose form was rejected; the form of new ones by default. */
  at?: string;
  /** A token that was just issued. */
  token?: { name: string; token: string };
}

interface AgencyChoice {
  id: string;
  name: string;
}

/** The officers of an agency and those below it, each with a form, and one for a new officer. */
export function staffPage(
  c: Context,
  rows: readonly StaffRow[],
  agencies: readonly AgencyChoice[],
  now: Date,
  { typed, problem, at, token }: StaffPageState,
): Html {
  const texts = textsOf(c, staffTexts);
  const common = commonTexts(c);
  const rejected = (id: string | undefined) => (at === id ? typed : undefined);
  return renderPage(
    c,
    texts.label,
    html`${
        token
          ? html`<div class="note done" role="status">
              ${icon('ok')}<span><strong>${texts.token(token.name, token.token)}</strong> ${texts.tokenHint}</span>
            </div>`
          : ''
      }
      ${problemBox({ ...common, fields: { ...common.fields, ...texts.fields } }, problem)}
      <details class="card" ${problem && at === undefined ? 'open' : ''}>
        <summary>${icon('plus')}${texts.add}</summary>
        <form method="post" action="/desk/officers">
          ${formToken(c)}
          <p class="hint">${texts.addHint}</p>
          <label for="new-id">${texts.id}</label>
          <input
            id="new-id"
            name="id"
            value="${rejected(undefined)?.['id'] ?? ''}"
            aria-describedby="new-id-hint"
            autocapitalize="off"
            autocomplete="off"
            spellcheck="false"
            required
          />
          <p class="hint" id="new-id-hint">${texts.idHint}</p>
          ${accountFields(c, 'new', agencies, rejected(undefined) ?? { agency: c.get('officer').agency, role: 'officer' })}
          <p class="actions"><button class="first">${texts.add}</button></p>
        </form>
      </details>
      ${rows.map(row => accountCard(c, row, agencies, now, rejected(row.id)))}`,
  );
}

function accountCard(
  c: Context,
  row: StaffRow,
  agencies: readonly AgencyChoice[],
  now: Date,
  typed: Record<string, string> | undefined,
): Html {
  const texts = textsOf(c, staffTexts);
  const { id, name, agency, role, ends_on, active } = row;
  const values = typed ?? { name, agency, role, endsOn: ends_on ?? '', active: active ? '1' : '' };
  const key = `o-${id}`;
  return html`<details class="card" ${typed ? 'open' : ''}>
    <summary>
      ${icon('user')}<span
        ><strong>${name}</strong> ${id} · ${commonTexts(c).roles[role]} · ${row.agency_name} ·
        ${texts.states[stateOf(row, now)]}</span
      >
    </summary>
    <form method="post" action="/desk/officers/${encodeURIComponent(id)}">
      ${formToken(c)} ${accountFields(c, key, agencies, values)}
      <label class="check"
        ><input type="checkbox" name="active" value="1" ${values['active'] ? 'checked' : ''} />${texts.active}</label
      >
      <p class="actions"><button class="first">${texts.save}</button></p>
    </form>
    <form method="post" action="/desk/officers/${encodeURIComponent(id)}/token">
      ${formToken(c)}
      <p class="hint">${texts.newTokenHint}</p>
      <p class="actions"><button>${icon('lock')}${texts.newToken}</button></p>
    </form>
  </details>`;
}

function stateOf({ active, ends_on, hasSignedIn }: StaffRow, now: Date): 'open' | 'closed' | 'ended' | 'new' {
  if (!active) return 'closed';
  if (ends_on && ends_on < dayOf(now)) return 'ended';
  return hasSignedIn ? 'open' : 'new';
}

function accountFields(
  c: Context,
  key: string,
  agencies: readonly AgencyChoice[],
  values: Record<string, string>,
): Html {
  const texts = textsOf(c, staffTexts);
  const common = commonTexts(c);
  const choice = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`;
  return html`<label for="${key}-name">${texts.name}</label>
    <input id="${key}-name" name="name" value="${values['name'] ?? ''}" autocomplete="off" required maxlength="100" />
    <label for="${key}-agency">${texts.agency}</label>
    <select id="${key}-agency" name="agency">
      ${agencies.map(({ id, name }) => choice(id, name, values['agency']))}
    </select>
    <label for="${key}-role">${texts.role}</label>
    <select id="${key}-role" name="role">
      ${roles.map(role => choice(role, common.roles[role], values['role']))}
    </select>
    <label for="${key}-ends">${texts.endsOn}</label>
    <input id="${key}-ends" name="endsOn" type="date" value="${values['endsOn'] ?? ''}" />`;
}
