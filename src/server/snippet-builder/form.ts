import { html, raw } from 'hono/html';
import { type FieldError, linkNames, type SnippetInput, themes } from './input.ts';
import type { Markup } from './markup.ts';
import type { Texts } from './texts.ts';

interface FormOptions {
  texts: Texts;
  asked: SnippetInput;
  /** Errors by field. */
  wrong: Readonly<Record<string, FieldError>>;
  /** The default fallback text. */
  hint: string;
  /** Where the form is sent. */
  action: string;
  /** Hidden fields beside it. */
  more?: Markup;
}

/** The form of a web officer, with what was typed and the errors beside it. */
export function form({ texts, asked: input, wrong: errors, hint, action, more }: FormOptions): Markup {
  const why = (name: string) =>
    errors[name] ? html`<p class="error" id="wrong-${name}">${texts.wrong[errors[name]]}</p>` : '';
  const field = (name: string, label: string, value: string, { hint = '', optional = false } = {}) => {
    const described = [hint && `hint-${name}`, errors[name] && `wrong-${name}`].filter(Boolean).join(' ');
    return html`<label for="${name}">${label} ${optional ? html`<small>${texts.optional}</small>` : ''}</label>
      ${hint ? html`<p class="hint" id="hint-${name}">${hint}</p>` : ''}
      <input
        id="${name}"
        name="${name}"
        value="${value}"
        autocomplete="off"
        spellcheck="false"
        ${described ? html`aria-describedby="${described}"` : ''}
        ${errors[name] ? raw('aria-invalid="true"') : ''}
      />
      ${why(name)}`;
  };
  const tick = (name: string, value: string, label: string, on: boolean) =>
    html`<label class="check"
      ><input type="checkbox" name="${name}" value="${value}" ${on ? raw('checked') : ''} />${label}</label
    >`;
  const optional = { optional: true };

  return html`<form method="post" action="${action}">
    ${more ?? ''}
    ${
      Object.keys(errors).length
        ? html`<div class="problem" role="alert" id="result" tabindex="-1">
            <strong>${texts.wrongTitle}</strong>
            <ul>
              ${Object.entries(errors).map(
                ([name, kind]) => html`<li><a href="#${name}">${labelOf(texts, name)}</a>: ${texts.wrong[kind]}</li>`,
              )}
            </ul>
          </div>`
        : ''
    }
    <fieldset id="tag" ${errors['tag'] ? html`aria-describedby="wrong-tag"` : ''}>
      <legend>${texts.widgets}</legend>
      ${why('tag')}
      ${Object.entries(texts.widget).map(([tag, label]) => tick('tag', tag, label, input.tags.includes(tag)))}
    </fieldset>
    <fieldset>
      <legend>${texts.office}</legend>
      ${field('agency', texts.agency, input.agency)} ${field('phone', texts.phone, input.phone)}
      ${field('api', texts.api, input.api, { hint: texts.apiHint })} ${field('scripts', texts.scripts, input.scripts)}
      ${field('map', texts.map, input.map, { hint: texts.mapHint, ...optional })}
    </fieldset>
    <details ${Object.keys(errors).some(name => name.startsWith('link.')) || hasLookOptions(input) ? raw('open') : ''}>
      <summary>${texts.look}</summary>
      <fieldset>
        <legend>${texts.themes}</legend>
        ${themes.map(theme => tick('theme', theme, texts.theme[theme] ?? theme, input.themes.includes(theme)))}
      </fieldset>
      <label for="lang">${texts.lang}</label>
      <select id="lang" name="lang">
        ${Object.entries(texts.langs).map(
          ([lang, name]) =>
            html`<option value="${lang}" ${input.lang === lang ? raw('selected') : ''}>${name}</option>`,
        )}
      </select>
      ${field('fallback', texts.fallback, input.fallback, { hint, ...optional })}
      ${Object.entries(texts.widget).map(([tag, name]) =>
        field(`heading.${tag}`, texts.heading(name), input.headings[tag] ?? '', optional),
      )}
      <fieldset>
        <legend>${texts.links}</legend>
        ${linkNames.map(name => field(`link.${name}`, texts.link[name] ?? name, input.links[name] ?? '', optional))}
      </fieldset>
    </details>
    <fieldset>
      <legend>${texts.target}</legend>
      ${field('page', texts.page, input.page, optional)}
      <label for="pasted">${texts.pasted} <small>${texts.optional}</small></label>
      <p class="hint" id="hint-pasted">${texts.pastedHint}</p>
      <textarea id="pasted" name="pasted" rows="6" spellcheck="false" aria-describedby="hint-pasted">
${input.pasted}</textarea>
      ${tick('div', 'on', texts.div, input.div)}
    </fieldset>
    <button class="first">${texts.make}</button>
  </form>`;
}

const hasLookOptions = ({ themes, fallback, headings, links, lang }: SnippetInput): boolean =>
  Boolean(themes.length || fallback || lang !== 'vi' || Object.keys({ ...headings, ...links }).length);

function labelOf(texts: Texts, name: string): string {
  if (name === 'tag') return texts.widgets;
  const link = /^link\.(\w+)$/.exec(name)?.[1];
  return link
    ? (texts.link[link] ?? link)
    : String(texts[name as 'agency' | 'phone' | 'api' | 'scripts' | 'map' | 'page']);
}
