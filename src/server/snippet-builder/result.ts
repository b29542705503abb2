import { html } from 'hono/html';
import type { GeneratedSnippet } from './generate.ts';
import type { SnippetInput } from './input.ts';
import type { Markup } from './markup.ts';
import type { Texts } from './texts.ts';

/** What is shown of a snippet. */
interface ResultOptions {
  generated: GeneratedSnippet;
  /** Address of a page with the widgets; none where they cannot be shown. */
  preview: string | undefined;
  /** Whether that page is shown in place. */
  isFramed?: boolean;
  /** What was found in asking the API. */
  checks?: Markup;
}

/** Diagnostics, the generated blocks and the preview. */
export function result(
  texts: Texts,
  input: SnippetInput,
  { generated, preview, isFramed, checks }: ResultOptions,
): Markup {
  let blocks = 0;
  const block = (label: string, text: string) => {
    if (!text) return '';
    const id = `lines-${++blocks}`;
    const rows = Math.min(
      12,
      text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 60), 0),
    );
    return html`<label for="${id}" id="${id}-label">${label}</label>
      <textarea id="${id}" class="lines" rows="${rows}" readonly spellcheck="false">${text}</textarea>
      <button type="button" class="copy" data-copies="${id}" aria-describedby="${id}-label" hidden>
        ${texts.copy}
      </button>
      <span role="status" data-done="${texts.copied}" data-failed="${texts.notCopied}"></span>`;
  };
  return html`<div>
    <section id="result" tabindex="-1">
      ${checks ?? ''}
      <h2>${texts.lacks}</h2>
      ${
        generated.diagnostics.length
          ? html`<ul class="lacks">
              ${generated.diagnostics.map(diagnostic => html`<li>${texts.lack(diagnostic)}</li>`)}
            </ul>`
          : html`<p>${generated.pageGiven ? texts.nothing : texts.notAsked}</p>`
      }
    </section>
    <section>
      <h2>${texts.result}</h2>
      ${block(texts.scriptsHere, generated.scripts)}
      ${generated.elements.map((element, i) => {
        const name = texts.widget[input.tags[i] ?? ''] ?? '';
        return block((generated.framed ? texts.frameHere : texts.elementHere)(name), element);
      })}
      ${block(generated.policyFixed ? texts.mendedHere : texts.policyHere, generated.policy.join('\n'))}
      ${block(texts.originHere, generated.origin)} ${block(texts.preloadHere, generated.preloads)}
    </section>
    ${
      preview || input.map
        ? html`<section>
            <h2>${texts.preview}</h2>
            ${
              preview
                ? html`<p>${texts.previewHint}</p>
                    ${isFramed ? html`<iframe src="${preview}" title="${texts.previewTitle}"></iframe>` : ''}
                    <p><a href="${preview}" target="_blank">${texts.open}</a></p>`
                : html`<p>${texts.noPreview}</p>`
            }
          </section>`
        : ''
    }
  </div>`;
}
