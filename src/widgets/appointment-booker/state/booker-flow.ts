import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import type { Slot } from '../../../contract/slot.ts';
import { CapabilitiesController, focusOn, type PortalController } from '../../../core/index.ts';
import { AgencyStep } from '../agency/agency-step.ts';
import { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from '../appointment-events.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { ServicePicker } from '../steps/service-picker.ts';
import type { JoinRequest } from '../ticket/ticket-callbacks.ts';
import { TicketStore, type Ticket } from '../ticket/ticket-store.ts';
import { Tickets } from '../ticket/tickets.ts';
import { BookerStore } from './booker-store.ts';
import { isHolding, isOpen, isSending, type BookerState, type Order, type Step } from './booker-state.ts';
import { BookingDraft } from './booking-draft.ts';
import { BookingForm } from './booking-form.ts';
import { BookingWrites } from './booking-writes.ts';
import { modeOf, Selection, type Mode } from './selection.ts';
import { visibleSteps } from './visible-steps.ts';

/** The element, with what its page asks for. */
type BookerHost = LitElement & { service: string; place: string; way: Mode | '' };

/** Leads the citizen from step to step: what an action on screen loads, sends and shows next. */
export class BookerFlow {
  readonly host: BookerHost;
  readonly widget: PortalController<BookerTexts>;
  readonly store: BookerStore;
  readonly capabilities: CapabilitiesController;
  readonly agencies: AgencyStep;
  readonly services: ServicePicker;
  readonly selection: Selection;
  readonly form: BookingForm;
  readonly draft: BookingDraft;
  readonly ticketStore: TicketStore;
  readonly tickets: Tickets;
  readonly writes: BookingWrites;
  readonly #callbacks: { started(): void };

  /**
   * @param loaded called when the capabilities of the agency are known
   * @param started called to start over
   * @param agencyChosen called when the citizen has chosen an agency
   */
  constructor(
    host: BookerHost,
    widget: PortalController<BookerTexts>,
    callbacks: { loaded(): void; started(): void; agencyChosen(): void },
  ) {
    this.host = host;
    this.widget = widget;
    this.store = new BookerStore(host);
    this.capabilities = new CapabilitiesController(host, widget, callbacks.loaded);
    this.agencies = new AgencyStep(host, widget, this.capabilities, callbacks.agencyChosen);
    this.services = new ServicePicker(host, widget, ({ id }) => void this.chooseService(id));
    this.selection = new Selection(host, widget, this.afterTime);
    this.form = new BookingForm(
      host,
      widget,
      this.selection,
      () => this.capabilities.value?.booking,
      () => this.#keepDraft(),
    );
    this.draft = new BookingDraft(widget);
    this.ticketStore = new TicketStore(host, widget);
    this.tickets = new Tickets(host, widget, this.ticketStore, {
      move: appointment => void this.startMove(appointment),
      next: (ticket, slot) => void this.bookNext(ticket, slot),
      another: () => this.another(),
      cancelled: ({ service }) => this.host.dispatchEvent(new AppointmentCancelled(service.id)),
      taken: appointment => this.#booked(appointment),
      focus: id => focusOn(host, id),
    });
    this.writes = new BookingWrites(host, widget, this.store, this.selection, this.form, this.tickets);
    this.#callbacks = callbacks;
  }

  get state(): BookerState {
    return this.store.state;
  }

  /** The steps of this booking. */
  get steps(): readonly Step[] {
    return visibleSteps(this);
  }

  /** Whether only the waitlist is left. A citizen who holds one of the last places books it. */
  get waits(): boolean {
    return this.selection.waits && !this.writes.hold.kept;
  }

  /** Goes to a step and loads what it needs; leaving the check step releases the hold, unless it is being booked. */
  go(step: Step, moveFocus = true): void {
    const { hold } = this.writes;
    if (step !== 'check' && (this.state.step === 'check' || hold.pending) && !isOpen(this.state)) hold.release();
    this.store.dispatch({ type: 'go', step });
    this.form.problems = [];
    if (step === 'agency') void this.askAgency();
    if (step === 'contact') void this.tickets.load();
    if (step === 'service' && !this.host.service) void this.services.load();
    if (step === 'time' && this.selection.times.isLost) void this.selection.times.refresh();
    if (moveFocus) focusOn(this.host, 'title');
  }

  back = (): void => {
    const { moving, step } = this.state;
    if (!moving || step !== 'time') return this.go(this.steps[Math.max(0, this.steps.indexOf(step) - 1)]!);
    this.store.dispatch({ type: 'move', appointment: undefined });
    focusOn(this.host, 'title');
  };

  /** @param before agency of an unfinished booking */
  async askAgency(before?: string): Promise<void> {
    this.store.dispatch({ type: 'go', step: 'agency' });
    await this.agencies.ask(this.host.service, before);
  }

  /** False when the service cannot be loaded. */
  async chooseService(id: string, place = this.host.place, way = this.host.way): Promise<boolean> {
    const { selection } = this;
    selection.sessions.place = this.host.place;
    if (!(await selection.read(id))) return false;
    const { ways } = selection;
    const known = way && ways.includes(way) ? way : ways.length < 2 ? (ways[0] ?? 'time') : undefined;
    // The step that asks for the way tells of the first session or half day.
    const kind = known === undefined ? ways.find(other => other !== 'time') : known === 'time' ? undefined : known;
    const sessions = kind && selection.sessions.begin(selection.service!.id, kind);
    if (known) await this.chooseMode(known, place, sessions);
    else this.go('way');
    return true;
  }

  async chooseMode(way: Mode, place = this.host.place, sessions?: Promise<void>): Promise<void> {
    const { selection } = this;
    selection.way = way;
    if (way !== 'time') {
      this.go(way === 'home' && !this.state.moving ? 'home' : 'time');
      await (sessions ?? selection.sessions.begin(selection.service!.id, way));
      return;
    }
    const { places } = selection;
    const only = places.find(known => known.id === place) ?? (places.length === 1 ? places[0] : undefined);
    if (only) await this.choosePlace(only.id);
    else this.go('place');
  }

  async choosePlace(id: string): Promise<void> {
    const shown = this.selection.goTo(id);
    this.go('time');
    await shown;
  }

  /** Continues from the time step. */
  afterTime = (): void => {
    const { slot } = this.selection;
    if (!slot) {
      const message = this.widget.text.chooseTime;
      this.form.problems = [{ field: 'time', message }];
      return this.store.dispatch({ type: 'invalid', step: 'time', notice: message });
    }
    this.selection.placeId = slot.place;
    this.go(this.state.moving ? 'check' : 'contact');
  };

  submitHome = (event: Event): void => {
    event.preventDefault();
    if (this.#isValid('home')) this.go('time');
  };

  submitContact = (event: Event): void => {
    event.preventDefault();
    if (isHolding(this.state) || !this.#isValid('contact')) return;
    const { phone, confirmed } = this.form.contact;
    if (this.capabilities.value?.booking?.confirmPhone && phone.trim() && !confirmed)
      this.tickets.confirm(phone.trim(), confirmed => this.#phoneConfirmed(confirmed));
    else this.#holdOrWait();
  };

  /** Holds the selected slot and shows the summary; after a conflict the nearest times are offered. */
  hold = async (): Promise<void> => {
    const { slot } = this.selection;
    if (!slot) return this.go('time');
    this.#keepDraft();
    if (await this.writes.holdSlot(slot)) this.go('check');
  };

  /** Books the held place; a booking of unknown outcome is repeated. */
  confirm = (): void => {
    const { write, dossier } = this.state;
    const { hold } = this.writes.hold;
    if (isSending(this.state) || isHolding(this.state)) return;
    if (write.kind === 'unknown') void this.book(write.order, true);
    else if (!hold) void this.hold();
    else void this.book({ hold: hold.token, ...this.form.input, ...(dossier && { dossier }) });
  };

  /** @param again it was sent before, and may have been booked */
  async book(order: Order, again = false): Promise<void> {
    const booked = await this.writes.book(order, again);
    if (booked === 'expired') return this.hold();
    if (!booked) return;
    this.#forget();
    this.#booked(booked);
  }

  /** Takes another slot after a conflict. */
  async takeAlternative(slot: Slot): Promise<void> {
    this.store.dispatch({ type: 'go', step: this.state.step });
    await this.selection.selectSlot(slot);
    if (this.state.moving) focusOn(this.host, 'title');
    else await this.hold();
  }

  async join(joining: JoinRequest): Promise<void> {
    if (await this.writes.join(joining)) this.#forget();
  }

  /** Looks for another time of an appointment. */
  async startMove(appointment: Appointment): Promise<void> {
    this.store.dispatch({ type: 'move', appointment });
    this.selection.clear();
    this.go('time');
    if (await this.agencies.goTo(appointment.agency)) await this.selection.selectOther(appointment);
  }

  confirmMove = async (): Promise<void> => {
    const { slot } = this.selection;
    const { moving } = this.state;
    if (!slot || !moving || isSending(this.state)) return;
    const moved = await this.writes.move(moving, slot);
    if (!moved) return;
    this.store.dispatch({ type: 'move', appointment: undefined });
    this.tickets.booked(moved, 'moved');
    this.host.dispatchEvent(new AppointmentMoved(moved.service.id));
  };

  /** Starts over at the page's own agency. */
  another(): void {
    this.#reset();
    if (this.agencies.below) this.store.dispatch({ type: 'go', step: 'agency' });
    if (this.widget.portal.page === undefined) this.#callbacks.started();
    else this.agencies.leave();
  }

  /** Starts over with the same service; with a slot, that one is selected. */
  async bookNext({ agency, service, units, ...ticket }: Ticket, slot?: Slot): Promise<void> {
    const way = modeOf({ units, ...ticket });
    this.#reset();
    if (!(await this.agencies.goTo(agency)) || !(await this.chooseService(service.id, slot?.place ?? '', way))) return;
    if (units) this.selection.sessions.want(units.count);
    if (!slot) return;
    await this.selection.selectSlot(slot);
    if (way !== 'home' && this.selection.slot) this.go('contact');
  }

  /** @param confirmed undefined when the citizen goes back to the phone field */
  #phoneConfirmed(confirmed: string | undefined): void {
    this.form.contact = { ...this.form.contact, confirmed };
    if (confirmed) this.#holdOrWait();
    else focusOn(this.host, 'phone');
  }

  #holdOrWait(): void {
    if (!this.waits) return void this.hold();
    this.#keepDraft();
    void this.join(this.form.joinInput);
  }

  /** Announces what is missing and returns false. */
  #isValid(step: 'home' | 'contact'): boolean {
    if (this.form.check(step)) return true;
    const notice = this.widget.text.problems(this.form.problems.length);
    this.store.dispatch({ type: 'invalid', step, notice });
    return false;
  }

  #booked(appointment: Appointment): void {
    this.tickets.booked(appointment);
    this.host.dispatchEvent(new AppointmentBooked(appointment.service.id));
  }

  #keepDraft(): void {
    this.draft.keep(this.host.service, this.selection, this.form);
  }

  #reset(): void {
    this.tickets.leave();
    this.writes.hold.release();
    this.services.clear();
    this.selection.clear();
    this.#forget('reset');
    focusOn(this.host, 'title');
  }

  /** Clears everything for the next citizen. */
  #forget(type: 'forget' | 'reset' = 'forget'): void {
    this.form.clear();
    this.store.dispatch({ type });
    this.draft.wipe();
  }
}
