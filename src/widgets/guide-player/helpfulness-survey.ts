import type { LitElement } from 'lit';
import { feedbackCreate, type FeedbackReceipt } from '../../contract/feedback.ts';
import type { Guide } from '../../contract/guide.ts';
import type { Input } from '../../contract/requests/index.ts';
import {
  RequestController,
  callButton,
  failureBox,
  focusOn,
  html,
  icons,
  nothing,
  pick,
  type PortalController,
} from '../../core/index.ts';
import type { GuideTexts } from './guide-player.texts.ts';

interface Answer {
  guide: string;
  helpful: boolean;
  step?: number;
}

/** Asks anonymously whether the guide helped, and if not, at which step. */
export class HelpfulnessSurvey {
  readonly #host: LitElement;
  readonly #widget: PortalController<GuideTexts>;
  readonly #request: RequestController<FeedbackReceipt>;
  #lost = false;
  #sent: Answer | undefined;

  constructor(host: LitElement, widget: PortalController<GuideTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.#request = new RequestController(host, true);
  }

  clear(): void {
    this.#lost = false;
    this.#sent = undefined;
    this.#request.clear();
  }

  render({ id, asks, chapters }: Guide) {
    if (!asks) return nothing;
    const { text, lang } = this.#widget;
    const { value, failure, pending } = this.#request;
    if (value) return this.#thanks();
    const off = pending ? 'true' : nothing;
    return html`<section class="helped part stack" aria-labelledby="helped">
      <h3 id="helped" tabindex="-1">${this.#lost ? text.which : text.helped}</h3>
      ${
        this.#lost
          ? html`<div class="actions">
              ${chapters.map(
                ({ title }, step) =>
                  html`<button
                    type="button"
                    aria-disabled=${off}
                    @click=${() => this.#send({ guide: id, helpful: false, step })}
                  >
                    ${text.step(step + 1, pick(title, lang))}
                  </button>`,
              )}
              <button
                type="button"
                class="link"
                aria-disabled=${off}
                @click=${() => this.#send({ guide: id, helpful: false })}
              >
                ${text.anyStep}
              </button>
            </div>`
          : html`<div class="answers">
              <button type="button" aria-disabled=${off} @click=${() => this.#send({ guide: id, helpful: true })}>
                ${text.yes}
              </button>
              <button type="button" aria-disabled=${off} @click=${this.#askStep}>${text.no}</button>
            </div>`
      }
      ${pending ? html`<p class="hint" role="status">${text.sending}</p>` : nothing}
      ${failure ? failureBox(this.#widget, failure, () => this.#sent && this.#send(this.#sent)) : nothing}
    </section>`;
  }

  #thanks() {
    const { text, portal } = this.#widget;
    const { feedback } = portal.links;
    return html`<section class="helped part stack">
      <div class="box done">
        <p class="title">${icons.done}<span tabindex="-1" id="helped" role="status">${text.thanks}</span></p>
      </div>
      ${
        this.#sent?.helpful
          ? nothing
          : html`<div class="actions">
              ${callButton(this.#widget)}
              ${feedback ? html`<a class="button" href=${feedback}>${text.write}</a>` : nothing}
            </div>`
      }
    </section>`;
  }

  #askStep = (): void => {
    if (this.#request.pending) return;
    this.#lost = true;
    this.#host.requestUpdate();
    focusOn(this.#host, 'helped');
  };

  async #send(answer: Answer): Promise<void> {
    if (this.#request.pending) return;
    this.#sent = answer;
    const input = { kind: 'guide', ...answer } as Input<typeof feedbackCreate>;
    const { kind } = await this.#request.run(() => this.#widget.call(feedbackCreate, input));
    if (kind === 'answered') focusOn(this.#host, 'helped');
  }
}
