import type { LitElement, ReactiveController } from 'lit';
import { capabilitiesRead, type Capabilities } from '../contract/capabilities.ts';
import { RequestController } from './request-controller.ts';
import type { Client } from './client.ts';
import type { Failure } from './outcome.ts';
import type { PortalController } from './portal-controller.ts';

/** Loads the capabilities of the page's agency, again whenever the backend or agency changes. */
export class CapabilitiesController implements ReactiveController {
  readonly #widget: PortalController<object>;
  readonly #onLoaded: () => void;
  readonly #request: RequestController<Capabilities>;
  #client: Client | undefined;

  /** @param known called after each successful load */
  constructor(host: LitElement, widget: PortalController<object>, known: () => void) {
    this.#widget = widget;
    this.#onLoaded = known;
    this.#request = new RequestController(host);
    host.addController(this);
  }

  get value(): Capabilities | undefined {
    return this.#request.value;
  }

  get failure(): Failure | undefined {
    return this.#request.failure;
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
    const outcome = await this.#request.run(signal => this.#widget.call(capabilitiesRead, {}, signal));
    const { kind } = outcome;
    if (kind === 'answered') {
      this.#widget.takeNotice(outcome.value);
      this.#onLoaded();
    }
    if (kind === 'cancelled' && !this.#request.pending) this.#client = undefined;
  };
}
