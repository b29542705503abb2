import type { LitElement } from 'lit';
import { sessionList, type Session, type SessionPattern, type Unit } from '../../../contract/session.ts';
import type { Output } from '../../../contract/operation.ts';
import type { Slot } from '../../../contract/slot.ts';
import { RequestController, failureBox, html, nothing, pick, type PortalController } from '../../../core/index.ts';
import type { Format } from '../../../core/format.ts';
import { emptyState } from '../../shared/empty-state.ts';
import { calendarIcon } from '../../shared/icons.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

/** Sessions shown at first. */
const page = 10;

/** Lets the citizen choose a session and the units. */
export class SessionPicker {
  session: Session | undefined;
  /** Requested units. */
  units = 1;
  /** Sessions at a desk, or half days of home visits. */
  mode: 'session' | 'home' = 'session';
  /** Only sessions of this place; all by default. */
  place = '';

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #chosen: () => void;
  readonly #request: RequestController<Output<typeof sessionList>>;
  #service = '';
  #shown = page;
  #moves = false;

  constructor(host: LitElement, widget: PortalController<BookerTexts>, chosen: () => void) {
    this.#host = host;
    this.#widget = widget;
    this.#chosen = chosen;
    this.#request = new RequestController(host);
  }

  get #sessions(): readonly Session[] {
    return this.#request.value?.sessions ?? [];
  }

  /** The maximum units of any session; what was requested until that is known. */
  get #most(): number {
    return this.#sessions.length ? Math.max(...this.#sessions.map(({ most }) => most)) : Infinity;
  }

  get places() {
    return this.#request.value?.places ?? [];
  }

  /**
   * @param way sessions at a desk, or half days of home visits
   * @param moves an appointment is moved: there is no waitlist then
   */
  begin(service: string, way: string, moves = false): Promise<void> {
    this.#moves = moves;
    if (service !== this.#service || way !== this.mode) this.clear();
    this.#service = service;
    this.mode = way === 'home' ? way : 'session';
    return this.load();
  }

  load = async (): Promise<void> => {
    await this.#request.run(signal =>
      this.#widget.call(
        sessionList,
        {
          service: this.#service,
          ...(this.place && { place: this.place }),
          ...(this.mode === 'home' && { way: this.mode }),
        },
        signal,
      ),
    );
    // Units requested for another session may exceed the maximum of these.
    this.want(this.units);
    // The selected session may be full by now.
    if (this.session) this.take(this.session);
  };

  /** Sets the requested units. */
  want(units: number): void {
    this.units = this.#moves ? units : Math.min(units, this.#most);
    this.#host.requestUpdate();
  }

  /** Selects a session offered elsewhere, or before a reload. */
  take(slot: Slot): void {
    const known = this.#sessions.find(({ id }) => id === slot.id);
    this.session = known ?? (this.session && { ...this.session, ...slot });
    this.#host.requestUpdate();
  }

  /** Clears everything for the next citizen. */
  clear(): void {
    this.#request.clear();
    this.#service = '';
    this.session = undefined;
    this.units = 1;
    this.#shown = page;
  }

  /** The current year by the server's clock, in Viet Nam. */
  get year(): number {
    return Number((this.#request.value?.now ?? new Date().toISOString()).slice(0, 4));
  }

  /** The first session with room, as text; empty until loaded. */
  get earliest(): string {
    const first = this.#sessions.find(session => this.#isOpen(session));
    return first ? sessionTime(first, this.#widget.portal.format) : '';
  }

  /** A summary of regular sessions; empty until loaded. */
  get sentence(): string {
    const patterns = this.#request.value?.patterns ?? [];
    return [...new Set(patterns.map(pattern => this.#announcement(pattern)))].join('; ');
  }

  render() {
    const { text, core } = this.#widget;
    const { value, failure, slow } = this.#request;
    if (failure) return failureBox(this.#widget, failure, this.load);
    if (!value) return html`<div class="skeleton"></div>`;
    const measured = value.sessions.filter(({ most }) => most > 1).sort((a, b) => b.most - a.most)[0];
    const first = value.sessions.find(session => this.#isOpen(session));
    return html`
      ${this.mode === 'session' && this.sentence ? html`<p>${this.sentence}</p>` : nothing}
      ${measured ? this.#amount(measured) : nothing}
      ${
        first && first !== value.sessions[0]
          ? html`<div class="box">
              <p class="number"><strong>${text.earliest(sessionTime(first, this.#widget.portal.format))}</strong></p>
              ${this.#where(first) ? html`<p>${this.#where(first)}</p>` : nothing}
              <button type="button" @click=${() => this.#choose(first)}>${text.takeSession}</button>
            </div>`
          : nothing
      }
      ${
        value.sessions.length
          ? html`<ul class="rows">
                ${value.sessions.slice(0, this.#shown).map(session => html`<li>${this.#row(session)}</li>`)}
              </ul>
              ${
                value.sessions.length > this.#shown
                  ? html`<button type="button" class="link" @click=${this.#showMore}>${text.moreSessions}</button>`
                  : nothing
              }`
          : emptyState(calendarIcon, text.noSessions, nothing)
      }
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    `;
  }

  #showMore = (): void => {
    this.#shown += page;
    this.#host.requestUpdate();
  };

  /** Number of pages or copies: typed, or by buttons, because a number pad covers half of a phone. */
  #amount({ unit, most }: Session) {
    const { text } = this.#widget;
    const step = (by: number) => () => {
      this.units = Math.min(most, Math.max(1, this.units + by));
      this.#host.requestUpdate();
    };
    const button = (by: number, text: string, sign: string) => {
      const off = this.units + by < 1 || this.units + by > most;
      return html`<button
        type="button"
        class="go"
        aria-label=${text}
        aria-disabled=${off ? 'true' : nothing}
        @click=${step(by)}
      >
        ${sign}
      </button>`;
    };
    return html`<div class="field" role="group" aria-labelledby="units-label">
      <p id="units-label"><strong>${text.howMany[unit]}</strong></p>
      <p class="hint">${text.atMost(most)}</p>
      <div class="amount">
        ${button(-1, text.fewer, '−')}
        <input
          id="units"
          class="number"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-labelledby="units-label"
          .value=${String(this.units)}
          @change=${this.#typeUnits}
        />
        <output class="spoken">${this.units}</output>
        ${button(1, text.more, '+')}
      </div>
    </div>`;
  }

  /** A typed amount; what is no number leaves the amount as it was. */
  #typeUnits = ({ target }: Event): void => {
    const field = target as HTMLInputElement;
    const typed = Math.floor(Number(field.value.replace(/\D/g, '')));
    if (typed > 0) this.want(typed);
    field.value = String(this.units);
  };

  #row(session: Session) {
    const { text } = this.#widget;
    const { state, left, most, unit } = session;
    const open = this.#isOpen(session);
    const { format } = this.#widget.portal;
    const hours = `${format.time(session.start)}–${format.time(session.end)}`;
    const little = Math.min(left, most);
    const free = state === 'open' && !open ? text.tooLittle(text.unit(unit, little)) : this.#stateOf(session);
    const when = html`<span class="number">${format.day(session.start)}</span>`;
    const sub = html`<span class="sub">${[hours, this.#where(session), free].filter(Boolean).join(' · ')}</span>`;
    const waits = state === 'full' && session.waiting !== undefined && most >= this.units && !this.#moves;
    if (!open && !waits) return html`<div class="row off">${when} ${sub}</div>`;
    return html`<button type="button" class="row ${waits ? 'off' : ''}" @click=${() => this.#choose(session)}>
      ${when} ${sub}${waits ? html`<span class="sub">${text.join}: ${text.waiters(session.waiting!)}</span>` : nothing}
      ${this.session?.id === session.id ? html`<span class="spoken">${text.chosen}</span>` : nothing}
    </button>`;
  }

  /** Whether it has room for the requested units. */
  #isOpen({ state, left, most }: Session): boolean {
    return state === 'open' && left >= this.units && most >= this.units;
  }

  /** The name of its place, where there are several. */
  #where({ place }: Session): string | undefined {
    return this.places.length > 1 ? this.places.find(({ id }) => id === place)?.name : undefined;
  }

  #stateOf({ state, left, unit, name, bookFrom }: Session): string {
    const { text, lang, portal } = this.#widget;
    if (state === 'open') return text.leftUnits(text.unit(unit, left));
    if (state === 'later') return text.opensFrom(bookFrom ? portal.format.moment(bookFrom) : '');
    const message = text.sessionStates[state] ?? '';
    return name ? `${message}: ${pick(name, lang)}` : message;
  }

  /** `Thứ Hai, Thứ Tư, Thứ Sáu: 07:30–11:00` */
  #announcement({ weekdays, from, to }: SessionPattern): string {
    const { text } = this.#widget;
    const names = weekdays.map(day => text.weekdayNames[day - 1]).join(', ');
    return `${names || text.someDays}: ${from}–${to}`;
  }

  #choose(session: Session): void {
    this.session = session;
    this.#chosen();
  }
}

/** `Thứ Năm, 26/11/2026, 17:00–19:00` */
export const sessionTime = ({ start, end }: Slot, format: Format): string =>
  `${format.day(start)}, ${format.time(start)}–${format.time(end)}`;

/** The time of a ticket as text. */
export const whenOf = ({ slot, units }: { slot: Slot; units?: unknown }, format: Format): string =>
  units ? sessionTime(slot, format) : format.moment(slot.start);

/** Units on a ticket: `15 trang`; undefined where only people count. */
export function amountOf(units: { unit: Unit; count: number } | undefined, text: BookerTexts): string {
  return units && units.unit !== 'heads' ? text.unit(units.unit, units.count) : '';
}
