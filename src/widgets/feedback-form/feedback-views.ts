import type { Capabilities } from '../../contract/capabilities.ts';
import type { FeedbackReceipt } from '../../contract/feedback.ts';
import { failureBox, html, icon, nothing, type PortalController } from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { maskDossierCode } from '../../domain/dossier-code.ts';
import { copyIcon, lockIcon, tickIcon } from '../shared/icons.ts';
import { isOutcomeUnknown } from '../shared/outcome-unknown.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';
import type { Kind } from './form-model.ts';

type Widget = PortalController<FeedbackTexts>;

/** The title of a kind, and the way back to the choice, where there is one. */
export const kindTitle = ({ text }: Widget, title: string, back: (() => void) | undefined) =>
  html`<div>
    <h2 class="face-title" tabindex="-1" id="title">${title}</h2>
    ${back ? html`<button type="button" class="link" @click=${back}>${text.back}</button>` : nothing}
  </div>`;

/** That no name is asked for, and the dossier that is rated. */
export const anonymousLine = (text: FeedbackTexts, code: string | undefined) =>
  html`<p class="number quiet near">
    ${icon(lockIcon)}${code ? text.forDossier(maskDossierCode(code)) : text.anonymous}
  </p>`;

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
    <ul class="rows">
      ${kinds.map(
        kind =>
          html`<li>
            <button type="button" class="row" @click=${() => choose(kind)}><strong>${text[kind]}</strong></button>
          </li>`,
      )}
    </ul>`;
}

interface Sending {
  failure: Failure | undefined;
  pending: boolean;
  finish(): void;
}

/** The button that sends; where nobody can know whether it was received, the one that ends. */
export function sendButton(text: FeedbackTexts, kind: Kind, { failure, pending, finish }: Sending) {
  if (isOutcomeUnknown(failure)) return html`<button type="button" @click=${finish}>${text.finish}</button>`;
  const label = failure?.kind === 'unknown' ? text.sendAgain : text.send[kind];
  return html`<button class="primary" aria-disabled=${pending ? 'true' : nothing}>
    ${pending ? text.sending : label}
  </button>`;
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

/**
 * The proof that feedback was received, with the tracking code of an opinion.
 * @param copied what came of copying the code
 */
export function receiptView(
  { text, portal }: Widget,
  { kind, receivedAt, code, answerBy }: FeedbackReceipt,
  copied: string,
  { copy, finish }: { copy(code: string): void; finish(): void },
) {
  return html`<section class="stack receipt" part="receipt">
    <div class="seal">${icon(tickIcon)}</div>
    <h2 class="cheer" tabindex="-1" id="title">${kind === 'rating' ? text.thanks : text.received}</h2>
    <p class="cheer sub number">${text.receivedAt(portal.format.moment(receivedAt))}</p>
    ${
      code
        ? html`<div class="slip">
            <p>${text.keepCode}</p>
            <p class="big number" translate="no">${code}</p>
            <button type="button" class="link" @click=${() => copy(code)}>
              ${icon(copyIcon)}${copied || text.copy}
            </button>
            ${answerBy ? html`<p>${text.answerBy(portal.format.day(answerBy))}</p>` : nothing}
          </div>`
        : nothing
    }
    <button type="button" @click=${finish}>${text.finish}</button>
  </section>`;
}
