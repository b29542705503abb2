import { html, icons, nothing, svg } from '../../core/index.ts';

/** An error and its field. */
export interface FormProblem {
  field: string;
  message: string;
}

/**
 * Error summary with links to the fields. Rendered in the same root as the fields, so that the links work.
 * @param names what is amiss by field, `consent` for `consent-…`; what to do about it is said at the field
 */
export function errorSummary(
  title: string,
  problems: readonly FormProblem[],
  names: Readonly<Record<string, string>>,
  focusField: (id: string) => void,
) {
  if (!problems.length) return nothing;
  return html`<div class="summary" id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
    <h3 id="summary-title">${title}</h3>
    <ul>
      ${problems.map(
        ({ field, message: text }) =>
          html`<li>
            <button type="button" class="link" @click=${() => focusField(field)}>
              ${names[field.replace(/-.*/, '')] ?? text}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}

export const problemAt = (problems: readonly FormProblem[], field: string): string =>
  problems.find(problem => problem.field === field)?.message ?? '';

/** What is wrong with a field and what to do; its id is `FIELD-error`. */
export const errorLine = (field: string, text: string) =>
  text ? html`<p class="error line stopped" id="${field}-error">${icons.stopped}<span>${text}</span></p>` : nothing;

/** Focus ring around the label of a hidden input. */
export const focusRing = {
  on: (event: Event) => mark(event, true),
  off: (event: Event) => mark(event, false),
};

function mark({ target }: Event, on: boolean): void {
  const input = target as HTMLElement;
  let byKey = true;
  try {
    byKey = input.matches(':focus-visible');
  } catch {
    // Engines without :focus-visible always show the ring.
  }
  input.parentElement?.classList.toggle('ring', on && byKey);
}

/** The tick of a chosen checkbox. */
export const tickMark = svg`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true" focusable="false"><path d="m4 12 6 6L20 6"/></svg>`;

/** A large checkbox. */
export function checkbox(id: string, text: unknown, chosen: boolean, change: () => void, problem = '') {
  return html`<label class="tick ${chosen ? 'chosen' : ''}">
    <input
      id=${id}
      type="checkbox"
      .checked=${chosen}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? `${id}-error` : nothing}
      @focus=${focusRing.on}
      @blur=${focusRing.off}
      @change=${change}
    />
    <span class="mark">${tickMark}</span><span>${text}</span>
  </label>`;
}

interface Field {
  id: string;
  label: string;
  hint?: string;
  value: string;
  problem?: string;
  type?: 'tel' | 'email' | 'search';
  autocomplete?: string;
  change(value: string): void;
}

/** A field with label, hint and error. */
export function field({ id, label, hint, value, problem = '', type, autocomplete, change }: Field) {
  const about = [problem && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${errorLine(id, problem)}
    <input
      id=${id}
      class=${type === 'tel' ? 'number' : nothing}
      type=${type ?? 'text'}
      inputmode=${type ?? nothing}
      autocomplete=${autocomplete ?? 'off'}
      .value=${value}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${about || nothing}
      @input=${(event: Event) => change(valueOf(event))}
    />
  </div>`;
}

/** A search field of a list. */
export const searchField = (label: string, hint: string, value: string, change: (value: string) => void) =>
  field({ id: 'search', label, hint, value, type: 'search', change });

export const valueOf = ({ target }: Event) => (target as HTMLInputElement).value;

export const toggled = (list: readonly string[], id: string) =>
  list.includes(id) ? list.filter(other => other !== id) : [...list, id];
