import type { LitElement } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import { serviceRead, type Service } from '../../../contract/service.ts';
import type { Slot } from '../../../contract/slot.ts';
import { RequestController, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { SessionPicker, sessionTime } from '../steps/session-picker.ts';
import { TimePicker } from '../steps/time-picker.ts';

/** Modes that this widget supports. */
const knownWays = ['time', 'session', 'home'] as const;
export type Mode = (typeof knownWays)[number];

/** The mode of an appointment. */
export const modeOf = ({ home, units }: { home?: unknown; units?: unknown }): Mode =>
  home ? 'home' : units ? 'session' : 'time';

/** The citizen's selection: service, mode, place and time. */
export class Selection {
  readonly times: TimePicker;
  readonly sessions: SessionPicker;
  way: Mode = 'time';
  placeId = '';
  /** The service that was last requested. */
  requestedPlace = '';

  readonly #widget: PortalController<BookerTexts>;
  readonly #service: RequestController<Service>;

  /** @param chosen called when a session was chosen */
  constructor(host: LitElement, widget: PortalController<BookerTexts>, chosen: () => void) {
    this.#widget = widget;
    this.#service = new RequestController(host);
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

  /** The supported modes of the service. */
  get ways(): readonly Mode[] {
    const { ways = ['time'] } = this.service ?? {};
    return knownWays.filter(way => ways.includes(way));
  }

  /** By time; otherwise by session or half day. */
  get #isTime(): boolean {
    return this.way === 'time';
  }

  /** The first free time at any place. */
  get firstTime(): string | undefined {
    const times = (this.service?.places ?? []).flatMap(({ first }) => first ?? []);
    return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  }

  get places() {
    return this.#isTime ? (this.service?.places ?? []) : this.sessions.places;
  }

  get place() {
    return this.places.find(({ id }) => id === this.placeId);
  }

  /** The selected time or session. */
  get slot(): Slot | undefined {
    return this.#isTime ? this.times.slot : this.sessions.session;
  }

  get units() {
    const { session, units } = this.sessions;
    return this.way === 'session' && session ? { unit: session.unit, count: units } : undefined;
  }

  /** Whether the selected session is full, so that only its waitlist is left. */
  get waits(): boolean {
    const { session } = this.sessions;
    return this.way === 'session' && session?.state === 'full' && session.waiting !== undefined;
  }

  get needsPhone(): boolean {
    return this.waits || this.#isTime || this.sessions.session?.needsPhone !== false;
  }

  /** The selected time as text. */
  get when(): string {
    const { slot } = this;
    const { format } = this.#widget.portal;
    return !slot ? '' : this.#isTime ? format.moment(slot.start) : sessionTime(slot, format);
  }

  /** Loads a service; false when that failed. */
  async read(service: string): Promise<boolean> {
    this.requestedPlace = service;
    const outcome = await this.#service.run(signal => this.#widget.call(serviceRead, { service }, signal));
    return outcome.kind === 'answered';
  }

  /** Switches to a place and shows its first free day. */
  async goTo(place: string): Promise<void> {
    this.placeId = place;
    await this.times.begin(this.service!.id, place);
  }

  /** Selects a time or session that was offered elsewhere. */
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

  /** Starts looking for another time of an appointment. */
  async selectOther({ service, place, units, home }: Appointment): Promise<void> {
    this.times.slot = this.sessions.session = undefined;
    this.way = modeOf({ home, units });
    if (!(await this.read(service.id))) return;
    if (!units) return this.goTo(place.id);
    this.placeId = place.id;
    await this.sessions.begin(service.id, this.way, true);
    this.sessions.want(units.count);
  }

  /** The selected time was lost: reload availability. */
  dropSlot(): void {
    this.times.calendar.forget();
    if (!this.#isTime) void this.sessions.load();
  }

  /** Clears everything for the next citizen. */
  clear(): void {
    this.#service.clear();
    this.requestedPlace = '';
    this.way = 'time';
    this.times.slot = undefined;
    this.times.calendar.forget();
    this.sessions.clear();
  }
}
