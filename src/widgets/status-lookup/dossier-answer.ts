import type { LitElement } from 'lit';
import type { Dossier } from '../../contract/dossier.ts';
import { callStrip, focusOn, type PortalController } from '../../core/index.ts';
import { copyText } from '../shared/copy-text.ts';
import { LazyView } from '../shared/lazy-view.ts';
import { shownFailure } from '../shared/shown-failure.ts';
import { dossierTexts, type DossierTexts } from './dossier.texts.ts';
import { foundView } from './dossier-view.ts';
import { deskPhone } from './header-actions.ts';
import { keptCodes, setKept } from './kept-codes.ts';
import { keptView } from './kept-view.ts';
import type { PaymentModule } from './lazy-payment.ts';
import { headlineOf, type View } from './next-action.ts';
import { printDossier } from './print-dossier.ts';
import type { SubscribeModule } from './subscribe/lazy.ts';
import type { NoticeOffer } from './subscribe/subscribe-form.ts';
import type { SubscribeView } from './subscribe/subscribe-view.ts';

interface Callbacks {
  /** Announces a text. */
  say(text: string): void;
  /** Starts another lookup. */
  another(): void;
  /** Reads the dossier again. */
  refresh(): void;
  /** How somebody can be told of a dossier; nothing where the backend offers none. */
  notices(): NoticeOffer | null | undefined;
}

/** The answered face, and the codes that are kept on the device. */
export class DossierAnswer {
  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #callbacks: Callbacks;
  readonly #payment: LazyView<PaymentModule>;
  readonly #subscribe: LazyView<SubscribeView>;
  /** What came of copying a code. */
  #copied = { code: '', said: '' };
  /** The dossier whose account is open. */
  #paying = '';
  /** The dossier whose subscriptions are open. */
  #subscribing = '';

  constructor(host: LitElement, widget: PortalController<object>, callbacks: Callbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.#payment = new LazyView(host, widget, 'payment', (module: PaymentModule) => module);
    this.#subscribe = new LazyView(
      host,
      widget,
      'subscribe',
      ({ SubscribeView }: SubscribeModule) =>
        new SubscribeView(host, widget, {
          say: callbacks.say,
          close: () => this.#closeSubscriptions(),
          changed: callbacks.refresh,
        }),
    );
  }

  get #text(): DossierTexts {
    const { portal, lang } = this.#widget;
    return portal.plugins.textsFor(lang, 'mc-status-lookup', dossierTexts);
  }

  /** Closes what was opened for a dossier; what was typed there is gone. */
  reset(): void {
    this.#paying = this.#subscribing = '';
    this.#subscribe.value?.reset();
  }

  /** Live-region text of an answer that is shown now, or that has changed. */
  spoken(dossier: Dossier, changed = false): string {
    const headline = headlineOf({ widget: this.#widget, text: this.#text, dossier });
    return changed ? this.#text.changedSpoken(headline) : this.#text.foundSpoken(dossier.code, headline);
  }

  /**
   * @param stale whether the last refresh failed
   * @param more the form for details that need a second factor
   */
  render(dossier: Dossier, stale: boolean, more: unknown) {
    const { portal } = this.#widget;
    const view: View = { widget: this.#widget, text: this.#text, dossier };
    const { code } = dossier;
    return foundView({
      ...view,
      stale,
      copyLabel: this.#copied.code === code ? this.#copied.said : this.#text.copy,
      kept: portal.settings.kiosk === 'true' ? undefined : this.#isKept(code),
      payment: this.#paying === code ? this.#transfer(view) : undefined,
      isSubscribable: Boolean(dossier.subscriptionTicket && this.#callbacks.notices()),
      subscriptions: this.#subscribing === code ? this.#subscriptions(dossier) : undefined,
      more,
      actions: {
        copy: () => void this.#copy(code),
        pay: () => this.#pay(code),
        subscribe: () => (this.#subscribing === code ? this.#closeSubscriptions() : void this.#openSubscriptions(code)),
        print: () => printDossier(view),
        another: this.#callbacks.another,
        keep: () => this.#keep(dossier, !this.#isKept(code)),
      },
    });
  }

  /** The strip at the end of the face. */
  strip(dossier: Dossier) {
    const phone = deskPhone({ widget: this.#widget, dossier });
    return callStrip(this.#widget, {
      phone,
      line: this.#text.updated(this.#widget.portal.format.moment(dossier.updatedAt)),
    });
  }

  /** The kept codes; `open` looks one up. */
  renderKept(open: (code: string) => void) {
    return keptView(this.#text, this.#widget.backendLang, keptCodes(this.#widget.portal), {
      open,
      remove: code => {
        this.#keep({ code, procedure: null }, false);
        focusOn(this.#host, 'code');
      },
    });
  }

  #transfer(view: View) {
    const { value } = this.#payment;
    return value
      ? value.paymentView(view, this.#callbacks.say)
      : this.#payment.pending(() => void this.#payment.load());
  }

  #pay(code: string): void {
    this.#paying = code;
    void this.#payment.load().then(() => focusOn(this.#host, 'transfer'));
  }

  #subscriptions(dossier: Dossier) {
    const offer = this.#callbacks.notices();
    const { value } = this.#subscribe;
    return value && offer
      ? value.render(dossier, offer)
      : this.#subscribe.pending(() => void this.#openSubscriptions(dossier.code));
  }

  async #openSubscriptions(code: string): Promise<void> {
    this.#subscribing = code;
    this.#host.requestUpdate();
    const view = await this.#subscribe.load();
    if (this.#subscribing !== code) return;
    if (view) focusOn(this.#host, 'subscribe');
    else this.#callbacks.say(await shownFailure(this.#host));
  }

  #closeSubscriptions(): void {
    this.#subscribing = '';
    this.#host.requestUpdate();
    focusOn(this.#host, 'subscriptions');
  }

  async #copy(code: string): Promise<void> {
    const { copied, copiedSpoken, notCopied } = this.#text;
    const done = await copyText(code);
    this.#copied = { code, said: done ? copied : notCopied };
    this.#callbacks.say(done ? copiedSpoken : notCopied);
  }

  #isKept(code: string): boolean {
    return keptCodes(this.#widget.portal).some(kept => kept.code === code);
  }

  #keep(dossier: Pick<Dossier, 'code' | 'procedure'>, keep: boolean): void {
    setKept(this.#widget.portal, dossier, keep);
    this.#callbacks.say(keep ? this.#text.keptSpoken : this.#text.forgotSpoken);
  }
}
