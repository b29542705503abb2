import { callButton, failureBox, html, nothing, type PortalController } from '../../core/index.ts';
import { errorLine, focusRing, tickMark, valueOf } from '../shared/fields.ts';
import type { CallForm, CallOutcome } from './call-form.ts';
import type { DeskState } from './desk-state.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';
import { aboutOf } from './queue-view.ts';

/** The claimed call: its number, what to tell, what came of it. */
export function callView(widget: PortalController<NoticeTexts>, desk: DeskState, submit: (event: Event) => void) {
  const { text, portal, core } = widget;
  const { call, form, changing, problem } = desk;
  if (!call) return nothing;
  const { pending, failure, slow } = changing;
  const needsTime = form.outcome === 'call-back' || form.outcome === 'no-answer';
  return html`<section class="stack calling" aria-labelledby="call">
    <h3 id="call" tabindex="-1">${text.calling(aboutOf(text, call))}</h3>
    <div class="actions">${callButton(widget, call.phone)}</div>
    ${
      desk.isExpired
        ? html`<p class="line yours">${desk.message}</p>
            <button type="button" @click=${() => void desk.claim(call)}>${text.claimAgain}</button>`
        : call.claimedBy
          ? html`<p class="sub">${text.until(portal.format.time(call.claimedBy.until))}</p>`
          : nothing
    }
    <h4>${text.tell}</h4>
    <p class="sheet" translate="no" lang="vi">${call.words}</p>
    ${call.note ? html`<p>${text.noted(call.note)}</p>` : nothing} ${failure ? failureBox(widget, failure) : nothing}
    <form class="stack" novalidate @submit=${submit}>
      <fieldset id="outcomes" aria-describedby=${problem ? 'outcomes-error' : nothing}>
        <legend>${text.outcome}</legend>
        ${errorLine('outcomes', problem)}
        ${(Object.keys(text.outcomes) as CallOutcome[]).map(outcome =>
          radio(outcome, text.outcomes[outcome], form.outcome === outcome, () => desk.change({ outcome })),
        )}
      </fieldset>
      ${
        needsTime
          ? html`<div class="field">
              <label for="again">${text.again}</label>
              <select
                id="again"
                @change=${(event: Event) => desk.change({ again: valueOf(event) as unknown as CallForm['again'] })}
              >
                ${Object.entries(text.agains).map(
                  ([key, label]) =>
                    html`<option value=${key} .selected=${String(form.again) === key}>${label}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      <div class="field">
        <label for="note">${text.note}</label>
        <textarea
          id="note"
          rows="2"
          maxlength="500"
          ?readonly=${pending}
          .value=${form.note}
          @input=${(event: Event) => desk.change({ note: valueOf(event) })}
        ></textarea>
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${pending || desk.isExpired ? 'true' : nothing}>
          ${pending ? text.recording : text.record}
        </button>
        <button type="button" class="link" @click=${() => void desk.release()}>
          ${desk.isExpired ? text.back : text.release}
        </button>
      </div>
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    </form>
  </section>`;
}

const radio = (value: string, label: string, chosen: boolean, change: () => void) =>
  html`<label class="tick round ${chosen ? 'chosen' : ''}">
    <input
      type="radio"
      name="outcome"
      value=${value}
      .checked=${chosen}
      @focus=${focusRing.on}
      @blur=${focusRing.off}
      @change=${change}
    />
    <span class="mark">${tickMark}</span><span>${label}</span>
  </label>`;
