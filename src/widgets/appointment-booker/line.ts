import type { LitElement } from 'lit';
import type { Waiting, waitingCreate } from '../../contract/waiting.ts';
import { Ask, failed, html, loadPart, type PortalController } from '../../core/index.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { TicketPart } from '../../parts/ticket.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import type { KeptTickets } from './kept-tickets.ts';
import type { Joining, Leads, WaitingFace } from './waiting-face.ts';

/** The line for a full session; what shows it is loaded for those who join it. */
export class Line {
  readonly #widget: PortalController<BookerTexts>;
  readonly #another: () => void;
  readonly #make: (part: TicketPart) => WaitingFace;
  readonly #load: Ask<WaitingFace>;
  /** Whose turn is to be read. */
  #secret = '';

  constructor(host: LitElement, widget: PortalController<BookerTexts>, kept: KeptTickets, leads: Leads) {
    this.#widget = widget;
    this.#another = leads.another;
    this.#make = ({ WaitingFace }) => new WaitingFace(host, widget, kept, leads);
    this.#load = new Ask(host, true);
  }

  get open(): boolean {
    return this.#secret !== '' || !!this.#load.value?.open;
  }

  get asking(): boolean {
    return this.#load.asking || !!this.#load.value?.asking;
  }

  get spoken(): string {
    return this.#load.value?.spoken ?? '';
  }

  /** Somebody joined before a reload, and was not answered. Only the name is needed: the rest comes with the part. */
  get pending() {
    return this.#widget.portal.client.pendingInput({ name: 'waiting.create' } as typeof waitingCreate);
  }

  async join(input: Joining): Promise<Outcome<Waiting>> {
    const loaded = await this.#face();
    return loaded.kind === 'answered' ? loaded.value.join(input) : loaded;
  }

  async read(secret = this.#secret): Promise<void> {
    this.#secret = secret;
    const loaded = await this.#face();
    if (loaded.kind !== 'answered' || secret !== this.#secret) return;
    this.#secret = '';
    await loaded.value.read(secret);
  }

  close(): void {
    this.#secret = '';
    this.#load.value?.close();
  }

  render() {
    const face = this.#load.value;
    const { failure } = this.#load;
    if (face && !this.#secret) return face.render();
    return html`<h2 tabindex="-1" id="title">${this.#widget.text.inLine}</h2>
      ${failure ? failed(this.#widget, failure, () => void this.read()) : html`<div class="skeleton"></div>`}
      <button type="button" class="link" @click=${this.#another}>${this.#widget.text.another}</button>`;
  }

  async #face(): Promise<Outcome<WaitingFace>> {
    const { outcome } = this.#load;
    if (outcome?.kind === 'answered') return outcome;
    return this.#load.run(() =>
      loadPart<TicketPart>('ticket').then(
        (part): Outcome<WaitingFace> => ({ kind: 'answered', value: this.#make(part) }),
        (): Outcome<WaitingFace> => ({ kind: 'offline' }),
      ),
    );
  }
}
