import type { LitElement, ReactiveController } from 'lit';
import { holdCreate, holdExtend, holdRelease, type Hold } from '../../../contract/hold.ts';
import { errorMessage, focusOn, RequestController, type PortalController } from '../../../core/index.ts';
import type { Input } from '../../../contract/requests/index.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

/** Remaining seconds that are announced, and at which extending is offered. */
const warnings = [120, 30];
const storageKey = 'hold:booking';

/**
 * Holds one place: creates, counts down by the server's clock, extends and releases. The token is stored in this tab,
 * so that a reload does not hold a second place.
 */
export class HoldController implements ReactiveController {
  hold: Hold | undefined;
  /** Live-region text of the remaining time. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #request: RequestController<Hold>;
  #ends = 0;
  #timer = 0;
  #warned = 0;
  /** Incremented by each release: later answers belong to an abandoned hold. */
  #generation = 0;

  constructor(host: LitElement, widget: PortalController<BookerTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.#request = new RequestController(host, true);
    host.addController(this);
  }

  get pending(): boolean {
    return this.#request.pending;
  }

  /** Whether a place is held, perhaps since before a reload. */
  get kept(): boolean {
    return this.#token !== undefined;
  }

  get slow(): boolean {
    return this.#request.slow;
  }

  /** Remaining whole seconds, independent of the device's clock. */
  get secondsLeft(): number {
    return this.hold ? Math.max(0, Math.ceil((this.#ends - performance.now()) / 1000)) : 0;
  }

  get expired(): boolean {
    return this.hold !== undefined && !this.secondsLeft;
  }

  /** Whether to offer an extension. */
  get ending(): boolean {
    return this.hold !== undefined && this.hold.extensionsLeft > 0 && this.secondsLeft <= warnings[0]!;
  }

  hostConnected(): void {
    if (this.hold) this.#count();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Holds a place, replacing the current hold. */
  async keep(wanted: Omit<Input<typeof holdCreate>, 'agency' | 'instead'>): Promise<Outcome<Hold>> {
    const instead = this.#token;
    const generation = this.#generation;
    const outcome = await this.#request.run(() =>
      this.#widget.call(holdCreate, { ...wanted, ...(instead && { instead }) }),
    );
    if (generation !== this.#generation) {
      if (outcome.kind === 'answered') void this.#widget.call(holdRelease, { token: outcome.value.token });
      return { kind: 'cancelled' };
    }
    if (outcome.kind === 'answered') this.#start(outcome.value);
    return outcome;
  }

  /** The extend button may disappear: the focus moves to the remaining time. */
  extend = async (): Promise<void> => {
    await this.#extend();
    focusOn(this.#host, 'timer');
  };

  async #extend(): Promise<void> {
    const { hold } = this;
    if (!hold || this.pending) return;
    const outcome = await this.#request.run(() => this.#widget.call(holdExtend, { token: hold.token }));
    if (hold !== this.hold) return;
    if (outcome.kind === 'answered') {
      this.#start(outcome.value);
      this.spoken = this.#widget.text.longerSpoken(this.clock);
    } else if (outcome.kind === 'refused' && outcome.slug === 'hold-expired') {
      this.#ends = 0;
    } else if (outcome.kind !== 'cancelled') {
      this.spoken = errorMessage(outcome, this.#widget.core);
    }
    this.#host.requestUpdate();
  }

  /** Releases the hold without waiting for the answer. */
  release(): void {
    const token = this.#token;
    this.forget();
    if (token) void this.#widget.call(holdRelease, { token });
  }

  /** Called when the place is booked or lost. */
  forget(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.hold = undefined;
    this.spoken = '';
    this.#widget.portal.session.remove(storageKey);
    this.#host.requestUpdate();
  }

  /** `9:05` */
  get clock(): string {
    const seconds = this.secondsLeft % 60;
    return `${Math.floor(this.secondsLeft / 60)}:${seconds < 10 ? '0' : ''}${seconds}`;
  }

  /** The token of this page, or of the page before a reload. */
  get #token(): string | undefined {
    const kept = this.#widget.portal.session.read(storageKey);
    return this.hold?.token ?? (typeof kept === 'string' ? kept : undefined);
  }

  #start(hold: Hold): void {
    this.hold = hold;
    this.#ends = performance.now() + Date.parse(hold.expiresAt) - Date.parse(hold.now);
    this.#warned = 0;
    this.#widget.portal.session.write(storageKey, hold.token);
    this.#count();
  }

  /** Runs every second; announces only the warnings. */
  #count(): void {
    clearTimeout(this.#timer);
    const left = this.secondsLeft;
    const due = warnings.filter(seconds => left <= seconds).length;
    if (due > this.#warned && left) {
      this.#warned = due;
      this.spoken = this.#widget.text.heldSpoken(left >= 60 ? Math.round(left / 60) : 0, left);
    }
    if (!left) this.spoken = this.#widget.text.expired;
    this.#host.requestUpdate();
    // The buttons of the hold disappear: the focus must not get lost with them.
    if (!left && (this.#host.renderRoot as ShadowRoot).activeElement) focusOn(this.#host, 'expired');
    if (left) this.#timer = window.setTimeout(() => this.#count(), 1000);
  }
}
