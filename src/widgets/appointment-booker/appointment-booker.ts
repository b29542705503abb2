import type { TemplateResult } from 'lit';
import {
  announcement,
  base,
  callStrip,
  DeepLink,
  failureBox,
  html,
  LitElement,
  nothing,
  PortalController,
  property,
  widgetShell,
} from '../../core/index.ts';
import { formStyles } from '../shared/form.styles.ts';
import { skeletonStyles } from '../shared/skeleton.styles.ts';
import { tickStyles } from '../shared/tick.styles.ts';
import { tileStyles } from '../shared/tile.styles.ts';
import { styles } from './appointment-booker.styles.ts';
import { bookerTexts } from './appointment-booker.texts.ts';
import { BookerFlow } from './state/booker-flow.ts';
import { isOpen } from './state/booker-state.ts';
import { BookingStart } from './state/booking-start.ts';
import { backLink } from './steps/step-bar.ts';
import { stepBody, stepHead } from './steps/step-view.ts';
import { writeSpoken } from './steps/write-result.ts';

export { AppointmentBooked, AppointmentCancelled, AppointmentMoved } from './appointment-events.ts';

/**
 * Books an appointment at a desk: service, place, time, contact; holds the place until the citizen confirms; shows the
 * ticket; moves and cancels.
 *
 * @summary Books, moves and cancels appointments.
 * @tag mc-appointment-booker
 * @slot - Shown without JavaScript and when the widget cannot load: a phone number, opening hours.
 * @attr {boolean} no-title - Hides the widget's own title, for pages whose title says the same.
 * @fires {AppointmentBooked} mc-appointment-booked - An appointment was booked.
 * @fires {AppointmentMoved} mc-appointment-moved - An appointment was moved to another time.
 * @fires {AppointmentCancelled} mc-appointment-cancelled - An appointment was cancelled.
 * @csspart base - The inner root.
 * @csspart grid - The table of days.
 * @csspart times - The times of the chosen day.
 * @csspart lost - Alternatives, when the chosen time was booked by another citizen.
 * @csspart expired - The hold has expired: hold it again, or choose another day.
 * @csspart waiting - A waitlist entry for a full session.
 * @csspart ticket - Number, time and place of the appointment.
 * @csspart failure - The failure.
 * @csspart call - The button with the desk's phone number.
 * @csspart notice - What the office says on the widget.
 */
export class AppointmentBooker extends LitElement {
  static override styles = [base, skeletonStyles, tickStyles, formStyles, tileStyles, styles];

  /** Identifier of the service, or code of its procedure; without it, the citizen chooses. */
  @property() service = '';

  /** Identifier of the place; without it, the citizen chooses where there are several. */
  @property() place = '';

  /** Mode: a `time`, a `session`, or a visit at `home`; by default the first that is offered, and the citizen may choose another. */
  @property() way: 'time' | 'session' | 'home' | '' = '';

  #widget = new PortalController(this, bookerTexts);
  #flow = new BookerFlow(this, this.#widget, {
    loaded: () => this.#start.loaded(),
    agencyChosen: () => this.#start.agencyChosen(),
    started: () => this.#start.begin(),
  });
  #start = new BookingStart(this.#flow);

  constructor() {
    super();
    new DeepLink(this, link => this.#start.follow(link));
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const isChanged = ['service', 'place', 'way'].some(name => changed.has(name));
    if (this.hasUpdated && isChanged && this.#flow.capabilities.value) this.#start.begin();
  }

  override render(): TemplateResult {
    return widgetShell(html`${this.#view()} ${announcement(this.#spoken)}`, callStrip(this.#widget), this.#widget);
  }

  #view() {
    const { agencies, capabilities, state, ticketStore, tickets } = this.#flow;
    const { openTicket } = this.#start;
    const { text, core } = this.#widget;
    const { failure, value } = capabilities;
    if (tickets.open && !state.moving) return tickets.render();
    const needsAgency = state.step === 'agency' && agencies.chosen;
    const title = html`${agencies.chosen ? backLink(this.#flow) : nothing}
      <h2 class="face-title" tabindex="-1" id="title">${text.titles.service}</h2>`;
    if (failure && !needsAgency)
      return html`${title} ${failureBox(this.#widget, failure, capabilities.load)}
        ${ticketStore.render(openTicket)}<slot></slot>`;
    if (value && !value.booking && !needsAgency)
      return html`${title}
        <p>${core.notOffered}</p>`;
    return html`${ticketStore.renderOffers(openTicket)} ${stepHead(this.#flow)} ${stepBody(this.#flow, this.#start)}`;
  }

  /** Live-region text of everything on screen. */
  get #spoken(): string {
    const { agencies, services, state, ticketStore, tickets, writes } = this.#flow;
    return [
      writeSpoken(this.#flow),
      isOpen(state) ? '' : writes.hold.spoken,
      tickets.open ? tickets.spoken : ticketStore.spoken,
      state.step === 'service' ? services.spoken : state.step === 'agency' ? agencies.spoken : '',
    ]
      .filter(Boolean)
      .join(' ');
  }
}
