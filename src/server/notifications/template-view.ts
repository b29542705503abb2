import type { Context } from 'hono';
import { html } from 'hono/html';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplate, type TemplateMistake } from '../../domain/message-template.ts';
import { smsLength } from '../../domain/sms.ts';
import { effectiveSettings } from '../agencies/index.ts';
import type { AgencyRow } from '../platform/schema.ts';
import type { FormProblem } from '../ui/form.ts';
import { formToken, type Html, problemBox, renderPage, tableHead } from '../ui/page.ts';
import { hashOf } from '../ui/style.ts';
import { textsOf } from '../ui/texts.ts';
import { templateWords } from './compose.ts';
import { outboxTabs } from './outbox-tabs.ts';
import { asSent } from './outbox.ts';
import { templateTexts } from './template-pages.texts.ts';
import { messageTemplates, type TemplateName } from './templates.texts.ts';

/** Characters of a template. */
export const maxWords = 1000;

/** The script of the page: shows the message while it is typed. */
export const previewScript = readFileSync(join(import.meta.dirname, 'template-preview.js'), 'utf8');
const scriptHash = hashOf(previewScript);

const names = Object.keys(messageTemplates) as TemplateName[];

/** All templates of an agency with what they say. */
export function templateList(c: Context, chain: readonly AgencyRow[]): Html {
  const texts = textsOf(c, templateTexts);
  const origin = (name: TemplateName) => {
    const at = chain.findIndex(({ settings }) => ownTemplates(settings)[name]);
    return at < 0 ? texts.usual : at ? texts.fromAbove(chain[at]!.name) : texts.own;
  };
  return renderPage(
    c,
    texts.label,
    html`${outboxTabs(c, 'templates')}
      <p class="hint">${texts.hint}</p>
      <div class="scroll">
        <table>
          ${tableHead(texts.template, texts.words)}
          <tbody>
            ${names.map(
              name =>
                html`<tr>
                  <td><strong>${texts.names[name]}</strong><small>${origin(name)}</small></td>
                  <td class="words" translate="no">${exampleOf(chain, name, templateWords(chain, name))}</td>
                  <td>
                    <a
                      class="button"
                      href="/desk/outbox/templates/${name}"
                      aria-label="${texts.editFor(texts.names[name])}"
                      >${texts.edit}</a
                    >
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

interface TemplateForm {
  chain: readonly AgencyRow[];
  name: TemplateName;
  /** As typed. */
  words: string;
  problem?: FormProblem | undefined;
}

/** The form of one template, with the message that it makes. */
export function templateForm(c: Context, { chain, name, words, problem }: TemplateForm): Html {
  const texts = textsOf(c, templateTexts);
  const base = `/desk/outbox/templates/${name}`;
  const hasOwn = Boolean(ownTemplates(chain[0]!.settings)[name]);
  return renderPage(
    c,
    texts.names[name],
    html`<p class="sub"><a href="/desk/outbox/templates">${texts.label}</a></p>
      ${problemBox(texts, problem)}
      <form method="post" action="${base}" class="card" data-template="${base}/preview">
        ${formToken(c)}
        <label for="words">${texts.words}</label>
        <p class="hint" id="words-hint">${texts.wordsHint}</p>
        <textarea id="words" name="words" rows="5" maxlength="${maxWords}" required aria-describedby="words-hint">
${words}</textarea>
        <div id="preview" aria-live="polite">${templatePreview(c, { chain, name, words })}</div>
        <p class="actions">
          <button class="first" name="action" value="save">${texts.save}</button>
          <button name="action" value="preview">${texts.preview}</button>
          ${hasOwn ? html`<button name="action" value="usual" formnovalidate>${texts.useUsual}</button>` : ''}
        </p>
      </form>
      <section>
        <h2>${texts.placeholders}</h2>
        <dl class="facts">
          ${Object.entries<string>(messageTemplates[name].example).map(
            ([field, value]) =>
              html`<dt><code>{${field}}</code></dt>
                <dd>${texts.fieldNames[field]} <small>${texts.example}: ${value}</small></dd>`,
          )}
        </dl>
      </section>
      <script type="module" src="/desk/outbox/templates.js?${scriptHash}"></script>`,
    { hasErrors: problem !== undefined },
  );
}

/** The message that a template makes, with its length as the network counts it. */
export function templatePreview(c: Context, { chain, name, words }: TemplateForm): Html {
  const texts = textsOf(c, templateTexts);
  const sent = exampleOf(chain, name, words);
  return html`<p class="sub">${texts.previewOf}</p>
    <p class="quote" translate="no">${sent}</p>
    <small class="number">${texts.segments(smsLength(sent))}</small>`;
}

/** A mistake of a template as the problem of its form. */
export const mistakeProblem = ({ code, detail }: TemplateMistake): FormProblem => ({
  slug: 'invalid-input',
  fields: [{ pointer: '/words', code, ...(detail && code !== 'too-long' && { detail }) }],
});

/** Values of the preview: the agency's own name and phone. */
export function exampleFields(chain: readonly AgencyRow[], name: TemplateName): Record<string, string> {
  const phone = chain.find(each => each.phone)?.phone;
  return { ...messageTemplates[name].example, agency: chain[0]!.name, ...(phone && { phone }) };
}

const exampleOf = (chain: readonly AgencyRow[], name: TemplateName, words: string): string =>
  asSent(fillTemplate(words, exampleFields(chain, name)), effectiveSettings(chain).messages);

/** The templates that an agency itself has. */
export const ownTemplates = (settings: object): Record<string, string> =>
  (settings as { templates?: Record<string, string> | null }).templates ?? {};
