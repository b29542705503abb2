import type { LitElement } from 'lit';
import { appointmentCreate, appointmentMove, type Appointment } from '../../../contract/appointment.ts';
import type { Input } from '../../../contract/operation.ts';
import type { Slot } from '../../../contract/slot.ts';
import type { Waiting } from '../../../contract/waiting.ts';
import { Ask, explain, failed, focusOn, nothing, type PortalController } from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import { isLostTrack } from '../../shared/outcome-unknown.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { BookingForm } from './booking-form.ts';
import type { Choice } from './selection.ts';
import { HoldKeeper } from './hold-controller.ts';
import { lostSlot, type Lost } from './slot-conflict.ts';
import type { Step } from '../steps/steps.ts';
import type { Tickets } from '../ticket/tickets.ts';
import type { Joining } from '../ticket/waitlist-view.ts';

/** What is sent to be booked. */
export type Order = Omit<Input<typeof appointmentCreate>, 'agency'>;

interface Leads {
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
  readonly hold: HoldKeeper;
  /** The appointment that is being moved. */
  moving: Appointment | undefined;
  /** The dossier that one comes for. */
  dossier = '';
  failure: Failure | undefined;
  lost: Lost | undefined;
  /** What a screen reader is told. */
  spoken = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #choice: Choice;
  readonly #form: BookingForm;
  readonly #tickets: Tickets;
  readonly #leads: Leads;
  readonly #ask: Ask<Appointment>;
  readonly #joining: Ask<Waiting>;
  /** What was last sent to be booked. */
  #sent: Order | undefined;
  /** It may have been booked; a later try that did not arrive does not change that. */
  #isUncertain = false;

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    choice: Choice,
    form: BookingForm,
    tickets: Tickets,
    leads: Leads,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#choice = choice;
    this.#form = form;
    this.#tickets = tickets;
    this.#leads = leads;
    this.#ask = new Ask(host, true);
    this.#joining = new Ask(host, true);
    this.hold = new HoldKeeper(host, widget);
  }

  /** An appointment is being booked or moved. */
  get asking(): boolean {
    return this.#ask.asking;
  }

  get slow(): boolean {
    return this.#ask.slow;
  }

  /** A place is being asked for, at a desk or in the line. */
  get holding(): boolean {
    return (this.hold.asking && !this.hold.hold) || this.#joining.asking;
  }

  /** Whether one can only wait; who holds one of the last places, perhaps since before a reload, books it. */
  get waits(): boolean {
    return this.#choice.waits && !this.hold.kept;
  }

  /** A booking was sent and may have been made: until that is known, nothing else is offered. */
  get unsure(): boolean {
    return this.#sent !== undefined && (this.#isUncertain || this.lostTrack);
  }

  /** Something was sent to be booked or moved, and it is not known yet what came of it. */
  get busy(): boolean {
    return this.asking || this.unsure;
  }

  get lostTrack(): boolean {
    return isLostTrack(this.failure);
  }

  say(words: string): void {
    this.spoken = words;
    this.#host.requestUpdate();
  }

  /** What came of the last try is over. */
  clear(): void {
    this.#sent = this.failure = this.lost = undefined;
    this.#isUncertain = false;
    this.#host.requestUpdate();
  }

  /** Holds the chosen place; a lost race keeps everything and offers the nearest times. */
  keep = async (): Promise<void> => {
    const { service, slot, units } = this.#choice;
    if (!slot) return this.#leads.go('time');
    this.#leads.keepDraft();
    const phone = this.#form.contact.phone.trim();
    const outcome = await this.#send(this.#widget.text.holding, () =>
      this.hold.keep({
        service: service!.id,
        slot: slot.id,
        ...(phone && { phone }),
        ...(units && { units: units.count }),
      }),
    );
    if (outcome.kind === 'answered') this.#leads.go('check');
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
    if (this.asking || this.holding) return;
    if (this.unsure) void this.book(this.#sent!, true);
    else if (!hold) void this.keep();
    else void this.book({ hold: hold.token, ...this.#form.input, ...(this.dossier && { dossier: this.dossier }) });
  };

  /** @param again it was sent before, and may have been booked */
  async book(order: Order, again = false): Promise<void> {
    const outcome = await this.#send(this.#widget.text.confirming, () => {
      this.#sent = order;
      return this.#ask.run(() => this.#widget.call(appointmentCreate, order));
    });
    const { kind } = outcome;
    this.#isUncertain =
      kind === 'unknown' || (again && this.#widget.portal.client.pendingInput(appointmentCreate) !== undefined);
    if (outcome.kind === 'answered') {
      this.hold.forget();
      this.#leads.booked(outcome.value);
    } else if (outcome.kind === 'refused' && outcome.slug === 'hold-expired' && this.#choice.slot) {
      this.hold.forget();
      await this.keep();
    } else this.#fail(outcome);
  }

  move = async (): Promise<void> => {
    const { slot } = this.#choice;
    const { moving } = this;
    if (!slot || !moving || this.asking) return;
    const outcome = await this.#send(this.#widget.text.movingNow, () =>
      this.#ask.run(() => this.#widget.call(appointmentMove, { secret: moving.secret, slot: slot.id })),
    );
    if (outcome.kind !== 'answered') return this.#fail(outcome);
    this.moving = undefined;
    this.#leads.moved(outcome.value);
  };

  /** Joins the line for the chosen session. */
  wait(): Promise<void> {
    const { service, slot, units } = this.#choice;
    const { contact, consents } = this.#form.input;
    const { confirmed } = contact;
    this.#leads.keepDraft();
    return this.join({
      service: service!.id,
      slot: slot!.id,
      units: units!.count,
      contact: { name: contact.name, phone: this.#form.contact.phone.trim(), ...(confirmed && { confirmed }) },
      consents,
    });
  }

  async join(joining: Joining): Promise<void> {
    const outcome = await this.#send(this.#widget.text.joining, () =>
      this.#joining.run(() => this.#tickets.join(joining)),
    );
    if (outcome.kind === 'answered') return this.#leads.joined();
    if (outcome.kind === 'refused' && outcome.slug === 'slot-free') await this.#choice.sessions.load();
    this.#fail(outcome);
  }

  /** What went wrong, in words. */
  renderFailure() {
    const { failure } = this;
    return failure ? failed(this.#widget, failure, undefined, this.#wordsOf(failure)) : nothing;
  }

  /** Of its own for what went wrong. */
  #wordsOf(failure: Failure): string | undefined {
    const { text } = this.#widget;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    return {
      'too-many-appointments': text.tooMany(this.#form.offer()?.maxPerPhone ?? 0),
      'too-many-missed': text.tooManyMissed,
      'already-booked': text.alreadyBooked,
      'visit-already-booked': text.visitBooked,
      'slot-free': text.slotFree,
      'phone-unconfirmed': text.phoneUnconfirmed,
      'appointment-fixed': text.fixed,
    }[slug];
  }

  /** The times that there are in the place of one that was lost. */
  renderLost() {
    if (!this.lost) return nothing;
    const { go } = this.#leads;
    return lostSlot({
      widget: this.#widget,
      lost: this.lost,
      places: this.#choice.places,
      take: slot => void this.#take(slot),
      otherDay: () => go('time'),
      wait: this.waits && !this.moving ? () => go('contact') : undefined,
    });
  }

  async #take(slot: Slot): Promise<void> {
    this.clear();
    await this.#choice.take(slot);
    if (this.moving) focusOn(this.#host, 'title');
    else await this.keep();
  }

  async #send<T>(words: string, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.clear();
    this.say(words);
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
        this.lost = { slug, alternatives: (problem.alternatives ?? []) as unknown as Slot[] };
        this.#choice.lose();
        focusOn(this.#host, 'lost');
        return;
      }
      if (slug === 'invalid-input') {
        this.#leads.mend(this.#form.blame(problem.errors));
        this.say(this.#widget.text.problems(this.#form.problems.length));
        focusOn(this.#host, 'summary');
        return;
      }
    }
    if (failure.kind === 'refused' && failure.slug === 'phone-unconfirmed')
      this.#form.contact = { ...this.#form.contact, confirmed: undefined };
    this.failure = failure;
    this.say(this.#wordsOf(failure) ?? explain(failure, this.#widget.core));
  }
}
