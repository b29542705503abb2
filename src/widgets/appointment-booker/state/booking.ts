import type { LitElement } from 'lit';
import { appointmentCreate, appointmentMove, type Appointment } from '../../../contract/appointment.ts';
import type { Input } from '../../../contract/operation.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Waiting } from '../../../contract/waiting.ts';
import { Ask, explain, failed, focusOn, nothing, type PortalController } from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import { isOutcomeUnknown } from '../../shared/outcome-unknown.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { BookingForm } from './booking-form.ts';
import type { Selection } from './selection.ts';
import { HoldController } from './hold-controller.ts';
import { slotConflictBox, type SlotConflict } from './slot-conflict.ts';
import type { Step } from '../steps/steps.ts';
import type { Tickets } from '../ticket/tickets.ts';
import type { JoinRequest } from '../ticket/waitlist-view.ts';

/** What is sent to be booked. */
export type Order = Omit<Input<typeof appointmentCreate>, 'agency'>;

interface BookingCallbacks {
  go(step: Step): void;
  /** Shows the step where something is to be mended. */
  mend(step: Step): void;
  /** What was chosen is to outlive a reload from here on. */
  keepDraft(): void;
  booked(appointment: Appointment): void;
  moved(appointment: Appointment): void;
  joined(): void;
}

/**
 * Sends what was chosen, each thing once: holds the place, books it, moves an appointment, joins the line. Whatever comes
 * of it, nothing of what was typed goes.
 */
export class Booking {
  readonly hold: HoldController;
  /** The appointment that is being moved. */
  moving: Appointment | undefined;
  /** The dossier that one comes for. */
  dossier = '';
  failure: Failure | undefined;
  conflict: SlotConflict | undefined;
  /** What a screen reader is told. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #selection: Selection;
  readonly #form: BookingForm;
  readonly #tickets: Tickets;
  readonly #callbacks: BookingCallbacks;
  readonly #request: Ask<Appointment>;
  readonly #joinRequest: Ask<Waiting>;
  /** What was last sent to be booked. */
  #sent: Order | undefined;
  /** It may have been booked; a later try that did not arrive does not change that. */
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
    this.#request = new Ask(host, true);
    this.#joinRequest = new Ask(host, true);
    this.hold = new HoldController(host, widget);
  }

  /** An appointment is being booked or moved. */
  get pending(): boolean {
    return this.#request.pending;
  }

  get slow(): boolean {
    return this.#request.slow;
  }

  /** A place is being asked for, at a desk or in the line. */
  get hasHold(): boolean {
    return (this.hold.pending && !this.hold.hold) || this.#joinRequest.pending;
  }

  /** Whether one can only wait; who holds one of the last places, perhaps since before a reload, books it. */
  get waits(): boolean {
    return this.#selection.waits && !this.hold.kept;
  }

  /** A booking was sent and may have been made: until that is known, nothing else is offered. */
  get mayBeBooked(): boolean {
    return this.#sent !== undefined && (this.#isUncertain || this.outcomeUnknown);
  }

  /** Something was sent to be booked or moved, and it is not known yet what came of it. */
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

  /** What came of the last try is over. */
  clear(): void {
    this.#sent = this.failure = this.conflict = undefined;
    this.#isUncertain = false;
    this.#host.requestUpdate();
  }

  /** Holds the chosen place; a lost race keeps everything and offers the nearest times. */
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

  /** The button may go, so the focus goes to what it was about. */
  extend = async (): Promise<void> => {
    await this.hold.extend();
    focusOn(this.#host, 'timer');
  };

  /** Books what is held; what was sent and not answered is asked again, with its key. */
  confirm = (): void => {
    const { hold } = this.hold;
    if (this.pending || this.hasHold) return;
    if (this.mayBeBooked) void this.book(this.#sent!, true);
    else if (!hold) void this.keep();
    else void this.book({ hold: hold.token, ...this.#form.input, ...(this.dossier && { dossier: this.dossier }) });
  };

  /** @param again it was sent before, and may have been booked */
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

  /** Joins the line for the chosen session. */
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

  /** What went wrong, in words. */
  renderFailure() {
    const { failure } = this;
    return failure ? failed(this.#widget, failure, undefined, this.#messageOf(failure)) : nothing;
  }

  /** Of its own for what went wrong. */
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

  /** The times that there are in the place of one that was lost. */
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

  /** Words, fields or other times, as the refusal asks for. */
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
    this.say(this.#messageOf(failure) ?? explain(failure, this.#widget.core));
  }
}
