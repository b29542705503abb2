import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import type { ImportReport } from '../../platform/record-file/index.ts';
import type { IngestKeyTable, IngestSourceTable } from '../../platform/schema/dossiers.ts';
import type { FormState } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { importReport } from '../../ui/import-report.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { type DossierColumn, dossierColumns, headingOf } from './dossier-file.ts';
import { recordStates } from './dossier-record.ts';
import { intakeTexts } from './intake-pages.texts.ts';

interface Intake extends FormState {
  agencies: readonly { id: string; name: string }[];
  sources: readonly Selectable<IngestSourceTable>[];
  keys: readonly Selectable<IngestKeyTable>[];
  /** Where dossiers are sent to. */
  address: string;
  report?: ImportReport;
  /** What is wrong with the form of the file. */
  notice?: string;
  newKey?: { name: string; key: string; secret: string };
  now: Date;
}

/** Dossiers of other systems. */
export function intakePage(c: Context, intake: Intake): Html {
  const texts = textsOf(c, intakeTexts);
  const { report, notice, problem, newKey } = intake;
  return renderPage(
    c,
    texts.label,
    html`<p class="crumb"><a href="/desk/dossiers">${icon('left')}${texts.back}</a></p>
      ${problemBox(texts, problem)} ${notice ? html`<p class="problem" role="alert" tabindex="-1">${notice}</p>` : ''}
      ${report ? importReport(c, report, { done: texts.done, fields: fieldNames(texts.columns) }) : ''}
      ${
        newKey
          ? html`<div class="note done" role="status">
              ${icon('ok')}<span
                >${texts.secret(newKey.name)}<br /><code>${newKey.key}</code><br /><code>${newKey.secret}</code></span
              >
            </div>`
          : ''
      }
      ${fileForm(c, intake)} ${sourceSection(c, intake)}`,
    { hasErrors: Boolean(problem || notice || report?.mistakes.length) },
  );
}

/** Names of columns by the paths of records. */
const fieldNames = (columns: Readonly<Record<DossierColumn, string>>): Record<string, string> =>
  Object.fromEntries(dossierColumns.flatMap(name => [name, `applicant.${name}`].map(path => [path, columns[name]])));

function agencySelect(c: Context, { agencies, typed = {} }: Intake, id: string): Html {
  const texts = textsOf(c, intakeTexts);
  const chosen = typed['agency'] ?? c.get('officer').agency;
  return html`<label for="${id}">${texts.agency}</label>
    <select id="${id}" name="agency">
      ${agencies.map(each => html`<option value="${each.id}" ${each.id === chosen ? 'selected' : ''}>${each.name}</option>`)}
    </select>`;
}

function fileForm(c: Context, intake: Intake): Html {
  const texts = textsOf(c, intakeTexts);
  const { typed = {} } = intake;
  const isMapped = Object.keys(typed).some(name => name.startsWith('column-') && typed[name]) || typed['states'];
  return html`<form method="post" action="/desk/dossiers/intake/file" enctype="multipart/form-data" class="card">
    <h2>${texts.file}</h2>
    ${formToken(c)}
    <p class="hint">${texts.fileHint}</p>
    ${agencySelect(c, intake, 'file-agency')}
    <label for="file">${texts.chooseFile}</label>
    <input id="file" name="file" type="file" accept=".json,.jsonl,.ndjson,.csv,.txt" required />
    <details ${isMapped ? 'open' : ''}>
      <summary>${texts.mapping}</summary>
      <p class="hint">${texts.mappingHint}</p>
      <div class="split even">
        ${dossierColumns.map(
          name =>
            html`<p>
              <label for="column-${name}">${texts.columns[name]}</label>
              <input
                id="column-${name}"
                name="column-${name}"
                maxlength="100"
                autocomplete="off"
                placeholder="${headingOf(name)}"
                value="${typed[`column-${name}`] ?? ''}"
              />
            </p>`,
        )}
      </div>
      <label for="states">${texts.states}</label>
      <p class="hint" id="states-hint">${texts.statesHint(recordStates.join(', '))}</p>
      <textarea id="states" name="states" rows="4" maxlength="4000" aria-describedby="states-hint">
${typed['states'] ?? ''}</textarea>
      <label for="dates">${texts.dates}</label>
      <input id="dates" name="dates" maxlength="40" autocomplete="off" value="${typed['dates'] ?? ''}" />
    </details>
    <p class="actions"><button class="first">${texts.import}</button></p>
  </form>`;
}

function sourceSection(c: Context, intake: Intake): Html {
  const texts = textsOf(c, intakeTexts);
  const { sources, address, typed = {} } = intake;
  return html`<section>
    <h2>${texts.sources}</h2>
    <p class="hint">${texts.sourcesHint}</p>
    <p>${texts.address}: <code>${address}</code></p>
    ${sources.length ? sources.map(source => sourceBox(c, intake, source)) : html`<p>${texts.noSources}</p>`}
    <form method="post" action="/desk/dossiers/intake/sources" class="card">
      ${formToken(c)}
      <label for="name">${texts.name}</label>
      <input id="name" name="name" maxlength="80" autocomplete="off" required value="${typed['name'] ?? ''}" />
      ${agencySelect(c, intake, 'source-agency')}
      <p class="actions"><button>${icon('plus')}${texts.add}</button></p>
    </form>
  </section>`;
}

function sourceBox(
  c: Context,
  { agencies, keys, now }: Intake,
  { id, name, agency, used_at: used }: Selectable<IngestSourceTable>,
): Html {
  const texts = textsOf(c, intakeTexts);
  const action = `/desk/dossiers/intake/sources/${id}/keys`;
  return html`<div class="card">
    <h3>${name}</h3>
    <p>
      ${agencies.find(each => each.id === agency)?.name ?? agency}.
      ${used ? texts.lastUsed(formatInstant(used)) : texts.neverUsed}
    </p>
    <ul>
      ${keys
        .filter(({ source }) => source === id)
        .map(key => {
          const end = key.expires_at;
          const words = !end ? '' : end <= now ? texts.ended : texts.ends(formatInstant(end));
          return html`<li>
            ${texts.key} <code>…${key.id.slice(-6)}</code>:
            ${texts.made(formatInstant(key.created_at))}${words ? `, ${words}` : ''}
            <details>
              <summary>${texts.revoke}<span class="spoken"> …${key.id.slice(-6)}</span></summary>
              <form method="post" action="${action}/${key.id}/revoke" class="plain">
                ${formToken(c)}<button class="bad">${texts.revokeNow}</button>
              </form>
            </details>
          </li>`;
        })}
    </ul>
    <form method="post" action="${action}" class="plain">
      ${formToken(c)}<button>${texts.newKey}<span class="spoken"> ${name}</span></button>
      <p class="hint">${texts.newKeyHint}</p>
    </form>
  </div>`;
}
