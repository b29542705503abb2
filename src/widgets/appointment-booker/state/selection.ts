import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import { serviceRead, type Service } from '../../../contract/service.ts';
import type { Slot } from '../../../contract/slot.ts';
import { Ask, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { SessionPicker, sessionTime } from '../steps/session-picker.ts';
import { TimePicker } from '../steps/time-picker.ts';

/** The ways to come that this widget knows. */
const knownWays = ['time', 'session', 'home'] as const;
export type Mode = (typeof knownWays)[number];

/** How somebody comes to an appointment. */
export const modeOf = ({ home, units }: { home?: unknown; units?: unknown }): Mode =>
  home ? 'home' : units ? 'session' : 'time';

/** What a person has chosen so far: what for, in which way, where and when. */
export class Selection {
  readonly times: TimePicker;
  readonly sessions: SessionPicker;
  way: Mode = 'time';
  placeId = '';
  /** The service that was last asked for. */
  requestedPlace = '';

  readonly #widget: PortalController<BookerTexts>;
  readonly #service: Ask<Service>;

  /** @param chosen a session was chosen */
  constructor(host: LitElement, widget: PortalController<BookerTexts>, chosen: () => void) {
    this.#widget = widget;
    this.#service = new Ask(host);
    this.times = new TimePicker(host, widget);
    this.sessions = new SessionPicker(host, widget, chosen);
  }

  get service(): Service | undefined {
    return this.#service.value;
  }

  get loading(): boolean {
    return this.#service.pending;
  }

  get failure() {
    return this.#service.failure;
  }

  /** The ways of the service that this widget knows. */
  get ways(): readonly Mode[] {
    const { ways = ['time'] } = this.service ?? {};
    return knownWays.filter(way => ways.includes(way));
  }

  /** Whether one comes at a time; otherwise on a half day, to a session or to be visited. */
  get #isTime(): boolean {
    return this.way === 'time';
  }

  get places() {
    return this.#isTime ? (this.service?.places ?? []) : this.sessions.places;
  }

  get place() {
    return this.places.find(({ id }) => id === this.placeId);
  }

  /** The chosen time or session. */
  get slot(): Slot | undefined {
    return this.#isTime ? this.times.slot : this.sessions.session;
  }

  get units() {
    const { session, units } = this.sessions;
    return this.way === 'session' && session ? { unit: session.unit, count: units } : undefined;
  }

  /** Whether the chosen session is full, so that one can only wait for a place in it. */
  get waits(): boolean {
    const { session } = this.sessions;
    return this.way === 'session' && session?.state === 'full' && session.waiting !== undefined;
  }

  get needsPhone(): boolean {
    return this.waits || this.#isTime || this.sessions.session?.needsPhone !== false;
  }

  /** The chosen time in words. */
  get when(): string {
    const { slot } = this;
    const { format } = this.#widget.portal;
    return !slot ? '' : this.#isTime ? format.moment(slot.start) : sessionTime(slot, format);
  }

  /** Reads what can be known of a service; false when that cannot be had. */
  async read(service: string): Promise<boolean> {
    this.requestedPlace = service;
    const outcome = await this.#service.run(signal => this.#widget.call(serviceRead, { service }, signal));
    return outcome.kind === 'answered';
  }

  /** Goes to a place and shows its first free day. */
  async goTo(place: string): Promise<void> {
    this.placeId = place;
    await this.times.begin(this.service!.id, place);
  }

  /** Takes a time or a session that was offered outside calendar and list. */
  async selectSlot(slot: Slot): Promise<void> {
    if (!this.#isTime) {
      this.sessions.take(slot);
      this.placeId = slot.place;
      return;
    }
    if (slot.place !== this.placeId) this.times.calendar.begin(this.service!.id, slot.place);
    this.placeId = slot.place;
    await this.times.take(slot);
  }

  /** Begins to look for another time for an appointment. */
  async selectOther({ service, place, units, home }: Appointment): Promise<void> {
    this.times.slot = this.sessions.session = undefined;
    this.way = modeOf({ home, units });
    if (!(await this.read(service.id))) return;
    if (!units) return this.goTo(place.id);
    this.placeId = place.id;
    await this.sessions.begin(service.id, this.way, true);
    this.sessions.want(units.count);
  }

  /** The chosen time went to somebody else: what is shown of it is no longer true. */
  dropSlot(): void {
    this.times.calendar.forget();
    if (!this.#isTime) void this.sessions.load();
  }

  /** Nothing of one person's choice stays for the next. */
  clear(): void {
    this.#service.clear();
    this.requestedPlace = '';
    this.way = 'time';
    this.times.slot = undefined;
    this.times.calendar.forget();
    this.sessions.clear();
  }
}
