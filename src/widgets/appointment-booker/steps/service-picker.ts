import type { LitElement } from 'lit';
import { serviceList, type ServiceSummary } from '../../../contract/service.ts';
import {
  RequestController,
  failureBox,
  focusOn,
  html,
  icon,
  nothing,
  translate,
  type PortalController,
} from '../../../core/index.ts';
import { emptyState } from '../../shared/empty-state.ts';
import { searchField } from '../../shared/fields.ts';
import {
  copyIcon,
  deskIcon,
  fileIcon,
  homeIcon,
  penIcon,
  peopleIcon,
  personIcon,
  searchIcon,
  shopIcon,
} from '../../shared/icons.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

const pause = 300;
/** Modes that this widget supports. */
const ways = 'time,session,home';

const symbols = new Map([
  ['copy', copyIcon],
  ['desk', deskIcon],
  ['home', homeIcon],
  ['pen', penIcon],
  ['people', peopleIcon],
  ['person', personIcon],
  ['shop', shopIcon],
]);

const iconOf = ({ icon: name }: ServiceSummary): string => symbols.get(name ?? '') ?? fileIcon;

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
    const { text } = this.#widget;
    this.spoken = services.length ? text.serviceCount(services.length) : `${text.noServices}. ${text.otherWords}`;
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
            ? this.#groups(services).map(
                ([name, own], i) =>
                  html`<section>
                    <h3 id="group-${i}">${name}</h3>
                    <ul class="rows" aria-labelledby="group-${i}">
                      ${own.map(
                        service =>
                          html`<li>
                            <button type="button" class="row tiled" @click=${() => this.#chosen(service)}>
                              <span class="tile">${icon(iconOf(service))}</span
                              ><span
                                ><span class="name">${this.#widget.inLang(service, 'name')}</span>
                                ${name === this.#fieldOf(service) ? nothing : html`<span class="sub">${this.#widget.inLang(service, 'field')}</span>`}</span
                              >
                            </button>
                          </li>`,
                      )}
                    </ul>
                  </section>`,
              )
            : emptyState(
                searchIcon,
                text.noServices,
                html`<p>${text.otherWords}</p>
                  ${this.#typed.trim() ? html`<button type="button" @click=${this.#showAll}>${text.allServices}</button>` : nothing}`,
              )
          : failure
            ? nothing
            : html`<div class="skeleton"></div>`
      }
    `;
  }

  /** Those often chosen first, then by field; results of a search stay in their order. */
  #groups(services: readonly ServiceSummary[]): [name: string, services: ServiceSummary[]][] {
    const { text } = this.#widget;
    if (this.#typed.trim()) return [[text.services, [...services]]];
    const groups = new Map<string, ServiceSummary[]>();
    const add = (name: string, service: ServiceSummary) => groups.set(name, [...(groups.get(name) ?? []), service]);
    for (const service of services) if (service.common) add(text.common, service);
    for (const service of services) if (!service.common) add(this.#fieldOf(service), service);
    return [...groups];
  }

  #showAll = (): void => {
    this.clear();
    void this.load();
    focusOn(this.#host, 'search');
  };

  #fieldOf(service: ServiceSummary): string {
    return translate(service, 'field', this.#widget.lang);
  }

  #type(typed: string): void {
    this.#typed = typed;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.load, pause);
  }
}
