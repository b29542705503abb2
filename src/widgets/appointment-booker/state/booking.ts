import type { LitElement } from 'lit';
import { appointmentCreate, appointmentMove, type Appointment } from '../../../contract/appointment.ts';
import type { Input } from '../../../contract/operation.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Waiting } from '../../../contract/waiting.ts';
import {
  RequestController,
  errorMessage,
  failureBox,
  focusOn,
  nothing,
  type PortalController,
} from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import { isOutcomeUnknown } from '../../shared/outcome-unknown.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { BookingForm } from './booking-form.ts';
import type { Selection } from './selection.ts';
import { HoldController } from './hold-controller.ts';
import { slotConflictBox, type SlotConflict } from './slot-conflict.ts';
import type { Step } from '../steps/steps.ts';
import type { Tickets } from '../ticket/tickets.ts';
import type { JoinRequest } from '../ticket/ticket-callbacks.ts';

/** Input of a booking. */
export type Order = Omit<Input<typeof appointmentCreate>, 'agency'>;

interface BookingCallbacks {
  go(step: Step): void;
  /** Shows the step with an error. */
  mend(step: Step): void;
  /** Stores the selection, so that it survives a reload. */
  keepDraft(): void;
  booked(appointment: Appointment): void;
  moved(appointment: Appointment): void;
  joined(): void;
}

/**
 * Sends the writes of a booking, each once: holds a place, books it, moves an appointment, joins a waitlist. Whatever
 * the outcome, nothing typed is lost.
 */
export class Booking {
  readonly hold: HoldController;
  /** The appointment that is being moved. */
  moving: Appointment | undefined;
  /** Code of the dossier that the citizen comes for. */
  dossier = '';
  failure: Failure | undefined;
  conflict: SlotConflict | undefined;
  /** Live-region text. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #selection: Selection;
  readonly #form: BookingForm;
  readonly #tickets: Tickets;
  readonly #callbacks: BookingCallbacks;
  readonly #request: RequestController<Appointment>;
  readonly #joinRequest: RequestController<Waiting>;
  /** The last booking that was sent. */
  #sent: Order | undefined;
  /** The last booking may have been made; a later try that did not arrive does not change that. */
  #isUncertain = false;

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    selection: Selection,
    form: BookingForm,
    tickets: Tickets,
    callbacks: BookingCallbacks,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#selection = selection;
    this.#form = form;
    this.#tickets = tickets;
    this.#callbacks = callbacks;
    this.#request = new RequestController(host, true);
    this.#joinRequest = new RequestController(host, true);
    this.hold = new HoldController(host, widget);
  }

  /** Whether an appointment is being booked or moved. */
  get pending(): boolean {
    return this.#request.pending;
  }

  get slow(): boolean {
    return this.#request.slow;
  }

  /** Whether a place is being held, or a waitlist joined. */
  get hasHold(): boolean {
    return (this.hold.pending && !this.hold.hold) || this.#joinRequest.pending;
  }

  /** Whether only waiting is possible; a citizen who holds one of the last places books it. */
  get waits(): boolean {
    return this.#selection.waits && !this.hold.kept;
  }

  /** Whether a booking may have been made: nothing else is offered until that is known. */
  get mayBeBooked(): boolean {
    return this.#sent !== undefined && (this.#isUncertain || this.outcomeUnknown);
  }

  /** Whether a booking or move is pending or unknown. */
  get busy(): boolean {
    return this.pending || this.mayBeBooked;
  }

  get outcomeUnknown(): boolean {
    return isOutcomeUnknown(this.failure);
  }

  say(text: string): void {
    this.spoken = text;
    this.#host.requestUpdate();
  }

  /** Clears the result of the last try. */
  clear(): void {
    this.#sent = this.failure = this.conflict = undefined;
    this.#isUncertain = false;
    this.#host.requestUpdate();
  }

  /** Holds the selected place; after a conflict everything typed is kept and the nearest times are offered. */
  keep = async (): Promise<void> => {
    const { service, slot, units } = this.#selection;
    if (!slot) return this.#callbacks.go('time');
    this.#callbacks.keepDraft();
    const phone = this.#form.contact.phone.trim();
    const outcome = await this.#send(this.#widget.text.holding, () =>
      this.hold.keep({
        service: service!.id,
        slot: slot.id,
        ...(phone && { phone }),
        ...(units && { units: units.count }),
      }),
    );
    if (outcome.kind === 'answered') this.#callbacks.go('check');
    else this.#fail(outcome);
  };

  /** The button may disappear: the focus moves to what it was about. */
  extend = async (): Promise<void> => {
    await this.hold.extend();
    focusOn(this.#host, 'timer');
  };

  /** Books the held place; an unanswered booking is repeated with its key. */
  confirm = (): void => {
    const { hold } = this.hold;
    if (this.pending || this.hasHold) return;
    if (this.mayBeBooked) void this.book(this.#sent!, true);
    else if (!hold) void this.keep();
    else void this.book({ hold: hold.token, ...this.#form.input, ...(this.dossier && { dossier: this.dossier }) });
  };

  /** @param again it was sent before, and may have been made */
  async book(order: Order, again = false): Promise<void> {
    const outcome = await this.#send(this.#widget.text.confirming, () => {
      this.#sent = order;
      return this.#request.run(() => this.#widget.call(appointmentCreate, order));
    });
    const { kind } = outcome;
    this.#isUncertain =
      kind === 'unknown' || (again && this.#widget.portal.client.pendingInput(appointmentCreate) !== undefined);
    if (outcome.kind === 'answered') {
      this.hold.forget();
      this.#callbacks.booked(outcome.value);
    } else if (outcome.kind === 'refused' && outcome.slug === 'hold-expired' && this.#selection.slot) {
      this.hold.forget();
      await this.keep();
    } else this.#fail(outcome);
  }

  move = async (): Promise<void> => {
    const { slot } = this.#selection;
    const { moving } = this;
    if (!slot || !moving || this.pending) return;
    const outcome = await this.#send(this.#widget.text.movingNow, () =>
      this.#request.run(() => this.#widget.call(appointmentMove, { secret: moving.secret, slot: slot.id })),
    );
    if (outcome.kind !== 'answered') return this.#fail(outcome);
    this.moving = undefined;
    this.#callbacks.moved(outcome.value);
  };

  /** Joins the waitlist of the selected session. */
  wait(): Promise<void> {
    const { service, slot, units } = this.#selection;
    const { contact, consents } = this.#form.input;
    const { confirmed } = contact;
    this.#callbacks.keepDraft();
    return this.join({
      service: service!.id,
      slot: slot!.id,
      units: units!.count,
      contact: { name: contact.name, phone: this.#form.contact.phone.trim(), ...(confirmed && { confirmed }) },
      consents,
    });
  }

  async join(joining: JoinRequest): Promise<void> {
    const outcome = await this.#send(this.#widget.text.joining, () =>
      this.#joinRequest.run(() => this.#tickets.join(joining)),
    );
    if (outcome.kind === 'answered') return this.#callbacks.joined();
    if (outcome.kind === 'refused' && outcome.slug === 'slot-free') await this.#selection.sessions.load();
    this.#fail(outcome);
  }

  /** The failure of the last try. */
  renderFailure() {
    const { failure } = this;
    return failure ? failureBox(this.#widget, failure, undefined, this.#messageOf(failure)) : nothing;
  }

  /** The widget's own message for a failure. */
  #messageOf(failure: Failure): string | undefined {
    const { text } = this.#widget;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    return {
      'too-many-appointments': text.tooMany(this.#form.capabilities()?.maxPerPhone ?? 0),
      'too-many-missed': text.tooManyMissed,
      'already-booked': text.alreadyBooked,
      'visit-already-booked': text.visitBooked,
      'slot-free': text.slotFree,
      'phone-unconfirmed': text.phoneUnconfirmed,
      'appointment-fixed': text.fixed,
    }[slug];
  }

  /** Alternatives to a slot that was lost. */
  renderConflict() {
    if (!this.conflict) return nothing;
    const { go } = this.#callbacks;
    return slotConflictBox({
      widget: this.#widget,
      lost: this.conflict,
      places: this.#selection.places,
      take: slot => void this.#receive(slot),
      otherDay: () => go('time'),
      wait: this.waits && !this.moving ? () => go('contact') : undefined,
    });
  }

  async #receive(slot: Slot): Promise<void> {
    this.clear();
    await this.#selection.selectSlot(slot);
    if (this.moving) focusOn(this.#host, 'title');
    else await this.keep();
  }

  async #send<T>(text: string, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.clear();
    this.say(text);
    const outcome = await send();
    this.say('');
    return outcome;
  }

  /** Shows a failure as message, field errors or alternatives. */
  #fail(failure: Failure): void {
    if (failure.kind === 'cancelled') return;
    this.#host.requestUpdate();
    if (failure.kind === 'refused') {
      const { slug, problem } = failure;
      if (slug === 'slot-taken' || slug === 'slot-closed') {
        this.conflict = { slug, alternatives: (problem.alternatives ?? []) as unknown as Slot[] };
        this.#selection.dropSlot();
        focusOn(this.#host, 'lost');
        return;
      }
      if (slug === 'invalid-input') {
        this.#callbacks.mend(this.#form.addProblem(problem.errors));
        this.say(this.#widget.text.problems(this.#form.problems.length));
        focusOn(this.#host, 'summary');
        return;
      }
    }
    if (failure.kind === 'refused' && failure.slug === 'phone-unconfirmed')
      this.#form.contact = { ...this.#form.contact, confirmed: undefined };
    this.failure = failure;
    this.say(this.#messageOf(failure) ?? errorMessage(failure, this.#widget.core));
  }
}
