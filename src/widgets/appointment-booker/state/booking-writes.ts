import type { LitElement } from 'lit';
import { appointmentCreate, appointmentMove, type Appointment } from '../../../contract/appointment.ts';
import type { Hold } from '../../../contract/hold.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Waiting } from '../../../contract/waiting.ts';
import { focusOn, RequestController, type PortalController } from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { JoinRequest } from '../ticket/ticket-callbacks.ts';
import type { Tickets } from '../ticket/tickets.ts';
import { idle, type Order, type Write } from './booker-state.ts';
import type { BookerStore } from './booker-store.ts';
import type { BookingForm } from './booking-form.ts';
import { HoldController } from './hold-controller.ts';
import type { Selection } from './selection.ts';

/**
 * Sends the writes of a booking and records their results in the state. Each returns the answer, or undefined after a
 * failure, which loses nothing that was typed.
 */
export class BookingWrites {
  readonly hold: HoldController;

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #store: BookerStore;
  readonly #selection: Selection;
  readonly #form: BookingForm;
  readonly #tickets: Tickets;
  readonly #request: RequestController<Appointment>;
  readonly #joinRequest: RequestController<Waiting>;

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    store: BookerStore,
    selection: Selection,
    form: BookingForm,
    tickets: Tickets,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#store = store;
    this.#selection = selection;
    this.#form = form;
    this.#tickets = tickets;
    this.#request = new RequestController(host, true);
    this.#joinRequest = new RequestController(host, true);
    this.hold = new HoldController(host, widget);
  }

  get slow(): boolean {
    return this.#request.slow;
  }

  /** Holds the selected slot, instead of the one held before. */
  async holdSlot(slot: Slot): Promise<Hold | undefined> {
    const { service, units } = this.#selection;
    const phone = this.#form.contact.phone.trim();
    return this.#answer({ kind: 'holding' }, () =>
      this.hold.keep({
        service: service!.id,
        slot: slot.id,
        ...(phone && { phone }),
        ...(units && { units: units.count }),
      }),
    );
  }

  /**
   * Books the held place.
   * @param again the same order was sent before, and may have been booked: it is repeated with its key
   * @returns `expired` when the place is no longer held and can be held anew
   */
  async book(order: Order, again = false): Promise<Appointment | 'expired' | undefined> {
    const write: Write = { kind: 'booking', order };
    const outcome = await this.#send(write, () => this.#request.run(() => this.#widget.call(appointmentCreate, order)));
    if (outcome.kind === 'answered') {
      this.hold.forget();
      return outcome.value;
    }
    if (outcome.kind === 'refused' && outcome.slug === 'hold-expired' && this.#selection.slot) {
      this.hold.forget();
      return 'expired';
    }
    // A later try that did not arrive says nothing about an earlier one.
    const isUnknown =
      outcome.kind === 'unknown' ||
      (again &&
        outcome.kind !== 'cancelled' &&
        this.#widget.portal.client.pendingInput(appointmentCreate) !== undefined) ||
      (outcome.kind === 'refused' && outcome.slug === 'outcome-unknown');
    if (isUnknown) this.#end(write, { kind: 'unknown', order, failure: outcome });
    else this.#fail(write, outcome);
    return undefined;
  }

  async move(appointment: Appointment, slot: Slot): Promise<Appointment | undefined> {
    return this.#answer({ kind: 'moving' }, () =>
      this.#request.run(() => this.#widget.call(appointmentMove, { secret: appointment.secret, slot: slot.id })),
    );
  }

  async join(joining: JoinRequest): Promise<Waiting | undefined> {
    return this.#answer({ kind: 'joining' }, () => this.#joinRequest.run(() => this.#join(joining)));
  }

  async #join(joining: JoinRequest): Promise<Outcome<Waiting>> {
    const outcome = await this.#tickets.join(joining);
    // There is room again: the sessions on screen are outdated.
    if (outcome.kind === 'refused' && outcome.slug === 'slot-free') await this.#selection.sessions.load();
    return outcome;
  }

  async #answer<T>(write: Write, send: () => Promise<Outcome<T>>): Promise<T | undefined> {
    const outcome = await this.#send(write, send);
    if (outcome.kind === 'answered') return outcome.value;
    this.#fail(write, outcome);
    return undefined;
  }

  async #send<T>(write: Write, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#store.dispatch({ type: 'sent', write });
    const outcome = await send();
    if (outcome.kind === 'answered') this.#end(write, idle);
    return outcome;
  }

  /** Shows a failure as alternatives, field errors or a message. */
  #fail(write: Write, failure: Failure): void {
    if (failure.kind === 'cancelled' || this.#store.state.write !== write) return this.#end(write, idle);
    const slug = failure.kind === 'refused' ? failure.slug : '';
    if (failure.kind === 'refused' && (slug === 'slot-taken' || slug === 'slot-closed')) {
      const alternatives = (failure.problem.alternatives ?? []) as unknown as Slot[];
      this.#end(write, { kind: 'conflict', conflict: { slug, alternatives } });
      this.#selection.dropSlot();
      return focusOn(this.#host, 'lost');
    }
    if (failure.kind === 'refused' && slug === 'invalid-input') {
      this.#end(write, idle);
      const step = this.#form.addProblem(failure.problem.errors);
      this.#store.dispatch({ type: 'invalid', step, notice: this.#widget.text.problems(this.#form.problems.length) });
      return focusOn(this.#host, 'summary');
    }
    if (slug === 'phone-unconfirmed') this.#form.contact = { ...this.#form.contact, confirmed: undefined };
    this.#end(write, { kind: 'failed', failure });
  }

  #end(write: Write, result: Write): void {
    this.#store.dispatch({ type: 'ended', write, result });
  }
}
