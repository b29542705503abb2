import type { Capabilities, Factor } from '../../contract/capabilities.ts';
import { failureBox, html, nothing, type PortalController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { isDossierCode, isUsualDossierCode } from '../../domain/dossier-code.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

/** How dossiers are looked up. */
export type Lookup = NonNullable<Capabilities['lookup']>;

/** Rendered until the capabilities are known: the more private form, so that nothing jumps. */
export const defaultLookup: Lookup = { privacy: 'factor', factors: ['phoneLast4'] };

interface Typed {
  code: string;
  factor: string;
  /** The factor that the citizen prefers. */
  kind: Factor | undefined;
}

export const nothingTyped: Typed = { code: '', factor: '', kind: undefined };

/** What is missing or wrong in the form. */
export interface LookupProblem {
  field: 'code' | 'factor';
  message: string;
}

/**
 * The first problem of what was typed.
 * @param factor the second factor, where one is needed
 */
export function lookupProblem(
  text: StatusTexts,
  code: string,
  factor: { kind: Factor; value: string } | undefined,
): LookupProblem | undefined {
  if (!code) return { field: 'code', message: text.codeMissing };
  if (!isDossierCode(code)) return { field: 'code', message: text.codeWrong };
  if (factor && !(factor.kind === 'secretCode' ? factor.value : /^\d{4}$/.test(factor.value)))
    return { field: 'factor', message: text.factorMissing[factor.kind] };
  return undefined;
}

/** The field of the dossier code. */
export const codeField = (text: StatusTexts, code: string, problem: string, type: (event: Event) => void) =>
  html`<div class="field code">
    <label for="code">${text.code}</label>
    <p class="hint" id="code-hint">${text.codeHint}</p>
    ${problem ? html`<p class="error" id="code-error">${problem}</p>` : nothing}
    <input
      id="code"
      name="code"
      .value=${code}
      autocapitalize="characters"
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'code-error code-hint' : 'code-hint'}
      @input=${type}
    />
  </div>`;

interface FactorField {
  text: StatusTexts;
  kind: Factor;
  /** Factors that the citizen may use instead. */
  others: readonly Factor[];
  value: string;
  problem: string;
  type(event: Event): void;
  choose(kind: Factor): void;
}

/** The field of the second factor. */
export function factorField({ text, kind, others, value, problem, type, choose }: FactorField) {
  const isNumeric = kind !== 'secretCode';
  return html`<div class="field">
    <label for="factor">${text.factor[kind]}</label>
    <p class="hint" id="factor-hint">${text.factorHint[kind]}</p>
    ${problem ? html`<p class="error" id="factor-error">${problem}</p>` : nothing}
    <input
      id="factor"
      name="factor"
      class="number"
      .value=${value}
      inputmode=${isNumeric ? 'numeric' : 'text'}
      autocomplete="off"
      autocapitalize=${isNumeric ? 'off' : 'characters'}
      spellcheck="false"
      enterkeyhint="search"
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'factor-error factor-hint' : 'factor-hint'}
      @input=${type}
    />
    ${others.map(
      other =>
        html`<button type="button" class="link" @click=${() => choose(other)}>${text.factorOther[other]}</button>`,
    )}
  </div>`;
}

/** Why nothing was found; an unusual code is pointed out. */
export function lookupFailure(
  widget: PortalController<StatusTexts>,
  failure: Failure,
  code: string,
  again: () => void,
) {
  const { text } = widget;
  if (failure.kind !== 'refused' || failure.slug !== 'dossier-not-found') return failureBox(widget, failure, again);
  const message = isUsualDossierCode(code) ? text.notFound : `${text.notFound} ${text.codeUnusual}`;
  return failureBox(widget, failure, undefined, message);
}
