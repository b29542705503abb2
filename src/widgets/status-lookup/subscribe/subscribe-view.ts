import type { LitElement } from 'lit';
import type { Dossier } from '../../../contract/dossier.ts';
import {
  type NewSubscription,
  type StoppedSubscription,
  type Subscription,
  subscriptionCreate,
  subscriptionStop,
} from '../../../contract/subscription.ts';
import {
  errorMessage,
  failureBox,
  focusOn,
  html,
  nothing,
  type PortalController,
  RequestController,
} from '../../../core/index.ts';
import type { Failure } from '../../../core/outcome.ts';
import type { FormProblem } from '../../shared/fields.ts';
import { PhoneView } from '../../shared/phone-view.ts';
import { type NoticeOffer, usualWish, type Wish, wishFields, wishProblems } from './subscribe-form.ts';
import { subscribeTexts, type SubscribeTexts } from './subscribe.texts.ts';

interface Callbacks {
  /** Announces a text. */
  say(text: string): void;
  close(): void;
  /** Has the dossier read again: who is told of it has changed. */
  changed(): void;
}

/** Who is told of a dossier: ends it with one tap, adds a phone that is confirmed by a code. */
export class SubscribeView {
  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #callbacks: Callbacks;
  readonly #phone: PhoneView;
  readonly #creating: RequestController<NewSubscription>;
  readonly #stopping: RequestController<StoppedSubscription>;
  #dossier: Dossier | undefined;
  #offer: NoticeOffer = { channels: [], purposes: [] };
  #told: Subscription[] = [];
  #wish: Wish = usualWish(this.#offer);
  #problems: FormProblem[] = [];
  #isAdding = false;
  /** The subscription that is being ended. */
  #ending = '';

  constructor(host: LitElement, widget: PortalController<object>, callbacks: Callbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.#creating = new RequestController(host, true);
    this.#stopping = new RequestController(host, true);
    this.#phone = new PhoneView(host, widget, {
      ...{ text: () => this.#text, say: callbacks.say },
      focus: id => focusOn(host, id === 'title' ? 'subscribe' : id),
      title: text => html`<h3 id="subscribe" tabindex="-1">${text}</h3>`,
    });
  }

  /** What was typed and who is told are gone; late answers are not shown. */
  reset(): void {
    this.#dossier = undefined;
    this.#phone.close();
    this.#creating.clear();
    this.#stopping.clear();
    this.#told = [];
    this.#wish = usualWish(this.#offer);
    this.#problems = [];
    this.#confirmed = '';
  }

  #adopt(dossier: Dossier, offer: NoticeOffer): void {
    if (dossier === this.#dossier) return;
    this.#offer = offer;
    if (this.#dossier?.code !== dossier.code) {
      this.reset();
      this.#isAdding = !dossier.subscriptions?.length;
    }
    this.#told = dossier.subscriptions ?? [];
    this.#dossier = dossier;
  }

  get #text(): SubscribeTexts {
    const { portal, lang } = this.#widget;
    return portal.plugins.textsFor(lang, 'subscribe', subscribeTexts);
  }

  /** @param dossier what was typed for another is gone */
  render(dossier: Dossier, offer: NoticeOffer) {
    this.#adopt(dossier, offer);
    const text = this.#text;
    if (this.#phone.open) return html`<section class="stack">${this.#phone.render()}</section>`;
    return html`<section class="stack" aria-labelledby="subscribe">
      <h3 id="subscribe" tabindex="-1">${text.title}</h3>
      ${this.#told.length ? this.#list() : nothing}
      ${
        this.#isAdding
          ? this.#form()
          : html`<div class="actions">
              <button type="button" @click=${this.#add}>${text.add}</button>
              <button type="button" class="link" @click=${this.#callbacks.close}>${text.close}</button>
            </div>`
      }
    </section>`;
  }

  #list() {
    const text = this.#text;
    const { pending, failure } = this.#stopping;
    return html`<h4>${text.told}</h4>
      <ul class="rows">
        ${this.#told.map(each => {
          const { phone, channel, events } = each;
          const isEnding = pending && this.#ending === each.stop;
          return html`<li class="copy told">
            <span
              ><b class="number">${phone}</b>${` · ${text.channels[channel]}`}
              <span class="sub">${text.toldOf(events.map(event => text.events[event]).join(', '))}</span></span
            >
            <button
              type="button"
              class="link"
              aria-label=${text.stopFor(phone)}
              aria-disabled=${pending ? 'true' : nothing}
              @click=${() => void this.#stop(each)}
            >
              ${isEnding ? text.stopping : text.stop}
            </button>
          </li>`;
        })}
      </ul>
      ${failure ? failureBox(this.#widget, failure, this.#stopAgain) : nothing}
      <p class="sub">${text.bySms}</p>`;
  }

  #form() {
    const text = this.#text;
    const { pending, slow, failure } = this.#creating;
    return html`<form class="stack" novalidate @submit=${this.#submit}>
      ${wishFields({
        ...{ widget: this.#widget, text, offer: this.#offer, wish: this.#wish, problems: this.#problems },
        change: part => {
          this.#wish = { ...this.#wish, ...part };
          this.#host.requestUpdate();
        },
        focus: id => focusOn(this.#host, id),
      })}
      ${failure ? failureBox(this.#widget, failure, isFinal(failure) ? undefined : this.#createAgain, this.#messageOf(failure)) : nothing}
      <div class="actions">
        <button class="primary" aria-disabled=${pending ? 'true' : nothing}>
          ${pending ? text.subscribing : text.subscribe}
        </button>
        <button type="button" class="link" @click=${this.#callbacks.close}>${text.close}</button>
      </div>
      ${slow ? html`<p class="hint">${this.#widget.core.slow}</p>` : nothing}
    </form>`;
  }

  #messageOf(failure: Failure): string | undefined {
    const { tooMany, expired } = this.#text;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    if (slug === 'too-many-requests') return tooMany;
    return slug === 'ticket-not-valid' ? expired : errorMessage(failure, this.#widget.core);
  }

  #add = (): void => {
    this.#isAdding = true;
    this.#host.requestUpdate();
    focusOn(this.#host, 'phone');
  };

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#creating.pending) return;
    this.#creating.clear();
    this.#problems = wishProblems(this.#wish, this.#offer, this.#text);
    if (this.#problems.length) {
      this.#host.requestUpdate();
      focusOn(this.#host, 'summary');
    } else if (this.#wish.channel === 'call') void this.#create();
    else this.#confirm();
  };

  /** Goes on when the phone has entered its code; back to the form where it is another one. */
  #confirm(): void {
    this.#phone.ask(this.#wish.phone.trim(), confirmed => {
      if (confirmed) void this.#create(confirmed);
      focusOn(this.#host, confirmed ? 'subscribe' : 'phone');
    });
  }

  #confirmed = '';

  async #create(confirmed = this.#confirmed): Promise<void> {
    this.#confirmed = confirmed;
    const { channel, events, phone, consents } = this.#wish;
    const outcome = await this.#creating.run(() =>
      this.#widget.call(subscriptionCreate, {
        ...{ ticket: this.#dossier?.subscriptionTicket ?? '', phone, channel, events },
        ...(channel !== 'call' && { confirmed }),
        consents: this.#offer.purposes
          .filter(({ id }) => consents.includes(id))
          .map(({ id, version }) => ({ purpose: id, version })),
      }),
    );
    if (outcome.kind === 'answered') return this.#done(outcome.value);
    if (outcome.kind === 'refused' && outcome.slug === 'phone-unconfirmed') {
      this.#creating.clear();
      this.#confirm();
    } else if (outcome.kind !== 'cancelled')
      this.#callbacks.say(this.#messageOf(outcome) ?? errorMessage(outcome, this.#widget.core));
  }

  #done({ phone, channel, events, stop }: NewSubscription): void {
    this.#told = [...this.#told.filter(each => each.phone !== phone), { phone, channel, events, stop }];
    this.#wish = usualWish(this.#offer);
    this.#isAdding = false;
    this.#callbacks.changed();
    this.#callbacks.say(this.#text.done(phone));
    focusOn(this.#host, 'subscribe');
  }

  // The button goes.
  #createAgain = (): void => {
    void this.#create();
    focusOn(this.#host, 'subscribe');
  };

  #stopAgain = (): void => {
    const one = this.#told.find(({ stop }) => stop === this.#ending);
    if (one) void this.#stop(one);
    focusOn(this.#host, 'subscribe');
  };

  async #stop({ phone, stop }: Subscription): Promise<void> {
    if (this.#stopping.pending) return;
    this.#ending = stop;
    const outcome = await this.#stopping.run(() => this.#widget.call(subscriptionStop, { stop }));
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind !== 'answered') return this.#callbacks.say(errorMessage(outcome, this.#widget.core));
    this.#callbacks.changed();
    this.#told = this.#told.filter(each => each.stop !== stop);
    this.#callbacks.say(this.#text.stopped(phone));
    this.#host.requestUpdate();
    focusOn(this.#host, 'subscribe');
  }
}

/** Another try would be refused as well. */
const isFinal = (failure: Failure): boolean =>
  failure.kind === 'refused' && /^(?:ticket-not-valid|too-many-requests|not-offered)$/.test(failure.slug);
