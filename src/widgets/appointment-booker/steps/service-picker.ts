import type { LitElement } from 'lit';
import { serviceList, type ServiceSummary } from '../../../contract/service.ts';
import { RequestController, failureBox, html, nothing, type PortalController } from '../../../core/index.ts';
import { searchField } from '../../shared/fields.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

const pause = 300;
/** Modes that this widget supports. */
const ways = 'time,session,home';

/** Searches services; the backend knows synonyms. */
export class ServicePicker {
  /** Live-region text of the search. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #chosen: (service: ServiceSummary) => void;
  readonly #request: RequestController<{ services: ServiceSummary[] }>;
  #typed = '';
  #timer = 0;

  constructor(host: LitElement, widget: PortalController<BookerTexts>, chosen: (service: ServiceSummary) => void) {
    this.#host = host;
    this.#widget = widget;
    this.#chosen = chosen;
    this.#request = new RequestController(host);
  }

  /** Clears the search for the next citizen. */
  clear(): void {
    this.#typed = this.spoken = '';
    this.#request.clear();
  }

  load = async (): Promise<void> => {
    const q = this.#typed.trim();
    const outcome = await this.#request.run(signal =>
      this.#widget.call(serviceList, { ways, ...(q && { q }) }, signal),
    );
    if (outcome.kind !== 'answered' || !q) return;
    const { services } = outcome.value;
    this.spoken = services.length ? this.#widget.text.serviceCount(services.length) : this.#widget.text.noServices;
    this.#host.requestUpdate();
  };

  render() {
    const { text, core } = this.#widget;
    const { value, failure, slow } = this.#request;
    const services = value?.services;
    return html`
      ${searchField(text.search, text.searchHint, this.#typed, typed => this.#type(typed))}
      ${failure ? failureBox(this.#widget, failure, this.load) : nothing}
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
      ${
        services
          ? services.length
            ? html`<h3 id="services">${text.services}</h3>
                <ul class="list" aria-labelledby="services">
                  ${services.map(
                    service =>
                      html`<li>
                        <button type="button" class="row" @click=${() => this.#chosen(service)}>
                          <span>${service.name}</span> <span class="sub">${service.field}</span>
                        </button>
                      </li>`,
                  )}
                </ul>`
            : html`<p>${text.noServices}</p>`
          : failure
            ? nothing
            : html`<div class="skeleton"></div>`
      }
    `;
  }

  #type(typed: string): void {
    this.#typed = typed;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.load, pause);
  }
}
