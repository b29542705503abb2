import type { TemplateResult } from 'lit';
import { appointmentCreate, type Appointment } from '../../contract/appointment.ts';
import type { Slot } from '../../contract/slot.ts';
import {
  announcement,
  base,
  callButton,
  DeepLink,
  failureBox,
  focusOn,
  widgetShell,
  html,
  LitElement,
  nothing,
  CapabilitiesController,
  PortalController,
  property,
  state,
} from '../../core/index.ts';
import { maskDossierCode } from '../../domain/dossier-code.ts';
import { formStyles } from '../shared/form.styles.ts';
import { tickStyles } from '../shared/tick.styles.ts';
import { AgencyStep } from './agency/agency-step.ts';
import { styles } from './appointment-booker.styles.ts';
import { bookerTexts } from './appointment-booker.texts.ts';
import { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from './appointment-events.ts';
import { BookingDraft, type Draft } from './state/booking-draft.ts';
import { BookingForm } from './state/booking-form.ts';
import { Booking, type Order } from './state/booking.ts';
import { checkStep } from './steps/check-step.ts';
import { Selection, modeOf, type Mode } from './state/selection.ts';
import { contactStep } from './steps/contact-step.ts';
import { isAppointment, TicketStore, type Ticket } from './ticket/ticket-store.ts';
import { rescheduleReview } from './steps/reschedule-review.ts';
import { otherWays, placeList } from './steps/place-list.ts';
import { ServicePicker } from './steps/service-picker.ts';
import { steps, type Step } from './steps/steps.ts';
import { Tickets } from './ticket/tickets.ts';
import { timeView } from './steps/time-view.ts';
import type { JoinRequest } from './ticket/ticket-callbacks.ts';

export { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from './appointment-events.ts';

/**
 * Books an appointment at a desk: what for, where, when, who; holds the place while the person looks it over; gives a
 * ticket; moves and cancels.
 *
 * @summary Books, moves and cancels appointments.
 * @tag mc-appointment-booker
 * @slot - What people see without JavaScript and when the widget cannot load: a phone number, opening hours.
 * @fires {AppointmentBooked} mc-appointment-booked - An appointment was booked.
 * @fires {AppointmentMoved} mc-appointment-moved - An appointment was moved to another time.
 * @fires {AppointmentCancelled} mc-appointment-cancelled - An appointment was cancelled.
 * @csspart base - The inner root.
 * @csspart grid - The table of days.
 * @csspart times - The times of the chosen day.
 * @csspart lost - The chosen time went to somebody else: other times.
 * @csspart expired - The held place is free again: hold it anew, or choose another day.
 * @csspart waiting - Somebody's turn in the line for a full session.
 * @csspart ticket - Number, time and place of what was booked.
 * @csspart failure - What went wrong.
 * @csspart call - The button with the desk's phone number.
 */
export class AppointmentBooker extends LitElement {
  static override styles = [base, tickStyles, formStyles, styles];

  /** What is booked: the identifier of a service or the code of its procedure; without it, the person chooses. */
  @property() service = '';

  /** Where: the identifier of a place; without it, the person chooses where there are several. */
  @property() place = '';

  /** How: at a `time`, to a `session`, or visited at `home`; without it, the first of these that there is, and the person may choose another. */
  @property() way: 'time' | 'session' | 'home' | '' = '';

  @state() private step: Step = 'service';

  #widget = new PortalController(this, bookerTexts);
  #capabilities = new CapabilitiesController(this, this.#widget, () => this.#onCapabilities());
  #agencies = new AgencyStep(this, this.#widget, this.#capabilities, () => this.#agencyChosen());
  #services = new ServicePicker(this, this.#widget, ({ id }) => this.#chooseService(id));
  #selection = new Selection(this, this.#widget, () => this.#afterTime());
  #form = new BookingForm(
    this,
    this.#widget,
    this.#selection,
    () => this.#capabilities.value?.booking,
    () => this.#keepDraft(),
  );
  #draft = new BookingDraft(this.#widget);
  #store = new TicketStore(this, this.#widget);
  #tickets = new Tickets(this, this.#widget, this.#store, {
    move: appointment => void this.#startMove(appointment),
    next: (ticket, slot) => void this.#next(ticket, slot),
    another: () => this.#another(),
    cancelled: ({ service }) => this.dispatchEvent(new AppointmentCancelled(service.id)),
    taken: appointment => this.#booked(appointment),
    focus: id => focusOn(this, id),
  });
  #booking = new Booking(this, this.#widget, this.#selection, this.#form, this.#tickets, {
    go: step => this.#go(step),
    mend: step => (this.step = step),
    keepDraft: () => this.#keepDraft(),
    booked: appointment => {
      this.#forget();
      this.#booked(appointment);
    },
    moved: appointment => {
      this.#tickets.booked(appointment, 'moved');
      this.dispatchEvent(new AppointmentMoved(appointment.service.id));
    },
    joined: () => this.#forget(),
  });

  constructor() {
    super();
    new DeepLink(this, ({ secret, waiting, code = '', service }) => {
      if (secret || waiting) this.#booking.moving = undefined;
      if (secret) void this.#tickets.read(secret);
      else if (waiting) void this.#tickets.read(waiting, 'waiting');
      else this.#booking.dossier = code;
      if (service) this.service = service;
      this.requestUpdate();
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (this.hasUpdated && ['service', 'place', 'way'].some(name => changed.has(name)) && this.#capabilities.value)
      this.#begin();
  }

  override render(): TemplateResult {
    const spoken = [
      this.#booking.spoken,
      this.#booking.busy ? '' : this.#booking.hold.spoken,
      this.#tickets.open ? this.#tickets.spoken : this.#store.spoken,
      this.step === 'service' ? this.#services.spoken : this.step === 'agency' ? this.#agencies.spoken : '',
    ];
    return widgetShell(html`${this.#view()} ${announcement(spoken.filter(Boolean).join(' '))}`);
  }

  #view() {
    const { text, core } = this.#widget;
    const { failure, value } = this.#capabilities;
    if (this.#tickets.open && !this.#booking.moving) return this.#tickets.render();
    const { chosen } = this.#agencies;
    const isThere = this.step !== 'agency' || !chosen;
    const title = html`${chosen ? this.#backLink() : nothing}
      <h2 tabindex="-1" id="title">${text.titles.service}</h2>`;
    if (failure && isThere)
      return html`${title} ${failureBox(this.#widget, failure, this.#capabilities.load)}
        ${this.#store.render(this.#openStored)}<slot></slot>`;
    if (value && !value.booking && isThere)
      return html`${title}
        <p>${core.notOffered}</p>
        ${callButton(this.#widget)}`;
    return html`${this.#store.renderOffers(this.#openStored)} ${this.#head()} ${this.#body()}`;
  }

  #head() {
    const { text } = this.#widget;
    const number = this.#visible.indexOf(this.step) + 1;
    const { service, place, way } = this.#selection;
    const { moving, dossier, busy } = this.#booking;
    const own: Record<string, string> = {
      'time session': text.session,
      'time home': text.halfDay,
      'time time': moving ? text.moving : text.titles.time,
      'contact home': text.carer,
    };
    const title = own[`${this.step} ${way}`] ?? text.titles[this.step];
    const isPlaced = way !== 'home' && (this.step === 'time' || this.step === 'contact');
    const sub = [this.step === 'service' ? this.#agencies.name : service?.name, isPlaced ? place?.name : '']
      .filter(Boolean)
      .join(' · ');
    return html`<div>
      ${(number > 1 || moving || (this.#agencies.chosen && !number)) && !busy ? this.#backLink() : nothing}
      <h2 tabindex="-1" id="title">${title}</h2>
      <p class="sub number">
        ${sub ? `${sub} · ` : nothing}${dossier ? `${text.forDossier(maskDossierCode(dossier))} · ` : nothing}${number ? text.step(number, this.#visible.length) : nothing}
      </p>
    </div>`;
  }

  #backLink() {
    return html`<button type="button" class="link" @click=${this.#back}>${this.#widget.text.back}</button>`;
  }

  #body() {
    const { text } = this.#widget;
    const { moving } = this.#booking;
    const again = () => void (moving ? this.#startMove(moving) : this.#agencies.load().then(() => this.#begin()));
    // Nothing is loaded before an agency is chosen.
    if (this.#agencies.failure && (this.#agencies.below || moving)) return this.#agencies.render(again);
    const selection = this.#selection;
    const { loading: reading, failure } = selection;
    switch (this.step) {
      case 'agency':
        return html`${this.#store.render(this.#openStored)} ${this.#agencies.render(again)}`;
      case 'service':
        if (failure && selection.requestedPlace)
          return failureBox(this.#widget, failure, () => this.#chooseService(selection.requestedPlace));
        return this.#capabilities.value && !reading
          ? html`${this.#store.render(this.#openStored)} ${this.#services.render()}`
          : html`<div class="skeleton"></div>`;
      case 'place':
        return html`${placeList(this.#widget, selection, place => void this.#choosePlace(place))} ${this.#otherModes()}`;
      case 'home':
        return this.#homeStep();
      case 'time':
        if (reading) return html`<div class="skeleton"></div>`;
        if (failure)
          return failureBox(this.#widget, failure, () =>
            moving ? this.#startMove(moving) : this.#chooseService(selection.requestedPlace),
          );
        if (selection.way !== 'time')
          return html`${selection.sessions.render()} ${this.#opening()} ${this.#otherModes()}`;
        return html`${timeView(selection.times, this.#opening())}
        ${this.#form.problems.map(({ message: text }) => html`<p class="error" id="time-error">${text}</p>`)}
        ${
          selection.times.calendar.known
            ? html`<button type="button" class="primary" @click=${this.#afterTime}>${text.next}</button>`
            : nothing
        }
        ${this.#otherModes()}`;
      case 'contact':
        return contactStep(this.#widget, selection, this.#form, this.#booking, this.#submitContact);
      case 'check':
        if (moving) return this.#moveStep(moving);
        return checkStep({
          widget: this.#widget,
          choice: selection,
          form: this.#form,
          booking: this.#booking,
          open: this.#visible,
          go: step => this.#go(step),
          another: () => this.#another(),
        });
    }
  }

  /** When further days open for booking. */
  #opening() {
    const at = this.#capabilities.value?.booking?.opensAt;
    return at ? html`<p class="hint">${this.#widget.text.opensAt(at)}</p>` : nothing;
  }

  #otherModes() {
    return this.#booking.moving ? nothing : otherWays(this.#widget, this.#selection, way => void this.#chooseMode(way));
  }

  /** The person and address of a home visit. */
  #homeStep() {
    return html`${this.#form.summary()}
      <form class="stack" novalidate @submit=${this.#submitHome}>
        ${this.#form.renderHome()}
        <button class="primary">${this.#widget.text.next}</button>
      </form>
      ${this.#otherModes()}`;
  }

  #moveStep(moving: Appointment) {
    const { pending, conflict, outcomeUnknown: lostTrack, move } = this.#booking;
    return rescheduleReview(this.#widget, moving, {
      when: this.#selection.when,
      where: this.#selection.place?.name,
      problem: html`${this.#booking.renderConflict()} ${this.#booking.renderFailure()}`,
      asking: pending,
      confirm: conflict || lostTrack ? undefined : move,
    });
  }

  /** The steps of this booking. */
  get #visible(): readonly Step[] {
    if (this.#booking.moving) return ['time', 'check'];
    const { way } = this.#selection;
    const one = way !== 'time' || (this.#selection.service?.places.length ?? 2) < 2 || this.place;
    const hidden: Partial<Record<Step, unknown>> = {
      agency: !this.#agencies.below,
      service: this.service,
      place: one,
      home: way !== 'home',
    };
    return steps.filter(step => !hidden[step] && !(step === 'check' && this.#booking.waits));
  }

  #onCapabilities(): void {
    this.#store.confirmRemoval();
    this.#agencies.required();
    if (!this.#agencies.going) this.#begin();
  }

  /** Starts from attributes, a deep link, or the draft before a reload. */
  #begin(): void {
    if (!this.#capabilities.value?.booking || this.#tickets.open) return;
    const { client, page, settings } = this.#widget.portal;
    const pending = client.pendingInput(appointmentCreate);
    const joining = this.#tickets.pending;
    const { kept } = this.#draft;
    const draft = kept?.asked === this.service ? kept : undefined;
    const { below } = this.#agencies;
    const isOurs = (agency = settings.agency) => agency === settings.agency;
    if (!below && this.step === 'agency') this.step = 'service';
    if (below && page === undefined) void this.#askAgency((pending ?? joining ?? draft)?.agency);
    else if (pending && isOurs(pending.agency)) void this.#resume(pending, draft);
    else if (joining && isOurs(joining.agency)) void this.#rejoin(joining, draft);
    else if (draft && isOurs(draft.agency)) void this.#restore(draft);
    else if (this.service) void this.#chooseService(this.service);
    else if (this.step === 'service') void this.#services.load();
  }

  /** @param before agency of an unfinished booking */
  async #askAgency(before?: string): Promise<void> {
    this.step = 'agency';
    await this.#agencies.ask(this.service, before);
  }

  /** Nothing that was loaded or started for one agency is kept for another. */
  #agencyChosen(): void {
    const { kept } = this.#draft;
    if (kept && kept.agency !== this.#widget.portal.settings.agency) this.#draft.wipe();
    this.#form.contact = { ...this.#form.contact, consents: [] };
    this.#services.clear();
    this.#selection.clear();
    this.step = 'service';
    void this.#capabilities.load();
    focusOn(this, 'title');
  }

  /** Repeats a booking that was sent before a reload and not answered, with its key. */
  async #resume(pending: Order, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    this.step = 'check';
    await this.#booking.book(pending, true);
  }

  /** Repeats joining a waitlist before a reload, once. */
  async #rejoin(joining: JoinRequest, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    else await this.#chooseService(joining.service, '', 'session');
    await this.#booking.join(joining);
  }

  async #restore({ service, place, slot, units, home, name, phone, email, birthYear = '' }: Draft): Promise<void> {
    this.#form.contact = { name, phone, email, birthYear, consents: [] };
    if (home) this.#form.home.home = home;
    await this.#chooseService(service, place, home ? 'home' : units ? 'session' : 'time');
    const selection = this.#selection;
    selection.placeId = place;
    if (!selection.place) return;
    selection.sessions.want(units ?? 1);
    if (slot) await selection.selectSlot(slot);
    if (selection.slot) this.#go('contact', false);
  }

  /** False when the service cannot be loaded. */
  async #chooseService(id: string, place = this.place, way: Mode | '' = this.way): Promise<boolean> {
    const selection = this.#selection;
    selection.sessions.place = this.place;
    if (!(await selection.read(id))) return false;
    const { ways } = selection;
    const chosen = (way && ways.includes(way) ? way : ways[0]) ?? 'time';
    // Appointments by time also mention sessions, below the calendar.
    const kind = chosen === 'time' ? ways.find(other => other !== 'time') : chosen;
    const sessions = kind && selection.sessions.begin(selection.service!.id, kind);
    await this.#chooseMode(chosen, place, sessions);
    return true;
  }

  async #chooseMode(way: Mode, place = this.place, sessions?: Promise<void>): Promise<void> {
    this.#selection.way = way;
    if (way !== 'time') {
      this.#go(way === 'home' && !this.#booking.moving ? 'home' : 'time');
      await (sessions ?? this.#selection.sessions.begin(this.#selection.service!.id, way));
      return;
    }
    const { places } = this.#selection;
    const only = places.find(known => known.id === place) ?? (places.length === 1 ? places[0] : undefined);
    if (only) await this.#choosePlace(only.id);
    else this.#go('place');
  }

  async #choosePlace(id: string): Promise<void> {
    const gone = this.#selection.goTo(id);
    this.#go('time');
    await gone;
  }

  #afterTime = (): void => {
    const slot = this.#selection.slot;
    if (slot) this.#selection.placeId = slot.place;
    this.#form.problems = slot ? [] : [{ field: 'time', message: this.#widget.text.chooseTime }];
    if (!slot) this.#booking.say(this.#widget.text.chooseTime);
    else this.#go(this.#booking.moving ? 'check' : 'contact');
  };

  #keepDraft(): void {
    this.#draft.keep(this.service, this.#selection, this.#form);
  }

  #submitHome = (event: Event): void => {
    event.preventDefault();
    if (this.#isWhole('home')) this.#go('time');
  };

  #submitContact = (event: Event): void => {
    event.preventDefault();
    const { hasHold: holding, waits, keep } = this.#booking;
    if (holding || !this.#isWhole('contact')) return;
    const { phone, confirmed } = this.#form.contact;
    if (this.#capabilities.value?.booking?.confirmPhone && phone.trim() && !confirmed)
      this.#tickets.confirm(phone.trim(), confirmed => this.#confirmed(confirmed));
    else if (waits) void this.#booking.wait();
    else void keep();
  };

  /** @param confirmed undefined when the citizen goes back to the phone field */
  #confirmed(confirmed: string | undefined): void {
    this.#form.contact = { ...this.#form.contact, confirmed };
    if (!confirmed) focusOn(this, 'phone');
    else if (this.#booking.waits) void this.#booking.wait();
    else void this.#booking.keep();
  }

  /** Announces what is missing and returns false. */
  #isWhole(step: 'home' | 'contact'): boolean {
    const isWhole = this.#form.check(step);
    if (!isWhole) this.#booking.say(this.#widget.text.problems(this.#form.problems.length));
    return isWhole;
  }

  #openStored = (ticket: Ticket): void => {
    void this.#tickets.read(ticket.secret, isAppointment(ticket) ? 'appointment' : 'waiting');
  };

  #booked(appointment: Appointment): void {
    this.#tickets.booked(appointment);
    this.dispatchEvent(new AppointmentBooked(appointment.service.id));
  }

  async #startMove(appointment: Appointment): Promise<void> {
    this.#booking.moving = appointment;
    this.#selection.clear();
    this.#go('time');
    if (await this.#agencies.goTo(appointment.agency)) await this.#selection.selectOther(appointment);
  }

  #back = (): void => {
    if (this.#booking.moving && this.step === 'time') {
      this.#booking.moving = undefined;
      this.requestUpdate();
      focusOn(this, 'title');
      return;
    }
    const steps = this.#visible;
    this.#go(steps[Math.max(0, steps.indexOf(this.step) - 1)]!);
  };

  /** Goes to a step; leaving the check step releases the hold. */
  #go(step: Step, moveFocus = true): void {
    const { hold } = this.#booking;
    if (step !== 'check' && (this.step === 'check' || hold.pending)) hold.release();
    this.step = step;
    this.#form.problems = [];
    this.#booking.clear();
    if (step === 'agency') void this.#askAgency();
    if (step === 'contact') void this.#tickets.load();
    if (step === 'service' && !this.service) void this.#services.load();
    if (step === 'time' && this.#selection.times.isLost) void this.#selection.times.refresh();
    if (moveFocus) focusOn(this, 'title');
  }

  /** Back to the page's own agency and the first step. */
  #another(): void {
    this.#reset();
    if (this.#agencies.below) this.step = 'agency';
    if (this.#widget.portal.page === undefined) this.#begin();
    else this.#agencies.leave();
  }

  #reset(): void {
    this.#tickets.close();
    this.#booking.hold.release();
    this.#services.clear();
    this.#selection.clear();
    this.#forget();
    this.#booking.moving = undefined;
    this.step = 'service';
    focusOn(this, 'title');
  }

  /** Starts over with the same service; with a slot, that one is selected. */
  async #next(ticket: Ticket, slot?: Slot): Promise<void> {
    const { agency, service, units } = ticket;
    const way = modeOf(ticket);
    this.#reset();
    if (!(await this.#agencies.goTo(agency)) || !(await this.#chooseService(service.id, slot?.place ?? '', way)))
      return;
    if (units) this.#selection.sessions.want(units.count);
    if (!slot) return;
    await this.#selection.selectSlot(slot);
    if (way !== 'home' && this.#selection.slot) this.#go('contact');
  }

  /** Clears everything for the next citizen. */
  #forget(): void {
    this.#form.clear();
    this.#booking.dossier = '';
    this.#booking.clear();
    this.#draft.wipe();
  }
}
