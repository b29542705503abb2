import type { LitElement, ReactiveController } from 'lit';
import { holdCreate, holdExtend, holdRelease, type Hold } from '../../../contract/hold.ts';
import { Ask, explain, type PortalController } from '../../../core/index.ts';
import type { Input } from '../../../contract/operation.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

/** Seconds before the end at which the time left is spoken, and the longer button appears. */
const warnings = [120, 30];
const shelf = 'hold:booking';

/**
 * Keeps one place for a person: asks for it, counts down by the backend's clock, extends it and gives it back. Its token
 * stays in this tab, so that a reload does not hold a second place.
 */
export class HoldController implements ReactiveController {
  hold: Hold | undefined;
  /** What a screen reader is told of the time left. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #request: Ask<Hold>;
  #ends = 0;
  #timer = 0;
  #warned = 0;
  /** Grows with each release: an answer that comes after it is for a hold that nobody wants. */
  #generation = 0;

  constructor(host: LitElement, widget: PortalController<BookerTexts>) {
    this.#host = host;
    this.#widget = widget;
    this.#request = new Ask(host, true);
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

  /** Whole seconds left; the device's clock may be years off or be set meanwhile, so it is not asked. */
  get secondsLeft(): number {
    return this.hold ? Math.max(0, Math.ceil((this.#ends - performance.now()) / 1000)) : 0;
  }

  get expired(): boolean {
    return this.hold !== undefined && !this.secondsLeft;
  }

  /** Whether it is time to offer a longer hold. */
  get ending(): boolean {
    return this.hold !== undefined && this.hold.extensionsLeft > 0 && this.secondsLeft <= warnings[0]!;
  }

  hostConnected(): void {
    if (this.hold) this.#count();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Holds what is wanted, in the place of what is held. */
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

  extend = async (): Promise<void> => {
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
      this.spoken = explain(outcome, this.#widget.core);
    }
    this.#host.requestUpdate();
  };

  /** Gives the place back, whether or not anybody answers. */
  release(): void {
    const token = this.#token;
    this.forget();
    if (token) void this.#widget.call(holdRelease, { token });
  }

  /** The place is booked, or lost. */
  forget(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.hold = undefined;
    this.spoken = '';
    this.#widget.portal.session.remove(shelf);
    this.#host.requestUpdate();
  }

  /** `9:05` */
  get clock(): string {
    const seconds = this.secondsLeft % 60;
    return `${Math.floor(this.secondsLeft / 60)}:${seconds < 10 ? '0' : ''}${seconds}`;
  }

  /** Of this page, or of the page before a reload. */
  get #token(): string | undefined {
    const kept = this.#widget.portal.session.read(shelf);
    return this.hold?.token ?? (typeof kept === 'string' ? kept : undefined);
  }

  #start(hold: Hold): void {
    this.hold = hold;
    this.#ends = performance.now() + Date.parse(hold.expiresAt) - Date.parse(hold.now);
    this.#warned = 0;
    this.#widget.portal.session.write(shelf, hold.token);
    this.#count();
  }

  /** Once a second; told aloud only at the warnings. */
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
    if (left) this.#timer = window.setTimeout(() => this.#count(), 1000);
  }
}
