import type { LitElement } from 'lit';
import type { Waiting, waitingCreate } from '../../contract/waiting.ts';
import { html, type PortalController } from '../../core/index.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { BookingPart } from '../../parts/booking.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import type { KeptTickets } from './kept-tickets.ts';
import { Late } from './late.ts';
import type { Joining, Leads, WaitingFace } from './waiting-face.ts';

/** The line for a full session; what shows it is loaded for those who join it. */
export class Line {
  readonly #widget: PortalController<BookerTexts>;
  readonly #another: () => void;
  readonly #face: Late<WaitingFace>;
  /** Whose turn is to be read. */
  #secret = '';

  constructor(host: LitElement, widget: PortalController<BookerTexts>, kept: KeptTickets, leads: Leads) {
    this.#widget = widget;
    this.#another = leads.another;
    this.#face = new Late(
      host,
      widget,
      'booking',
      ({ WaitingFace }: BookingPart) => new WaitingFace(host, widget, kept, leads),
    );
  }

  get open(): boolean {
    return this.#secret !== '' || !!this.#face.value?.open;
  }

  get asking(): boolean {
    return this.#face.asking || !!this.#face.value?.asking;
  }

  get spoken(): string {
    return this.#face.value?.spoken ?? '';
  }

  /** Somebody joined before a reload, and was not answered. Only the name is needed: the rest comes with the part. */
  get pending() {
    return this.#widget.portal.client.pendingInput({ name: 'waiting.create' } as typeof waitingCreate);
  }

  async join(input: Joining): Promise<Outcome<Waiting>> {
    const face = await this.#face.face();
    return face ? face.join(input) : { kind: 'offline' };
  }

  async read(secret = this.#secret): Promise<void> {
    this.#secret = secret;
    const face = await this.#face.face();
    if (!face || secret !== this.#secret) return;
    this.#secret = '';
    await face.read(secret);
  }

  close(): void {
    this.#secret = '';
    this.#face.value?.close();
  }

  render() {
    const face = this.#face.value;
    if (face && !this.#secret) return face.render();
    return html`<h2 tabindex="-1" id="title">${this.#widget.text.inLine}</h2>
      ${this.#face.pending(() => void this.read())}
      <button type="button" class="link" @click=${this.#another}>${this.#widget.text.another}</button>`;
  }
}
