import type { LitElement } from 'lit';
import type { CapabilitiesController, PortalController } from '../../../core/index.ts';
import type { AgencyModule } from './lazy.ts';
import type { AgencyPicker } from './agency-picker.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { LazyView } from '../../shared/lazy-view.ts';

/** The step that chooses an agency, on a page for several; its list is loaded only there. */
export class AgencyStep {
  /** Whether the page stands for several agencies. */
  below = false;
  /** Whether the capabilities of a chosen agency are being loaded. */
  going = false;

  readonly #widget: PortalController<BookerTexts>;
  readonly #capabilities: CapabilitiesController;
  readonly #picker: LazyView<AgencyPicker>;

  /** @param chosen called when an agency was chosen */
  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    capabilities: CapabilitiesController,
    chosen: () => void,
  ) {
    this.#widget = widget;
    this.#capabilities = capabilities;
    this.#picker = new LazyView(
      host,
      widget,
      'agencies',
      ({ AgencyPicker }: AgencyModule) => new AgencyPicker(host, widget, chosen, () => void this.#reload()),
    );
  }

  /** Whether an agency other than the page's was chosen. */
  get chosen(): boolean {
    return this.below && this.#widget.portal.page !== undefined;
  }

  get name(): string {
    return this.#picker.value?.name ?? '';
  }

  get spoken(): string {
    return this.#picker.value?.spoken ?? '';
  }

  get failure() {
    return this.#picker.failure;
  }

  load(): Promise<unknown> {
    return this.#picker.load();
  }

  /** Called when capabilities are known. */
  required(): void {
    if (this.#widget.portal.page === undefined) this.below = !!this.#capabilities.value?.booking?.below;
  }

  /**
   * Asks for an agency, or resumes the one chosen before a reload.
   * @param service only agencies that offer it
   * @param before agency of an unfinished booking
   */
  async ask(service: string, before?: string): Promise<void> {
    await (await this.#picker.load())?.open(service, before);
  }

  /**
   * Switches to the agency of a ticket.
   * @returns false when the list cannot be loaded
   */
  async goTo(agency: string | undefined): Promise<boolean> {
    if (!agency || agency === this.#widget.portal.settings.agency) return true;
    const picker = await this.#picker.load();
    if (!picker) return false;
    picker.goTo(agency);
    await this.#reload();
    return true;
  }

  /** Switches back to the page's own agency. */
  leave(): void {
    this.#picker.value?.leave();
    void this.#capabilities.load();
  }

  render(again: () => void) {
    return this.#picker.value?.render() ?? this.#picker.pending(again);
  }

  async #reload(): Promise<void> {
    this.going = true;
    await this.#capabilities.load();
    this.going = false;
  }
}
