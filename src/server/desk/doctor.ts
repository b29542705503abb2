import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { MappedApi } from '../../mapping/index.ts';
import { audit, audited } from '../audit.ts';
import { en, vi } from '../gateway/doctor-texts.ts';
import { examine, operationsOf, type Examined } from '../gateway/doctor.ts';
import { Refusal } from '../http/problem.ts';
import type { Service } from '../routes/route.ts';
import { formFields } from './form.ts';
import { formToken, page, type Html } from './page.ts';

const longestShown = 20_000;

/** Tries the maps of this server, operation by operation; for leads and administrators, who may see raw answers. */
export function doctorPages(service: Service): Hono {
  const maps = service.gateway?.maps ?? [];
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.get('officer').role === 'officer') throw new Refusal('not-allowed');
    return next();
  });

  app.get('/', c => c.html(page(c, c.get('texts').doctor, overview(c, maps))));

  app.post('/', async c => {
    const fields = await formFields(c);
    const map = maps[Number(fields['map'])];
    const operation = map && operationsOf(map).find(({ name }) => name === fields['operation']);
    if (!map || !operation) throw new Refusal('no-such-operation');
    const input = readInput(fields['input'] ?? '');
    const now = service.clock();
    const examined =
      input && (await examine(map, operation, { input, writes: true, now, origin: fields['origin'] || undefined }));
    await audited(service.db, tx =>
      audit(tx, {
        officer: c.get('officer').id,
        action: 'map.try',
        subject: `${map.file.name}: ${operation.name}`,
        now,
      }),
    );
    return c.html(
      page(
        c,
        c.get('texts').doctor,
        html`${result(c, examined)} ${overview(c, maps, { ...fields, map: String(fields['map']) })}`,
      ),
      examined ? 200 : 422,
    );
  });
  return app;
}

/** JSON as somebody typed it; nothing when it is none. */
function readInput(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function overview(c: Context, maps: readonly MappedApi[], typed: Record<string, string> = {}): Html {
  const texts = c.get('texts');
  if (!maps.length) return html`<p class="card">${texts.noMaps}</p>`;
  return html`${maps.map(
    (map, index) =>
      html`<h2>${map.file.name}</h2>
        ${operationsOf(map).map(operation => {
          const { name, writes } = operation;
          const same = typed['map'] === String(index) && typed['operation'] === name;
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
${same ? typed['input'] : JSON.stringify(example)}</textarea>
            <label for="origin-${id}">${texts.doctorOrigin}</label>
            <input id="origin-${id}" name="origin" value="${same ? typed['origin'] : ''}" placeholder="https://" />
            <button>${texts.doctorTry}</button>
          </form>`;
        })}`,
  )}`;
}

function result(c: Context, examined: Examined | undefined): Html {
  const texts = c.get('texts');
  if (!examined) return html`<div class="problem" role="alert">${texts.doctorNotJson}</div>`;
  const words = texts.language === 'en' ? en : vi;
  const { operation, result, why, exchanged, answer, findings } = examined;
  const short = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)} …` : text);
  return html`<section role="status">
    <h2>${operation}: ${words.results[result]}${why ? ` (${why})` : ''}</h2>
    <ul>
      ${findings.map(finding => html`<li>${words.finding(finding)}</li>`)}
    </ul>
    ${exchanged.map(
      ({ method, url, body, status, text, failure }) =>
        html`<h3>${texts.doctorAsked}</h3>
          <pre>${method} ${url}${body === undefined ? '' : `\n${short(body)}`}</pre>
          <h3>${texts.doctorRaw}</h3>
          <pre>${status ?? failure ?? ''}${'\n'}${short(text ?? '')}</pre>`,
    )}
    ${
      answer === undefined
        ? ''
        : html`<h3>${texts.doctorMapped}</h3>
            <pre>${JSON.stringify(answer, null, 2)}</pre>`
    }
  </section>`;
}
