import type { LitElement, ReactiveController } from 'lit';
import { capabilitiesRead, type Capabilities } from '../contract/capabilities.ts';
import { Ask } from './request-controller.ts';
import type { Client } from './client.ts';
import type { Failure } from './outcome.ts';
import type { PortalController } from './portal-controller.ts';

/** What the backend offers for the page's agency; asked anew when the page names another backend or agency. */
export class Offer implements ReactiveController {
  readonly #widget: PortalController<object>;
  readonly #known: () => void;
  readonly #ask: Ask<Capabilities>;
  #client: Client | undefined;

  /** @param known called each time the offer becomes known */
  constructor(host: LitElement, widget: PortalController<object>, known: () => void) {
    this.#widget = widget;
    this.#known = known;
    this.#ask = new Ask(host);
    host.addController(this);
  }

  get value(): Capabilities | undefined {
    return this.#ask.value;
  }

  get failure(): Failure | undefined {
    return this.#ask.failure;
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { client } = this.#widget.portal;
    if (client === this.#client || !client.api) return;
    this.#client = client;
    void this.load();
  }

  load = async (): Promise<void> => {
    const { kind } = await this.#ask.run(signal => this.#widget.call(capabilitiesRead, {}, signal));
    if (kind === 'answered') this.#known();
    if (kind === 'cancelled' && !this.#ask.asking) this.#client = undefined;
  };
}
