import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../domain/calendar.ts';
import { type AccountChange, type Role, roles } from '../platform/officers.ts';
import type { FormProblem, FormState } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import type { OfficerSection } from '../ui/section.ts';
import { hashOf } from '../ui/style.ts';
import { commonTexts, textsOf } from '../ui/texts.ts';
import { staffTexts } from './staff.texts.ts';

/** An account as administrators see it. */
export interface StaffRow {
  id: string;
  name: string;
  agency: string;
  agency_name: string;
  role: Role;
  ends_on: string | null;
  active: boolean;
  /** Roles that differ from `role`, by matter. */
  roles: Readonly<Record<string, Role | 'none'>>;
  /** Whether a password is set, or the identity provider knows the officer. */
  has_signed_in: boolean;
}

/** Tells whether somebody has changed an account. */
export const accountVersion = ({ name, agency, role, endsOn, active, roles }: AccountChange): string =>
  hashOf(JSON.stringify([name, agency, role, endsOn, active, Object.entries(roles).sort()]));

/** What the list shows besides the accounts. */
export interface StaffPageState extends FormState {
  /** A token that was just issued. */
  token?: { name: string; token: string };
}

interface AgencyChoice {
  id: string;
  name: string;
}

interface StaffPage extends StaffPageState {
  agencies: readonly AgencyChoice[];
  /** Whether there are more accounts than are listed. */
  isCut: boolean;
  now: Date;
}

/** The officers of an agency and those below it, and a form for a new one. */
export function staffPage(
  c: Context,
  rows: readonly StaffRow[],
  { agencies, typed, problem, token, isCut, now }: StaffPage,
): Html {
  const texts = textsOf(c, staffTexts);
  const common = commonTexts(c);
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
      ${problem ? problemOf(c, problem) : ''}
      <details class="card" ${problem ? 'open' : ''}>
        <summary>${icon('plus')}${texts.add}</summary>
        <form method="post" action="/desk/officers">
          ${formToken(c)}
          <p class="hint">${texts.addHint}</p>
          <label for="new-id">${texts.id}</label>
          <input
            id="new-id"
            name="id"
            value="${typed?.['id'] ?? ''}"
            aria-describedby="new-id-hint"
            autocapitalize="off"
            autocomplete="off"
            spellcheck="false"
            required
          />
          <p class="hint" id="new-id-hint">${texts.idHint}</p>
          ${accountFields(c, agencies, typed ?? { agency: c.get('officer').agency, role: 'officer' })}
          <p class="actions"><button class="first">${texts.add}</button></p>
        </form>
      </details>
      <div class="scroll card">
        <table>
          <thead>
            <tr>
              <th>${texts.name}</th>
              <th>${texts.role}</th>
              <th>${texts.agency}</th>
              <th>${texts.state}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row =>
                html`<tr data-row>
                  <td>
                    <a href="/desk/officers/${encodeURIComponent(row.id)}">${row.name}</a><small>${row.id}</small>
                  </td>
                  <td>${common.roles[row.role]}</td>
                  <td>${row.agency_name}</td>
                  <td>${texts.states[stateOf(row, now)]}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${isCut ? html`<p class="hint">${texts.cut(rows.length)}</p>` : ''}`,
  );
}

/** One account with its form, and a new token for who has forgotten the password. */
export function accountPage(
  c: Context,
  row: StaffRow,
  { agencies, typed, problem }: FormState & { agencies: readonly AgencyChoice[] },
): Html {
  const texts = textsOf(c, staffTexts);
  const { id, name, agency, role, ends_on, active, roles: matters } = row;
  const account = { name, agency, role, endsOn: ends_on, active, roles: matters };
  const byMatter = Object.fromEntries(Object.entries(matters).map(([path, each]) => [`in.${path}`, each]));
  const values = typed ?? { name, agency, role, endsOn: ends_on ?? '', active: active ? '1' : '', ...byMatter };
  return renderPage(
    c,
    name,
    html`<p class="crumb"><a href="/desk/officers">${icon('left')}${texts.label}</a></p>
      ${problem ? problemOf(c, problem) : ''}
      <form method="post" action="/desk/officers/${encodeURIComponent(id)}" class="card">
        ${formToken(c)}<input type="hidden" name="version" value="${accountVersion(account)}" />
        <p class="hint">${texts.id}: ${id}</p>
        ${accountFields(c, agencies, values)}
        <label class="check"
          ><input type="checkbox" name="active" value="1" ${values['active'] ? 'checked' : ''} />${texts.active}</label
        >
        <p class="actions"><button class="first">${texts.save}</button></p>
      </form>
      <form method="post" action="/desk/officers/${encodeURIComponent(id)}/token" class="card">
        ${formToken(c)}
        <p class="hint">${texts.newTokenHint}</p>
        <p class="actions"><button>${icon('lock')}${texts.newToken}</button></p>
      </form>`,
  );
}

function problemOf(c: Context, problem: FormProblem): Html | '' {
  const common = commonTexts(c);
  return problemBox({ ...common, fields: { ...common.fields, ...textsOf(c, staffTexts).fields } }, problem);
}

function stateOf({ active, ends_on, has_signed_in }: StaffRow, now: Date): 'open' | 'closed' | 'ended' | 'new' {
  if (!active) return 'closed';
  if (ends_on && ends_on < dayOf(now)) return 'ended';
  return has_signed_in ? 'open' : 'new';
}

function accountFields(c: Context, agencies: readonly AgencyChoice[], values: Record<string, string>): Html {
  const texts = textsOf(c, staffTexts);
  const common = commonTexts(c);
  const choice = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`;
  return html`<label for="account-name">${texts.name}</label>
    <input id="account-name" name="name" value="${values['name'] ?? ''}" autocomplete="off" required maxlength="100" />
    <label for="account-agency">${texts.agency}</label>
    <select id="account-agency" name="agency">
      ${agencies.map(({ id, name }) => choice(id, name, values['agency']))}
    </select>
    <label for="account-role">${texts.role}</label>
    <select id="account-role" name="role">
      ${roles.map(role => choice(role, common.roles[role], values['role']))}
    </select>
    <label for="account-ends">${texts.endsOn}</label>
    <input id="account-ends" name="endsOn" type="date" value="${values['endsOn'] ?? ''}" />
    <details ${Object.keys(values).some(name => name.startsWith('in.') && values[name]) ? 'open' : ''}>
      <summary>${texts.byMatter}</summary>
      <p class="hint">${texts.byMatterHint}</p>
      <div class="matters">
        ${c.get('sections').map(section => matterField(c, section, values[`in.${section.path}`] ?? ''))}
      </div>
    </details>`;
}

/** The role in one matter: that of the officer, another, or none. Some matters are for admins only. */
function matterField(c: Context, { path, label, adminsOnly }: OfficerSection, chosen: string): Html {
  const texts = textsOf(c, staffTexts);
  const given = roles.filter(role => !adminsOnly || role === 'admin');
  const choices = [
    ['', texts.sameRole],
    ...given.map(role => [role, texts.roles[role]]),
    ['none', texts.noRole],
  ] as const;
  return html`<div>
    <label for="in-${path}">${label[c.get('language')]}</label>
    <select id="in-${path}" name="in.${path}">
      ${choices.map(([value, words]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${words}</option>`)}
    </select>
  </div>`;
}
