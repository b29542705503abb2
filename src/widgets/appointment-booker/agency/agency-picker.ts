import type { LitElement, ReactiveController } from 'lit';
import { agencyList, type AgencySummary } from '../../../contract/agency.ts';
import { RequestController, failureBox, html, nothing, type PortalController } from '../../../core/index.ts';
import type { Client } from '../../../core/client.ts';
import { distance, type Position } from '../../../domain/distance.ts';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import { emptyState } from '../../shared/empty-state.ts';
import { searchField } from '../../shared/fields.ts';
import { pinIcon } from '../../shared/icons.ts';
import { agencyTexts, type AgencyTexts } from './agency-picker.texts.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

const longestWait = 15_000;

type Kept = Pick<AgencySummary, 'id' | 'name'>;

const isKept = (kept: unknown): kept is Kept => {
  const { id, name } = Object(kept) as Partial<Kept>;
  return typeof id === 'string' && typeof name === 'string';
};

/** Lets the citizen choose an agency: by current or former name, or the nearest on request. */
export class AgencyPicker implements ReactiveController {
  /** Live-region text. */
  spoken = '';
  /** Name of the chosen agency. */
  name = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #chosen: () => void;
  readonly #onSwitch: () => void;
  readonly #request: RequestController<{ agencies: AgencySummary[] }>;
  #client: Client;
  /** The page's own agency. */
  #home: string;
  #service = '';
  #typed = '';
  /** Position of the citizen; it never leaves the widget. */
  #here: Position | undefined;
  #locating: 'no' | 'asking' | 'failed' = 'no';

  /**
   * @param chosen called when an agency was chosen
   * @param renewed called when the page has replaced its portal, whose capabilities are being loaded
   */
  constructor(host: LitElement, widget: PortalController<BookerTexts>, chosen: () => void, renewed: () => void) {
    this.#host = host;
    this.#widget = widget;
    this.#chosen = chosen;
    this.#onSwitch = renewed;
    this.#client = widget.portal.client;
    this.#request = new RequestController(host);
    this.#home = this.#page;
    host.addController(this);
  }

  hostUpdate(): void {
    const { client } = this.#widget.portal;
    const isNew = client !== this.#client;
    this.#client = client;
    // A page with another agency starts over; one with a new theme or language passes its portal on.
    if (this.#page !== this.#home) {
      this.#home = this.#page;
      this.name = '';
      this.#request.clear();
      this.#forget();
    } else if (isNew && this.#hasChosen) this.#onSwitch();
  }

  /** Switches to another agency. */
  goTo(agency: string, name = ''): void {
    this.name = name;
    this.#widget.switchAgency(agency);
  }

  /** Switches back to the page's own agency. */
  leave(): void {
    this.#widget.portal.session.remove(this.#storedName);
    this.#forget();
    this.goTo('');
  }

  /**
   * Shows the list, or resumes the agency chosen before a reload of this tab.
   * @param service only agencies that offer it
   * @param before agency of an unfinished booking
   */
  async open(service: string, before?: string): Promise<void> {
    const stored = this.#widget.portal.session.read(this.#storedName);
    const kept = isKept(stored) ? stored : undefined;
    if (before && before !== kept?.id) this.#choose({ id: before, name: '' });
    else if (!this.#hasChosen && kept) this.#choose(kept);
    else if (!this.#request.value || service !== this.#service) await this.load(service);
  }

  load = async (service = this.#service): Promise<void> => {
    this.#service = service;
    this.#forget();
    const booking = this.#page;
    await this.#request.run(signal => this.#widget.call(agencyList, { booking, ...(service && { service }) }, signal));
  };

  render() {
    const text = this.#text;
    const { value, failure, slow } = this.#request;
    if (failure) return failureBox(this.#widget, failure, () => void this.load());
    if (!value)
      return html`<div class="skeleton"></div>
        ${slow ? html`<p class="hint">${this.#widget.core.slow}</p>` : nothing}`;
    if (!value.agencies.length) return emptyState(pinIcon, text.none, nothing);
    const found = this.#found;
    return html`
      ${searchField(text.search, text.searchHint, this.#typed, typed => this.#type(typed))} ${this.#nearest()}
      ${
        found.length
          ? html`<h3 id="agencies">${text.list}</h3>
              <ul class="rows" aria-labelledby="agencies">
                ${found.map(agency => html`<li>${this.#row(agency)}</li>`)}
              </ul>`
          : html`<p>${text.count(0)}</p>`
      }
    `;
  }

  /** Geolocation is requested only on press. */
  #nearest() {
    const text = this.#text;
    const known = this.#request.value?.agencies.some(({ position }) => position);
    if (!known || !('geolocation' in navigator)) return nothing;
    const pending = this.#locating === 'asking';
    return html`<div class="field">
      <button
        type="button"
        aria-describedby="near-hint"
        aria-disabled=${pending ? 'true' : nothing}
        @click=${this.#locate}
      >
        ${pending ? text.looking : text.near}
      </button>
      <p class="hint" id="near-hint">
        ${this.#locating === 'failed' ? text.noPosition : this.#here ? text.sorted : text.nearHint}
      </p>
    </div>`;
  }

  #row(agency: AgencySummary) {
    const text = this.#text;
    const away = this.#away(agency);
    const { name, formerNames } = agency;
    const kilometres = away !== undefined && String(Math.max(1, Math.round(away)));
    return html`<button type="button" class="row" @click=${() => this.#choose(agency)}>
      <span class="name">${name}</span>
      ${kilometres ? html`<span class="number">${text.away(kilometres)}</span>` : nothing}
      ${formerNames.length ? html`<span class="sub">${text.formerly(formerNames.join(', '))}</span>` : nothing}
    </button>`;
  }

  get #text(): AgencyTexts {
    const { portal, lang } = this.#widget;
    return portal.plugins.textsFor(lang, 'agency-picker', agencyTexts);
  }

  /** Agencies whose current or former name contains all words; nearest first, where positions are known. */
  get #found(): AgencySummary[] {
    const text = foldDiacritics(this.#typed).split(' ').filter(Boolean);
    const all = (this.#request.value?.agencies ?? []).filter(({ name, formerNames }) => {
      const names = [name, ...formerNames].map(foldDiacritics);
      return names.some(known => text.every(word => known.split(' ').some(part => part.startsWith(word))));
    });
    if (!this.#here) return all;
    const far = (agency: AgencySummary) => this.#away(agency) ?? Infinity;
    return all.sort((a, b) => (far(a) < far(b) ? -1 : 1));
  }

  /** Distance in km. */
  #away({ position }: AgencySummary): number | undefined {
    return this.#here && position ? distance(this.#here, position) : undefined;
  }

  #choose({ id, name }: Kept): void {
    this.#widget.portal.session.write(this.#storedName, { id, name });
    this.goTo(id, name);
    this.#chosen();
  }

  /** Clears the search for the next citizen. */
  #forget(): void {
    this.#typed = this.spoken = '';
    this.#here = undefined;
    this.#locating = 'no';
  }

  /** The page's own agency. */
  get #page(): string {
    const { page, settings } = this.#widget.portal;
    return page ?? settings.agency;
  }

  get #hasChosen(): boolean {
    return this.#widget.portal.page !== undefined;
  }

  get #storedName(): string {
    return `agency:${this.#home}`;
  }

  #type(typed: string): void {
    this.#typed = typed;
    this.spoken = typed.trim() ? this.#text.count(this.#found.length) : '';
    this.#host.requestUpdate();
  }

  #locate = (): void => {
    if (this.#locating === 'asking') return;
    this.#locating = 'asking';
    this.#announce(this.#text.looking);
    const showFailure = () => {
      if (this.#locating !== 'asking') return;
      this.#locating = 'failed';
      this.#announce(this.#text.noPosition);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        this.#here = { latitude, longitude };
        this.#locating = 'no';
        this.#announce(this.#text.sorted);
      },
      showFailure,
      { timeout: longestWait, maximumAge: 600_000 },
    );
    // Browsers never time out an unanswered permission prompt.
    setTimeout(showFailure, longestWait * 2);
  };

  #announce(text: string): void {
    this.spoken = text;
    this.#host.requestUpdate();
  }
}
