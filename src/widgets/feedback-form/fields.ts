import type { Agency } from '../../contract/agency.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { html, nothing, pick, type PortalController } from '../../core/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import {
  errorLine,
  field,
  problemAt,
  focusRing,
  checkbox,
  tickMark,
  toggled,
  valueOf,
  type FormProblem,
} from '../shared/fields.ts';
import { scoreFace } from './score-faces.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';
import { countOf, isLow, type FormModel } from './form-model.ts';

/** What the fields are rendered from. */
export interface Form {
  widget: PortalController<FeedbackTexts>;
  typed: FormModel;
  problems: readonly FormProblem[];
  /** Changes the model. */
  change(part: Partial<FormModel>): void;
}

/** Five-point questions: radio groups with text; the faces repeat it. */
export function ratingFields(form: Form, rating: NonNullable<Capabilities['rating']>) {
  const { widget, typed: model, change } = form;
  const { text, lang } = widget;
  return html`
    ${rating.criteria.map(({ id, question }) => {
      const message = problemAt(form.problems, `score-${id}`);
      return html`<fieldset
        id="score-${id}"
        tabindex="-1"
        role="radiogroup"
        aria-required="true"
        aria-labelledby="q-${id}"
        aria-invalid=${message ? 'true' : nothing}
        aria-describedby=${message ? `score-${id}-error` : nothing}
      >
        <legend id="q-${id}">${pick(question, lang)}</legend>
        ${errorLine(`score-${id}`, message)}
        <div class="scores">
          ${[5, 4, 3, 2, 1].map(
            value =>
              html`<label class="choice ${model.scores[id] === value ? 'chosen' : ''}">
                <input
                  type="radio"
                  name="score-${id}"
                  value=${value}
                  .checked=${model.scores[id] === value}
                  @focus=${focusRing.on}
                  @blur=${focusRing.off}
                  @change=${() => change({ scores: { ...model.scores, [id]: value } })}
                />
                <span class="mark"></span>${scoreFace(value)}<span>${text.scores[value - 1]}</span>
              </label>`,
          )}
        </div>
      </fieldset>`;
    })}
    ${
      isLow(model) && rating.reasons.length
        ? html`<fieldset>
            <legend>${text.reasons}</legend>
            <p class="hint">${text.reasonsHint}</p>
            <div class="chips">
              ${rating.reasons.map(({ id, label }) => {
                const chosen = model.reasons.includes(id);
                return html`<label class="chip ${chosen ? 'chosen' : ''}">
                  <input
                    type="checkbox"
                    .checked=${chosen}
                    @focus=${focusRing.on}
                    @blur=${focusRing.off}
                    @change=${() => change({ reasons: toggled(model.reasons, id) })}
                  />
                  <span class="mark">${tickMark}</span><span>${pick(label, lang)}</span>
                </label>`;
              })}
            </div>
          </fieldset>`
        : nothing
    }
    <div class="field">
      <label for="comment">${text.comment}</label>
      ${errorLine('comment', problemAt(form.problems, 'comment'))}
      <textarea
        id="comment"
        rows="3"
        .value=${model.comment}
        @input=${(event: Event) => change({ comment: valueOf(event) })}
      ></textarea>
    </div>
  `;
}

/** The text with its counter, and the optional contact. */
export function opinionFields(form: Form, opinion: NonNullable<Capabilities['opinion']>, agency: Agency | undefined) {
  const { widget, typed: model, change } = form;
  const { text } = widget;
  const message = problemAt(form.problems, 'text');
  const left = opinion.maxLength - countOf(model.text);
  return html`
    <div class="field">
      <label for="text">${text.text}</label>
      <p class="hint" id="text-hint">${text.textHint}</p>
      ${errorLine('text', message)}
      <textarea
        id="text"
        rows="7"
        .value=${model.text}
        aria-invalid=${message ? 'true' : nothing}
        aria-describedby=${message ? 'text-error text-hint' : 'text-hint'}
        @input=${(event: Event) => change({ text: valueOf(event) })}
      ></textarea>
      <p class=${left < 0 ? 'error number' : 'hint number'} aria-hidden="true">
        ${left < 0 ? text.charactersOver(-left) : text.charactersLeft(left)}
      </p>
    </div>
    ${soundsFormal(model.text, opinion.formalWords) ? formalNotice(form, agency) : nothing}
    ${opinion.purposes.length ? contactFields(form, opinion) : nothing}
    ${opinion.answerWorkdays ? html`<p class="hint">${text.answerWithin(opinion.answerWorkdays)}</p>` : nothing}
  `;
}

function contactFields(form: Form, { purposes }: NonNullable<Capabilities['opinion']>) {
  const { widget, typed: model, change } = form;
  const { text, lang } = widget;
  const message = problemAt(form.problems, 'phone');
  return html`<fieldset class="stack">
    <legend>${text.wantCall}</legend>
    ${field({
      id: 'phone',
      label: text.phone,
      hint: text.phoneHint,
      value: model.phone,
      problem: message,
      type: 'tel',
      autocomplete: 'tel',
      change: phone => change({ phone }),
    })}
    ${field({ id: 'name', label: text.name, value: model.name, autocomplete: 'name', change: name => change({ name }) })}
    ${purposes.map(({ id, text: purpose }) => {
      const field = `consent-${id}`;
      return html`${errorLine(field, problemAt(form.problems, field))}
      ${checkbox(field, pick(purpose, lang), model.consents.includes(id), () => change({ consents: toggled(model.consents, id) }), problemAt(form.problems, field))}`;
    })}
  </fieldset>`;
}

/** The lawful channels of formal complaints. The text may still be sent as an opinion. */
function formalNotice({ widget }: Form, agency: Agency | undefined) {
  const { text, lang } = widget;
  return html`<div class="box yours" part="formal">
    <p>${text.formal}</p>
    ${(agency?.formalChannels ?? []).map(
      ({ name, address, phone, note }) =>
        html`<p>
          <strong>${pick(name, lang)}</strong>${address ? html`<br />${address}` : nothing}
          ${phone ? html`<br /><span class="number">${widget.core.call(phone)}</span>` : nothing}
          ${note ? html`<br />${pick(note, lang)}` : nothing}
        </p>`,
    )}
  </div>`;
}

function soundsFormal(text: string, terms: readonly string[]): boolean {
  const folded = ` ${foldDiacritics(text)} `;
  return terms.some(word => folded.includes(word));
}
