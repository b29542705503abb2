import type { Capabilities, Factor } from '../../contract/capabilities.ts';
import { failureBox, html, icons, nothing, type PortalController, svg } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { isDossierCode, isUsualDossierCode, shapeOf } from '../../domain/dossier-code.ts';
import { parsePhoneNumber } from '../../domain/phone.ts';
import { errorLine } from '../shared/fields.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

/** How dossiers are looked up. */
export type Lookup = NonNullable<Capabilities['lookup']>;

/** Rendered until the capabilities are known: the more private form, so that nothing jumps. */
export const defaultLookup: Lookup = { privacy: 'factor', factors: ['phoneLast4'] };

const usualExample = 'H29.132-261118-0042';

/** An example of the office's codes. */
export const exampleOf = ({ codeExample }: Lookup): string => codeExample || usualExample;

/** What is missing or wrong in the form. */
export interface LookupProblem {
  field: 'code' | 'factor';
  /** What to do, at the field. */
  message: string;
  /** What is amiss, in the summary. */
  name: string;
}

/** The digits to compare: of a whole phone or ID number the last four. */
export function factorValue(kind: Factor, typed: string): string {
  const value = typed.replace(/[\s.-]/g, '');
  const whole =
    (kind === 'phoneLast4' && parsePhoneNumber(typed).kind === 'phone') ||
    (kind === 'idLast4' && /^(\d{9}|\d{12})$/.test(value));
  return whole ? value.slice(-4) : value;
}

/**
 * The problems of what was typed, one a field at most.
 * @param factor the second factor, where one is needed
 */
export function lookupProblems(
  text: StatusTexts,
  code: string,
  factor: { kind: Factor; value: string } | undefined,
): LookupProblem[] {
  const problems: LookupProblem[] = [];
  if (!code) problems.push({ field: 'code', message: text.codeMissing, name: text.amiss.codeMissing });
  else if (!isDossierCode(code)) problems.push({ field: 'code', message: text.codeWrong, name: text.amiss.codeWrong });
  if (factor && !(factor.kind === 'secretCode' ? factor.value : /^\d{4}$/.test(factor.value)))
    problems.push({ field: 'factor', message: text.factorMissing[factor.kind], name: text.amiss.factor });
  return problems;
}

/** What is wrong with a field. */
export const messageAt = (problems: readonly LookupProblem[], field: LookupProblem['field']): string =>
  problems.find(problem => problem.field === field)?.message ?? '';

/** One line a field, which leads there. */
export const problemLines = (problems: readonly LookupProblem[], go: (field: string) => void) =>
  problems.map(
    ({ field, name }) =>
      html`<p class="errors">
        ${icons.stopped}<button type="button" class="link" @click=${() => go(field)}>${name}</button>
      </p>`,
  );

interface CodeField {
  text: StatusTexts;
  code: string;
  example: string;
  problem: string;
  /** The button that scans the code. */
  scan: unknown;
  type(event: Event): void;
  paste(event: ClipboardEvent): void;
}

/** The field of the dossier code, with a picture of where it stands. */
export const codeField = ({ text, code, example, problem, scan, type, paste }: CodeField) =>
  html`<div class="field code">
    <div class="beside"><label for="code">${text.code}</label>${scan}</div>
    ${receipt(text, example)}
    <p class="hint" id="code-hint">${text.codeHint(example)}</p>
    ${errorLine('code', problem)}
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
      @paste=${paste}
    />
  </div>`;

/** The top of a receipt, with the code marked. */
const receipt = (text: StatusTexts, example: string) =>
  html`<svg class="receipt number" viewBox="0 0 328 70" role="img" aria-label=${text.receipt} focusable="false">
    ${svg`<rect width="328" height="70" rx="10" class="ground"/><path d="M16 10h296v60H16z" class="paper"/><path d="M30 25h64M30 37h40" class="lines"/><rect x="124" y="16" width="178" height="28" rx="6" class="mark"/><text x="213" y="35.5" font-size="15">${example}</text><text x="164" y="63" font-size="14">${text.receiptTitle}</text>`}
  </svg>`;

interface FactorField {
  text: StatusTexts;
  kind: Factor;
  value: string;
  problem: string;
  type(event: Event): void;
}

/** The field of the second factor. */
export function factorField({ text, kind, value, problem, type }: FactorField) {
  const isNumeric = kind !== 'secretCode';
  return html`<div class="field factor">
    <label for="factor">${text.factor[kind]}</label>
    <p class="hint" id="factor-hint">${text.factorHint[kind]}</p>
    ${errorLine('factor', problem)}
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
  </div>`;
}

/** Other factors that the citizen may use, after the button, so that it stays near the fields. */
export const otherFactors = (text: StatusTexts, others: readonly Factor[], choose: (kind: Factor) => void) =>
  others.map(
    other => html`<button type="button" class="link" @click=${() => choose(other)}>${text.factorOther[other]}</button>`,
  );

interface MoreForm {
  text: StatusTexts;
  pending: boolean;
  factor: unknown;
  others: unknown;
  failed: unknown;
  submit(event: Event): void;
}

/** Asks for the factor, which shows the rest of a dossier. */
export const moreForm = ({ text, pending, factor, others, failed, submit }: MoreForm) =>
  html`<form class="stack" novalidate @submit=${submit}>
    <h3>${text.more}</h3>
    <p class="hint near">${text.moreWhy}</p>
    ${factor}
    <button aria-disabled=${pending ? 'true' : nothing}>${pending ? text.finding : text.more}</button>
    ${failed} ${others}
  </form>`;

/** Why nothing was found; an unusual code is pointed out. */
export function lookupFailure(
  widget: PortalController<StatusTexts>,
  failure: Failure,
  { code, example, again }: { code: string; example: string; again(): void },
) {
  const { text } = widget;
  if (failure.kind !== 'refused' || failure.slug !== 'dossier-not-found') return failureBox(widget, failure, again);
  const unusual = example === usualExample ? !isUsualDossierCode(code) : shapeOf(code) !== shapeOf(example);
  return html`<div class="box yours" part="failure">
    <p class="title">
      ${icons.yours}<span>${text.notFound}${unusual ? ` ${text.codeUnusual(example)}` : nothing}</span>
    </p>
    <p>${text.lost}</p>
  </div>`;
}
