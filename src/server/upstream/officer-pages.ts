import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { dossierRead, type Operation } from '../../contract/index.ts';
import { dossierKey } from '../../domain/dossier-code.ts';
import type { MappedApi } from '../../mapping/index.ts';
import { dossierGuessLimit } from '../http/guess-limit.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import { readFormFields } from '../ui/form.ts';
import { formToken, type Html, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { en, vi } from './doctor-texts.ts';
import { type ExaminationResult, examine, operationsOf } from './doctor.ts';
import { doctorPagesTexts } from './officer-pages.texts.ts';
import { outline, outlineUrl } from './outline.ts';
import { redact } from './redact.ts';
import type { Upstreams } from './upstream.ts';
import { requestOf } from '../../contract/requests/index.ts';

const longestShown = 20_000;

/**
 * Tries the maps of the server, for leads and administrators. They see no more than a citizen of their own agencies:
 * the same factor, masks and limits apply, and raw exchanges are shown as outlines.
 */
export function doctorPages(appContext: AppContext, upstreams: Upstreams | undefined): Hono {
  const app = new Hono();
  app.get('/', async c => c.html(renderPage(c, textsOf(c, doctorPagesTexts).label, overview(c, await own(c)))));

  app.post('/', async c => {
    const fields = await readFormFields(c);
    const maps = await own(c);
    const map = maps[Number(fields['map'])];
    const operation = map && operationsOf(map).find(({ name }) => name === fields['operation']);
    if (!map || !operation) throw new ProblemError('no-such-operation');
    const input = readInput(fields['input'] ?? '');
    if (input) await assertOwnAgency(c, map, operation, input);
    const now = appContext.clock();
    const result = input && (await examineAsCitizen(c, map, operation, input, fields['origin'] || undefined));
    const { agency, code } = { agency: '', code: '', ...input };
    const dossier = operation.name === dossierRead.name && appContext.secrets.hmac('code', dossierKey(String(code)));
    await withAudit(appContext.db, tx =>
      recordAudit(tx, {
        officer: c.get('officer').id,
        action: 'map.try',
        subject: `${map.file.name}: ${operation.name}`,
        detail: { agency: String(agency), ...(dossier && { dossier: dossier.toString('hex').slice(0, 16) }) },
        now,
      }),
    );
    return c.html(
      renderPage(
        c,
        textsOf(c, doctorPagesTexts).label,
        html`${resultSection(c, result)} ${overview(c, maps, { ...fields, map: String(fields['map']) })}`,
      ),
      result ? 200 : 422,
    );
  });
  return app;

  /** The maps of the officer's agencies. */
  async function own(c: Context): Promise<MappedApi[]> {
    const agencies = c.get('officer').scope;
    const maps = upstreams?.maps ?? [];
    return maps.filter(({ file }) => !file.agencies || file.agencies.some(agency => agencies.includes(agency)));
  }

  async function assertOwnAgency(c: Context, map: MappedApi, operation: Operation, input: Record<string, unknown>) {
    const { agency } = input;
    if (agency === undefined && !('agency' in (requestOf(operation).input as { entries?: object }).entries!)) return;
    const agencies = c.get('officer').scope;
    if (typeof agency !== 'string' || !agencies.includes(agency) || !map.answers(operation, agency))
      throw new ProblemError('not-allowed');
  }

  /** Dossier lookups pass the same checks and limits as a citizen's. */
  async function examineAsCitizen(
    c: Context,
    map: MappedApi,
    operation: Operation,
    input: Record<string, unknown>,
    origin: string | undefined,
  ): Promise<ExaminationResult> {
    const now = appContext.clock();
    const result = await examine(map, operation, {
      input,
      now,
      origin,
      callOptions: upstreams!.callOptions(map, false),
      limitLookup: async (read, ask) => {
        const network = `officer ${c.get('officer').id}`;
        const asked = {
          app: appContext,
          now,
          network,
          userAgent: '',
          proof: undefined,
          origin: undefined,
          cacheFor: () => {},
        };
        await upstreams!.checkFactor(map, read, { now, network });
        return dossierGuessLimit(read, asked, ask);
      },
    });
    const { answer } = result;
    const withFactor = typeof input['factor'] === 'object';
    return { ...result, ...(answer !== undefined && { answer: redact(operation, answer, withFactor) }) };
  }
}

/** Parses the typed JSON; undefined when it is no object. */
function readInput(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function overview(c: Context, maps: readonly MappedApi[], fields: Record<string, string> = {}): Html {
  const texts = textsOf(c, doctorPagesTexts);
  if (!maps.length) return html`<p class="card">${texts.noMaps}</p>`;
  return html`${maps.map(
    (map, index) =>
      html`<h2>${map.file.name}</h2>
        ${operationsOf(map).map(operation => {
          const { name, writes } = operation;
          const same = fields['map'] === String(index) && fields['operation'] === name;
          const example = map.file.examples?.[name]?.input ?? { agency: map.file.agencies?.[0] ?? 'agency' };
          const id = `${index}-${name}`;
          return html`<form method="post" action="/desk/doctor" id="${id}">
            ${formToken(c)}
            <input type="hidden" name="map" value="${index}" />
            <input type="hidden" name="operation" value="${name}" />
            <h3>${name}</h3>
            ${writes ? html`<p>${texts.doctorWrites}</p>` : ''}
            <label for="input-${id}">${texts.doctorInput}</label>
            <textarea id="input-${id}" name="input" rows="3" spellcheck="false">
${same ? fields['input'] : JSON.stringify(example)}</textarea>
            <label for="origin-${id}">${texts.doctorOrigin}</label>
            <input id="origin-${id}" name="origin" value="${same ? fields['origin'] : ''}" placeholder="https://" />
            <button>${texts.doctorTry}</button>
          </form>`;
        })}`,
  )}`;
}

function resultSection(c: Context, examined: ExaminationResult | undefined): Html {
  const texts = textsOf(c, doctorPagesTexts);
  if (!examined) return html`<div class="problem" role="alert">${texts.doctorNotJson}</div>`;
  const doctorTexts = texts.language === 'en' ? en : vi;
  const { operation, result, why, exchanges: exchanged, answer, findings, secrets = [] } = examined;
  // Findings of a refused lookup would reveal that a dossier exists.
  const isRefused = result === 'refused';
  const short = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)} …` : text);
  return html`<section role="status">
    <h2>${operation}: ${doctorTexts.results[result]}${why ? ` (${why})` : ''}</h2>
    <ul>
      ${(isRefused ? [] : findings).map(finding => html`<li>${doctorTexts.finding(finding)}</li>`)}
    </ul>
    ${(isRefused ? [] : exchanged).map(
      ({ method, url, body, status, text, failure }) =>
        html`<h3>${texts.doctorAsked}</h3>
          <pre>${method} ${outlineUrl(url, secrets)}${body === undefined ? '' : `\n${short(outline(body))}`}</pre>
          <h3>${texts.doctorRaw}</h3>
          <pre>${status ?? failure ?? ''}${'\n'}${short(outline(text ?? ''))}</pre>`,
    )}
    ${
      answer === undefined
        ? ''
        : html`<h3>${texts.doctorMapped}</h3>
            <pre>${JSON.stringify(answer, null, 2)}</pre>`
    }
  </section>`;
}
