import { html } from 'hono/html';
import { canPreview, toQuery, type Asked } from './input.ts';
import type { Made } from './generate.ts';
import type { Markup } from './pages.ts';
import type { Texts } from './texts.ts';

/** What the page lacks, the lines to paste, and the widgets live. */
export function result(texts: Texts, asked: Asked, made: Made): Markup {
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
  const address = `/ghep/xem?${String(toQuery({ ...asked, div: made.div }))}`;
  return html`<div>
    <section id="result" tabindex="-1">
      <h2>${texts.lacks}</h2>
      ${
        made.lacks.length
          ? html`<ul class="lacks">
              ${made.lacks.map(lack => html`<li>${texts.lack(lack)}</li>`)}
            </ul>`
          : html`<p>${made.looked ? texts.nothing : texts.notAsked}</p>`
      }
    </section>
    <section>
      <h2>${texts.result}</h2>
      ${block(texts.scriptsHere, made.scripts)}
      ${made.elements.map((element, i) => {
        const name = texts.widget[asked.tags[i] ?? ''] ?? '';
        return block((made.framed ? texts.frameHere : texts.elementHere)(name), element);
      })}
      ${block(made.mended ? texts.mendedHere : texts.policyHere, made.policy.join('\n'))}
      ${block(texts.originHere, made.origin)} ${block(texts.preloadHere, made.preloads)}
    </section>
    <section>
      <h2>${texts.preview}</h2>
      ${
        canPreview(asked)
          ? html`<p>${texts.previewHint}</p>
              <iframe src="${address}" title="${texts.previewTitle}"></iframe>
              <p><a href="${address}" target="_blank">${texts.open}</a></p>`
          : html`<p>${texts.noPreview}</p>`
      }
    </section>
  </div>`;
}
