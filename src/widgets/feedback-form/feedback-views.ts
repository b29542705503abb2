import type { Capabilities } from '../../contract/capabilities.ts';
import type { FeedbackReceipt } from '../../contract/feedback.ts';
import { failureBox, html, nothing, type PortalController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';
import type { Kind } from './form-model.ts';

type Widget = PortalController<FeedbackTexts>;

/** The title of a kind, and the way back to the choice, where there is one. */
export const kindTitle = ({ text }: Widget, title: string, back: (() => void) | undefined) =>
  html`<div>
    <h2 class="face-title" tabindex="-1" id="title">${title}</h2>
    ${back ? html`<button type="button" class="link" @click=${back}>${text.back}</button>` : nothing}
  </div>`;

/** Buttons for what the agency offers: everything until that is known. */
export function kindChoice(
  { text }: Widget,
  offered: Capabilities | undefined,
  choose: (kind: Kind | 'answer') => void,
) {
  const kinds = (['rating', 'opinion', 'answer'] as const).filter(
    kind => !offered || offered[kind === 'answer' ? 'opinion' : kind],
  );
  return html`<h2 class="face-title" tabindex="-1" id="title">${text.choose}</h2>
    <div class="actions">
      ${kinds.map(kind => html`<button type="button" @click=${() => choose(kind)}>${text[kind]}</button>`)}
    </div>`;
}

/** Why feedback was not received; a rating can be given without its dossier. */
export function feedbackFailure(widget: Widget, failure: Failure, withoutDossier: () => void) {
  const { text } = widget;
  const slug = failure.kind === 'refused' ? failure.slug : '';
  if (slug === 'already-rated')
    return html`<p class="box done" part="failure"><span class="title">${text.alreadyRated}</span></p>`;
  if (slug === 'ticket-not-valid')
    return html`${failureBox(widget, failure, undefined, text.ticketNotValid)}
      <button type="button" @click=${withoutDossier}>${text.withoutDossier}</button>`;
  return failureBox(widget, failure);
}

/** The proof that feedback was received, with the tracking code of an opinion. */
export function receiptView(
  { text, portal }: Widget,
  { kind, receivedAt, code, answerBy }: FeedbackReceipt,
  finish: () => void,
) {
  return html`<section class="stack" part="receipt">
    <h2 tabindex="-1" id="title">${kind === 'rating' ? text.thanks : text.received}</h2>
    <p class="sub number">${text.receivedAt(portal.format.moment(receivedAt))}</p>
    ${
      code
        ? html`<div class="box done">
            <p>${text.keepCode}</p>
            <p class="big number" translate="no">${code}</p>
            ${answerBy ? html`<p>${text.answerBy(portal.format.day(answerBy))}</p>` : nothing}
          </div>`
        : nothing
    }
    <button type="button" @click=${finish}>${text.finish}</button>
  </section>`;
}
