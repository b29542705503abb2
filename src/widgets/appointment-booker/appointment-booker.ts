import type { TemplateResult } from 'lit';
import { appointmentCreate, appointmentMove, type Appointment } from '../../contract/appointment.ts';
import type { Input } from '../../contract/operation.ts';
import type { Slot } from '../../contract/slot.ts';
import {
  announcement,
  Ask,
  base,
  callButton,
  DeepLink,
  failed,
  focusOn,
  frame,
  html,
  LitElement,
  nothing,
  Offer,
  PortalController,
  property,
  state,
} from '../../core/index.ts';
import type { Failure } from '../../core/outcome.ts';
import { maskDossierCode } from '../../domain/dossier-code.ts';
import { readDraft, wipeDraft, writeDraft } from '../form/draft.ts';
import { formStyles } from '../form/form.styles.ts';
import { tickStyles } from '../form/tick.styles.ts';
import type { BookingPart } from '../../parts/booking.ts';
import type { AgencyPart } from '../../parts/agencies.ts';
import type { AgencyPicker } from './agency-picker.ts';
import { styles } from './appointment-booker.styles.ts';
import { bookerTexts } from './appointment-booker.texts.ts';
import { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from './appointment-events.ts';
import { fitsBooking, type Draft } from './booking-draft.ts';
import { BookingForm } from './booking-form.ts';
import { checkRows, countdown } from './check-step.ts';
import { Choice, wayOf, type Way } from './choice.ts';
import { HoldKeeper } from './hold-keeper.ts';
import { isAppointment, KeptTickets, type Ticket } from './kept-tickets.ts';
import { Late } from './late.ts';
import { Line } from './line.ts';
import { lostSlot, type Lost } from './lost-slot.ts';
import { otherWays, placeList } from './place-list.ts';
import { ServicePicker } from './service-picker.ts';
import { steps, type Step } from './steps.ts';
import { TicketFace } from './ticket-face.ts';
import { timeView } from './time-view.ts';
import type { Joining } from './waiting-face.ts';

export { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from './appointment-events.ts';

type Booking = Omit<Input<typeof appointmentCreate>, 'agency'>;

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
  @state() private failure: Failure | undefined;
  @state() private lost: Lost | undefined;
  /** The appointment that is being moved. */
  @state() private moving: Appointment | undefined;
  @state() private dossier = '';
  @state() private spoken = '';

  #widget = new PortalController(this, bookerTexts);
  #offer = new Offer(this, this.#widget, () => this.#offered());
  #agencies = new Late<AgencyPicker>(
    this,
    this.#widget,
    'agencies',
    ({ AgencyPicker }: AgencyPart) =>
      new AgencyPicker(this, this.#widget, this.#agencyChosen, () => void this.#reload()),
  );
  #part = new Late<BookingPart>(this, this.#widget, 'booking', (part: BookingPart) => part);
  #services = new ServicePicker(this, this.#widget, ({ id }) => this.#chooseService(id));
  #choice = new Choice(this, this.#widget, () => this.#afterTime());
  #form = new BookingForm(
    this,
    this.#widget,
    this.#choice,
    () => this.#offer.value?.booking,
    () => this.#saveDraft(),
  );
  /** Whether the page stands for several agencies. */
  #below = false;
  /** What another agency offers is being read for somebody who is on their way already. */
  #going = false;
  /** What was last sent to be booked. */
  #sent: Booking | undefined;
  #hold = new HoldKeeper(this, this.#widget);
  #booking = new Ask<Appointment>(this, true);
  #kept = new KeptTickets(this.#widget);
  #ticket = new TicketFace(this, this.#widget, this.#kept, this.#part, {
    move: appointment => void this.#startMove(appointment),
    another: () => this.#another(),
    next: (appointment, slot) => void this.#next(appointment, wayOf(appointment), slot),
    cancelled: ({ service }) => this.dispatchEvent(new AppointmentCancelled(service.id)),
    focus: id => focusOn(this, id),
  });
  #line = new Line(this, this.#widget, this.#kept, {
    taken: appointment => {
      this.#ticket.show(appointment, 'booked');
      this.dispatchEvent(new AppointmentBooked(appointment.service.id));
    },
    next: (waiting, slot) => void this.#next(waiting, 'session', slot),
    another: () => this.#another(),
    focus: id => focusOn(this, id),
  });

  constructor() {
    super();
    new DeepLink(this, ({ secret, waiting, code = '', service }) => {
      if (secret) void this.#ticket.read(secret);
      else if (waiting) void this.#line.read(waiting);
      else this.dossier = code;
      if (service) this.service = service;
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (this.hasUpdated && ['service', 'place', 'way'].some(name => changed.has(name)) && this.#offer.value)
      this.#begin();
  }

  override render(): TemplateResult {
    const spoken = [
      this.spoken,
      this.#hold.spoken,
      this.#line.spoken,
      this.step === 'service' ? this.#services.spoken : this.step === 'agency' ? this.#agencies.value?.spoken : '',
    ];
    return frame(html`${this.#face()} ${announcement(spoken.filter(Boolean).join(' '))}`);
  }

  #face() {
    const { text, core } = this.#widget;
    const { failure, value } = this.#offer;
    if (this.#ticket.open && !this.moving) return this.#ticket.render();
    if (this.#line.open) return this.#line.render();
    const isThere = this.step !== 'agency' || !this.#isChosen;
    const title = html`${this.#isChosen ? this.#backLink() : nothing}
      <h2 tabindex="-1" id="title">${text.titles.service}</h2>`;
    if (failure && isThere)
      return html`${title} ${failed(this.#widget, failure, this.#offer.load)} ${this.#kept.render(this.#openKept)}<slot
        ></slot>`;
    if (value && !value.booking && isThere)
      return html`${title}
        <p>${core.notOffered}</p>
        ${callButton(this.#widget)}`;
    return html`${this.#head()} ${this.#body()}`;
  }

  #head() {
    const { text } = this.#widget;
    const number = this.#visible.indexOf(this.step) + 1;
    const { service, place, way } = this.#choice;
    const own: Record<string, string> = {
      'time session': text.session,
      'time home': text.halfDay,
      'time time': this.moving ? text.moving : text.titles.time,
      'contact home': text.carer,
    };
    const title = own[`${this.step} ${way}`] ?? text.titles[this.step];
    const isPlaced = way !== 'home' && (this.step === 'time' || this.step === 'contact');
    const sub = [this.step === 'service' ? this.#agencies.value?.name : service?.name, isPlaced ? place?.name : '']
      .filter(Boolean)
      .join(' · ');
    return html`<div>
      ${(number > 1 || this.moving || (this.#isChosen && !number)) && !this.#unsure ? this.#backLink() : nothing}
      <h2 tabindex="-1" id="title">${title}</h2>
      <p class="sub number">
        ${sub ? `${sub} · ` : nothing}${this.dossier ? `${text.forDossier(maskDossierCode(this.dossier))} · ` : nothing}${number ? text.step(number, this.#visible.length) : nothing}
      </p>
    </div>`;
  }

  #backLink() {
    return html`<button type="button" class="link" @click=${this.#back}>${this.#widget.text.back}</button>`;
  }

  #body() {
    const { text } = this.#widget;
    // Nothing is asked of an agency before one is there.
    if (this.#agencies.failure && (this.#below || this.moving))
      return this.#agencies.pending(() =>
        this.moving ? this.#startMove(this.moving) : this.#agencies.face().then(() => this.#begin()),
      );
    const choice = this.#choice;
    const { reading, failure } = choice;
    switch (this.step) {
      case 'agency':
        return html`${this.#kept.render(this.#openKept)}
        ${this.#agencies.value?.render() ?? this.#agencies.pending(() => this.#begin())}`;
      case 'service':
        if (failure && choice.asked) return failed(this.#widget, failure, () => this.#chooseService(choice.asked));
        return this.#offer.value && !reading
          ? html`${this.#kept.render(this.#openKept)} ${this.#services.render()}`
          : html`<div class="skeleton"></div>`;
      case 'place':
        return html`${placeList(this.#widget, choice, place => void this.#choosePlace(place))} ${this.#otherWays()}`;
      case 'home':
        return this.#homeStep();
      case 'time':
        if (reading) return html`<div class="skeleton"></div>`;
        if (failure) return failed(this.#widget, failure, () => this.moving && this.#startMove(this.moving));
        if (choice.way !== 'time') return html`${choice.sessions.render()} ${this.#opening()} ${this.#otherWays()}`;
        return html`${timeView(choice.times, this.#opening())}
        ${this.#form.problems.map(({ words }) => html`<p class="error" id="time-error">${words}</p>`)}
        ${
          choice.times.calendar.known
            ? html`<button type="button" class="primary" @click=${this.#afterTime}>${text.next}</button>`
            : nothing
        }
        ${this.#otherWays()}`;
      case 'contact':
        return this.#contactStep();
      case 'check':
        return this.moving ? this.#moveStep() : this.#checkStep();
    }
  }

  /** When new days open, for those who find none that suits them. */
  #opening() {
    const at = this.#offer.value?.booking?.opensAt;
    return at ? html`<p class="hint">${this.#widget.text.opensAt(at)}</p>` : nothing;
  }

  #otherWays() {
    return this.moving ? nothing : otherWays(this.#widget, this.#choice, way => void this.#chooseWay(way));
  }

  /** Whom an officer visits, and where. */
  #homeStep() {
    return html`${this.#form.summary()}
    ${
      this.#form.home.value
        ? html`<form class="stack" novalidate @submit=${this.#submitHome}>
            ${this.#form.renderHome()}
            <button class="primary">${this.#widget.text.next}</button>
          </form>`
        : this.#form.home.pending(() => void this.#form.home.face())
    }
    ${this.#otherWays()}`;
  }

  #contactStep() {
    const { text } = this.#widget;
    const { when } = this.#choice;
    const waits = this.#waits;
    const asking = this.#hold.asking || this.#line.asking;
    return html`
      ${this.#form.summary()}
      <p class="number"><strong>${when}</strong></p>
      ${waits ? html`<p>${text.joinHint}</p>` : nothing} ${this.#lostBox()}
      <form class="stack" novalidate @submit=${this.#submitContact}>
        ${this.#form.renderContact()} ${this.failure && !asking ? this.#failed(this.failure) : nothing}
        <button class="primary" aria-disabled=${asking ? 'true' : nothing}>
          ${waits ? (asking ? text.joining : text.join) : asking ? text.holding : text.next}
        </button>
        ${this.#hold.slow ? html`<p class="hint">${this.#widget.core.slow}</p>` : nothing}
      </form>
    `;
  }

  #checkStep() {
    const { text } = this.#widget;
    const { asking, slow } = this.#booking;
    if (this.lost) return this.#lostBox();
    return html`
      ${
        this.#unsure
          ? nothing
          : countdown({
              text,
              hold: this.#hold,
              again: this.#holdAgain,
              otherDay: () => this.#go('time'),
              extend: this.#extend,
            })
      }
      ${checkRows({
        widget: this.#widget,
        choice: this.#choice,
        contact: this.#form.contact,
        home: this.#form.home.value,
        open: this.#unsure ? [] : this.#visible,
        change: step => this.#go(step),
      })}
      ${this.failure && !asking ? this.#failed(this.failure) : nothing}
      ${
        this.#lostTrack
          ? html`<button type="button" class="link" @click=${() => this.#another()}>${text.another}</button>`
          : this.#hold.expired && !this.#unsure
            ? nothing
            : html`<button
                type="button"
                class="primary"
                aria-disabled=${asking ? 'true' : nothing}
                @click=${this.#confirm}
              >
                ${asking ? text.confirming : this.#unsure ? text.confirmAgain : text.confirm}
              </button>`
      }
      ${slow ? html`<p class="hint">${this.#widget.core.slow}</p>` : nothing}
    `;
  }

  #moveStep() {
    const { asking } = this.#booking;
    return (
      this.#part.value?.moveCheck(this.#widget, this.moving!, {
        when: this.#choice.when,
        where: this.#choice.place?.name,
        problem: html`${this.#lostBox()} ${this.failure && !asking ? this.#failed(this.failure) : nothing}`,
        asking,
        confirm: this.lost || this.#lostTrack ? undefined : this.#confirmMove,
      }) ?? this.#part.pending(() => void this.#part.face())
    );
  }

  #lostBox() {
    return this.lost
      ? lostSlot({
          widget: this.#widget,
          lost: this.lost,
          places: this.#choice.places,
          take: slot => void this.#takeAlternative(slot),
          otherDay: () => this.#go('time'),
          wait: this.#waits && !this.moving ? () => this.#go('contact') : undefined,
        })
      : nothing;
  }

  #failed(failure: Failure) {
    const { text } = this.#widget;
    const slug = failure.kind === 'refused' ? failure.slug : '';
    const words = {
      'too-many-appointments': text.tooMany(this.#offer.value?.booking?.maxPerPhone ?? 0),
      'too-many-missed': text.tooManyMissed,
      'already-booked': text.alreadyBooked,
      'visit-already-booked': text.visitBooked,
      'slot-free': text.slotFree,
      'appointment-fixed': text.fixed,
    }[slug];
    return failed(this.#widget, failure, undefined, words);
  }

  /** A booking was sent and may have been made: until that is known, nothing else is offered. */
  get #unsure(): boolean {
    return this.step === 'check' && !this.moving && (this.failure?.kind === 'unknown' || this.#lostTrack);
  }

  /** Not even the backend can learn whether it was done: whoever sent it again might have two. */
  get #lostTrack(): boolean {
    return this.failure?.kind === 'refused' && this.failure.slug === 'outcome-unknown';
  }

  /** Whether one can only wait; who holds one of the last places, perhaps since before a reload, books it. */
  get #waits(): boolean {
    return this.#choice.waits && !this.#hold.kept;
  }

  /** The steps that this person goes through. */
  get #visible(): readonly Step[] {
    if (this.moving) return ['time', 'check'];
    const { way } = this.#choice;
    const one = way !== 'time' || (this.#choice.service?.places.length ?? 2) < 2 || this.place;
    const hidden: Partial<Record<Step, unknown>> = {
      agency: !this.#below,
      service: this.service,
      place: one,
      home: way !== 'home',
    };
    return steps.filter(step => !hidden[step] && !(step === 'check' && this.#waits));
  }

  get #draftName(): string {
    const { page, settings } = this.#widget.portal;
    return `draft:booking:${page ?? settings.agency}`;
  }

  /** Whether somebody has chosen another agency than the page's. */
  get #isChosen(): boolean {
    return this.#below && this.#widget.portal.page !== undefined;
  }

  #offered(): void {
    if (this.#widget.portal.page === undefined) this.#below = !!this.#offer.value?.booking?.below;
    if (!this.#going) this.#begin();
  }

  get #stored(): Draft | undefined {
    return readDraft<Draft>(this.#widget.portal, this.#draftName, fitsBooking)?.typed as Draft | undefined;
  }

  get #draft(): Draft | undefined {
    const draft = this.#stored;
    return draft?.asked === this.service ? draft : undefined;
  }

  /** Begins where the page, a link, or the person before a reload left off. */
  #begin(): void {
    if (!this.#offer.value?.booking || this.#ticket.open || this.#line.open) return;
    const { client, page, settings } = this.#widget.portal;
    const pending = client.pendingInput(appointmentCreate);
    const joining = this.#line.pending;
    const draft = this.#draft;
    const isOurs = (agency = settings.agency) => agency === settings.agency;
    if (!this.#below && this.step === 'agency') this.step = 'service';
    if (this.#below && page === undefined) void this.#askAgency((pending ?? joining ?? draft)?.agency);
    else if (pending && isOurs(pending.agency)) void this.#resume(pending, draft);
    else if (joining && isOurs(joining.agency)) void this.#rejoin(joining, draft);
    else if (draft && isOurs(draft.agency)) void this.#restore(draft);
    else if (this.service) void this.#chooseService(this.service);
    else if (this.step === 'service') void this.#services.load();
  }

  /** @param before the agency where something was left unfinished */
  async #askAgency(before?: string): Promise<void> {
    this.step = 'agency';
    await (await this.#agencies.face())?.open(this.service, before);
  }

  /** Works for the agency of a ticket from now on; false where that does not come. */
  async #goTo(agency: string | undefined): Promise<boolean> {
    if (!agency || agency === this.#widget.portal.settings.agency) return true;
    const face = await this.#agencies.face();
    if (!face) return false;
    face.goTo(agency);
    await this.#reload();
    return true;
  }

  /** What the agency of now offers, for somebody who is on their way already. */
  async #reload(): Promise<void> {
    this.#going = true;
    await this.#offer.load();
    this.#going = false;
  }

  /** Nothing that was read or begun at one agency stays for another. */
  #agencyChosen = (): void => {
    const { agency } = this.#widget.portal.settings;
    const draft = this.#stored;
    if (draft && draft.agency !== agency) wipeDraft(this.#widget.portal, this.#draftName);
    this.#form.contact = { ...this.#form.contact, consents: [] };
    this.#services.clear();
    this.#choice.clear();
    this.step = 'service';
    void this.#offer.load();
    focusOn(this, 'title');
  };

  /** A booking that was sent before a reload and never answered is asked again, with its key. */
  async #resume(pending: Booking, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    this.step = 'check';
    await this.#book(pending);
  }

  /** Whoever joined a line before a reload, and was not answered, joins once. */
  async #rejoin(joining: Joining, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    else await this.#chooseService(joining.service, '', 'session');
    await this.#join(joining);
  }

  async #restore({ service, place, slot, units, home, name, phone, email, birthYear = '' }: Draft): Promise<void> {
    this.#form.contact = { name, phone, email, birthYear, consents: [] };
    const isReady = !home || (await this.#form.restoreHome(home));
    await this.#chooseService(service, place, home ? 'home' : units ? 'session' : 'time');
    const choice = this.#choice;
    choice.placeId = place;
    if (!choice.place) return;
    choice.sessions.want(units ?? 1);
    if (slot) await choice.take(slot);
    if (choice.slot && isReady) this.#go('contact', false);
  }

  /** False where it cannot be read. */
  async #chooseService(id: string, place = this.place, way: Way | '' = this.way): Promise<boolean> {
    const choice = this.#choice;
    choice.sessions.place = this.place;
    if (!(await choice.read(id))) return false;
    const { ways } = choice;
    const chosen = (way && ways.includes(way) ? way : ways[0]) ?? 'time';
    // Also for those who come at a time: when there are sessions, is said below the calendar.
    const kind = chosen === 'time' ? ways.find(other => other !== 'time') : chosen;
    const sessions = kind && choice.sessions.begin(choice.service!.id, kind);
    await this.#chooseWay(chosen, place, sessions);
    return true;
  }

  async #chooseWay(way: Way, place = this.place, sessions?: Promise<void>): Promise<void> {
    this.#choice.way = way;
    if (way !== 'time') {
      if (way === 'home') void this.#form.home.face();
      this.#go(way === 'home' && !this.moving ? 'home' : 'time');
      await (sessions ?? this.#choice.sessions.begin(this.#choice.service!.id, way));
      return;
    }
    const { places } = this.#choice;
    const only = places.find(known => known.id === place) ?? (places.length === 1 ? places[0] : undefined);
    if (only) await this.#choosePlace(only.id);
    else this.#go('place');
  }

  async #choosePlace(id: string): Promise<void> {
    const gone = this.#choice.goTo(id);
    this.#go('time');
    await gone;
  }

  #afterTime = (): void => {
    const slot = this.#choice.slot;
    if (slot) this.#choice.placeId = slot.place;
    this.#form.problems = slot ? [] : [{ field: 'time', words: this.#widget.text.chooseTime }];
    if (!slot) this.spoken = this.#widget.text.chooseTime;
    else this.#go(this.moving ? 'check' : 'contact');
  };

  #saveDraft(): void {
    const slot = this.#choice.slot;
    const service = this.#choice.service;
    const isHome = this.#choice.way === 'home';
    if (service && (slot || isHome))
      writeDraft(this.#widget.portal, this.#draftName, {
        ...this.#form.contact,
        asked: this.service,
        agency: this.#widget.portal.settings.agency,
        service: service.id,
        place: this.#choice.placeId,
        slot,
        ...(this.#choice.units && { units: this.#choice.units.count }),
        ...(isHome && { home: this.#form.typedHome }),
      });
  }

  #submitHome = (event: Event): void => {
    event.preventDefault();
    if (this.#form.check('home')) this.#go('time');
    else this.spoken = this.#widget.text.problems(this.#form.problems.length);
  };

  #submitContact = (event: Event): void => {
    event.preventDefault();
    if (this.#hold.asking || this.#line.asking) return;
    if (!this.#form.check('contact')) this.spoken = this.#widget.text.problems(this.#form.problems.length);
    else if (this.#waits) this.#joinLine();
    else void this.#keep();
  };

  #joinLine(): void {
    const { service, slot, units } = this.#choice;
    const { contact, consents } = this.#form.input;
    this.#saveDraft();
    void this.#join({
      service: service!.id,
      slot: slot!.id,
      units: units!.count,
      contact: { name: contact.name, phone: this.#form.contact.phone.trim() },
      consents,
    });
  }

  async #join(input: Joining): Promise<void> {
    this.failure = this.lost = undefined;
    this.spoken = this.#widget.text.joining;
    const outcome = await this.#line.join(input);
    this.spoken = '';
    if (outcome.kind === 'answered') return this.#forget();
    if (outcome.kind === 'refused' && outcome.slug === 'slot-free') await this.#choice.sessions.load();
    if (outcome.kind !== 'cancelled') this.#fail(outcome);
  }

  #openKept = (ticket: Ticket): void => {
    if (isAppointment(ticket)) void this.#ticket.read(ticket.secret);
    else void this.#line.read(ticket.secret);
  };

  /** Holds the chosen place; a lost race keeps everything and offers the nearest times. */
  async #keep(): Promise<void> {
    const slot = this.#choice.slot;
    if (!slot) return this.#go('time');
    this.#saveDraft();
    this.failure = this.lost = undefined;
    this.spoken = this.#widget.text.holding;
    const phone = this.#form.contact.phone.trim();
    const outcome = await this.#hold.keep({
      service: this.#choice.service!.id,
      slot: slot.id,
      ...(phone && { phone }),
      ...(this.#choice.units && { units: this.#choice.units.count }),
    });
    this.spoken = '';
    if (outcome.kind === 'answered') this.#go('check');
    else if (outcome.kind !== 'cancelled') this.#fail(outcome);
  }

  #holdAgain = (): void => void this.#keep();

  /** The button may go, so the focus goes to what it was about. */
  #extend = async (): Promise<void> => {
    await this.#hold.extend();
    focusOn(this, 'timer');
  };

  #confirm = (): void => {
    const { hold } = this.#hold;
    if (this.#booking.asking) return;
    if (this.#unsure && this.#sent) return void this.#book(this.#sent);
    if (!hold) return;
    void this.#book({ hold: hold.token, ...this.#form.input, ...(this.dossier && { dossier: this.dossier }) });
  };

  async #book(input: Booking): Promise<void> {
    this.#sent = input;
    this.failure = undefined;
    this.spoken = this.#widget.text.confirming;
    const outcome = await this.#booking.run(() => this.#widget.call(appointmentCreate, input));
    this.spoken = '';
    if (outcome.kind === 'answered') {
      this.#hold.forget();
      this.#forget();
      this.#ticket.show(outcome.value, 'booked');
      this.dispatchEvent(new AppointmentBooked(outcome.value.service.id));
    } else if (outcome.kind === 'refused' && outcome.slug === 'hold-expired' && this.#choice.slot) {
      this.#hold.forget();
      await this.#keep();
    } else if (outcome.kind !== 'cancelled') this.#fail(outcome);
  }

  async #startMove(appointment: Appointment): Promise<void> {
    this.moving = appointment;
    void this.#part.face();
    this.#choice.clear();
    this.#go('time');
    if (await this.#goTo(appointment.agency)) await this.#choice.another(appointment);
  }

  #confirmMove = async (): Promise<void> => {
    const slot = this.#choice.slot;
    const { moving } = this;
    if (!slot || !moving || this.#booking.asking) return;
    this.failure = this.lost = undefined;
    this.spoken = this.#widget.text.movingNow;
    const { secret } = moving;
    const outcome = await this.#booking.run(() => this.#widget.call(appointmentMove, { secret, slot: slot.id }));
    this.spoken = '';
    if (outcome.kind === 'answered') {
      this.moving = undefined;
      this.#ticket.show(outcome.value, 'moved');
      this.dispatchEvent(new AppointmentMoved(outcome.value.service.id));
    } else if (outcome.kind !== 'cancelled') this.#fail(outcome);
  };

  /** Words, fields or other times, as the refusal asks for; nothing of what was typed goes. */
  #fail(failure: Failure): void {
    const { text } = this.#widget;
    if (failure.kind === 'refused') {
      const { slug, problem } = failure;
      if (slug === 'slot-taken' || slug === 'slot-closed') {
        this.lost = { slug, alternatives: (problem.alternatives ?? []) as unknown as Slot[] };
        this.#choice.lose();
        focusOn(this, 'lost');
        return;
      }
      if (slug === 'invalid-input') {
        this.step = this.#form.blame(problem.errors);
        this.spoken = text.problems(this.#form.problems.length);
        focusOn(this, 'summary');
        return;
      }
    }
    this.failure = failure;
    void this.updateComplete.then(() => {
      this.spoken = this.renderRoot.querySelector('[part=failure] .title')?.textContent?.trim() ?? '';
    });
  }

  async #takeAlternative(slot: Slot): Promise<void> {
    this.lost = undefined;
    await this.#choice.take(slot);
    if (this.moving) focusOn(this, 'title');
    else await this.#keep();
  }

  #back = (): void => {
    if (this.moving && this.step === 'time') {
      this.moving = undefined;
      focusOn(this, 'title');
      return;
    }
    const steps = this.#visible;
    this.#go(steps[Math.max(0, steps.indexOf(this.step) - 1)]!);
  };

  /** Goes to a step; whoever leaves the check gives the place back. */
  #go(step: Step, moveFocus = true): void {
    if (step !== 'check' && (this.step === 'check' || this.#hold.asking)) this.#hold.release();
    this.step = step;
    this.#form.problems = [];
    this.failure = this.lost = undefined;
    if (step === 'agency') void this.#askAgency();
    if (step === 'service' && !this.service) void this.#services.load();
    if (step === 'time' && this.#choice.times.isLost) void this.#choice.times.refresh();
    if (moveFocus) focusOn(this, 'title');
  }

  /** The page's own agency, and the first question. */
  #another(): void {
    this.#reset();
    if (this.#below) this.step = 'agency';
    if (this.#widget.portal.page === undefined) this.#begin();
    else {
      this.#agencies.value?.leave();
      void this.#offer.load();
    }
  }

  #reset(): void {
    this.#ticket.close();
    this.#line.close();
    this.#services.clear();
    this.#choice.clear();
    this.#forget();
    this.moving = undefined;
    this.step = 'service';
    focusOn(this, 'title');
  }

  /** Begins anew with the same service; with a slot, that one is taken. */
  async #next({ agency, service, units }: Ticket, way: Way, slot?: Slot): Promise<void> {
    this.#reset();
    if (!(await this.#goTo(agency)) || !(await this.#chooseService(service.id, slot?.place ?? '', way))) return;
    if (units) this.#choice.sessions.want(units.count);
    if (!slot) return;
    await this.#choice.take(slot);
    if (way !== 'home' && this.#choice.slot) this.#go('contact');
  }

  /** Nothing of one person stays when the next one comes. */
  #forget(): void {
    this.#form.clear();
    this.dossier = '';
    this.failure = this.lost = undefined;
    wipeDraft(this.#widget.portal, this.#draftName);
  }
}
