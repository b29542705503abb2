import type { LitElement } from 'lit';
import type { Offer, PortalController } from '../../../core/index.ts';
import type { AgencyModule } from './lazy.ts';
import type { AgencyPicker } from './agency-picker.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { LazyView } from '../lazy-view.ts';

/** Where one books, on a page that stands for several agencies; what lists them is loaded for those pages only. */
export class AgencyStep {
  /** Whether the page stands for several agencies. */
  below = false;
  /** What another agency offers is being read for somebody who is on their way already. */
  going = false;

  readonly #widget: PortalController<BookerTexts>;
  readonly #capabilities: Offer;
  readonly #picker: LazyView<AgencyPicker>;

  /** @param chosen an agency was chosen */
  constructor(host: LitElement, widget: PortalController<BookerTexts>, capabilities: Offer, chosen: () => void) {
    this.#widget = widget;
    this.#capabilities = capabilities;
    this.#picker = new LazyView(
      host,
      widget,
      'agencies',
      ({ AgencyPicker }: AgencyModule) => new AgencyPicker(host, widget, chosen, () => void this.#reload()),
    );
  }

  /** Whether somebody has chosen another agency than the page's. */
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

  /** What the page's own agency offers is known. */
  required(): void {
    if (this.#widget.portal.page === undefined) this.below = !!this.#capabilities.value?.booking?.below;
  }

  /**
   * Asks the person, or goes where they were before a reload.
   * @param service only agencies that give it
   * @param before where something was left unfinished
   */
  async ask(service: string, before?: string): Promise<void> {
    await (await this.#picker.load())?.open(service, before);
  }

  /** Works for the agency of a ticket from now on; false where the list of agencies does not come. */
  async goTo(agency: string | undefined): Promise<boolean> {
    if (!agency || agency === this.#widget.portal.settings.agency) return true;
    const picker = await this.#picker.load();
    if (!picker) return false;
    picker.goTo(agency);
    await this.#reload();
    return true;
  }

  /** Goes back to the page's own agency. */
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
