import { appointmentCreate } from '../../../contract/appointment.ts';
import { focusOn } from '../../../core/index.ts';
import type { JoinRequest } from '../ticket/ticket-callbacks.ts';
import { isAppointment, type Ticket } from '../ticket/ticket-store.ts';
import type { BookerFlow } from './booker-flow.ts';
import type { Order } from './booker-state.ts';
import type { Draft } from './booking-draft.ts';

/** Where a booking starts: from the page's attributes, a link, the draft before a reload, or a write left unanswered. */
export class BookingStart {
  readonly #flow: BookerFlow;

  constructor(flow: BookerFlow) {
    this.#flow = flow;
  }

  /** Called when the capabilities of an agency are known. */
  loaded(): void {
    const { agencies, ticketStore } = this.#flow;
    ticketStore.confirmRemoval();
    agencies.required();
    if (!agencies.going) this.begin();
  }

  begin(): void {
    const { agencies, capabilities, draft, host, services, store, tickets, widget } = this.#flow;
    if (!capabilities.value?.booking || tickets.open) return;
    const { client, page, settings } = widget.portal;
    const order = client.pendingInput(appointmentCreate);
    const joining = tickets.pending;
    const { kept } = draft;
    const unfinished = kept?.asked === host.service ? kept : undefined;
    const isOurs = (agency = settings.agency) => agency === settings.agency;
    if (!agencies.below && store.state.step === 'agency') store.dispatch({ type: 'go', step: 'service' });
    if (agencies.below && page === undefined) void this.#flow.askAgency((order ?? joining ?? unfinished)?.agency);
    else if (order && isOurs(order.agency)) void this.#repeatBooking(order, unfinished);
    else if (joining && isOurs(joining.agency)) void this.#repeatJoining(joining, unfinished);
    else if (unfinished && isOurs(unfinished.agency)) void this.#restore(unfinished);
    else if (host.service) void this.#flow.chooseService(host.service);
    else if (store.state.step === 'service') void services.load();
  }

  /** Opens a ticket or offer that is stored on this device. */
  openTicket = (ticket: Ticket): void => {
    void this.#flow.tickets.read(ticket.secret, isAppointment(ticket) ? 'appointment' : 'waiting');
  };

  /** Opens what a link leads to: a ticket, a waitlist entry, or a booking for a dossier or service. */
  follow({ secret, waiting, code = '', service }: Record<string, string>): void {
    const { host, store, tickets } = this.#flow;
    if (secret || waiting) store.dispatch({ type: 'move', appointment: undefined });
    if (secret) void tickets.read(secret);
    else if (waiting) void tickets.read(waiting, 'waiting');
    else store.dispatch({ type: 'dossier', code });
    if (service) host.service = service;
  }

  /** Nothing that was loaded or started for one agency is kept for another. */
  agencyChosen(): void {
    const { capabilities, draft, form, host, selection, services, store, widget } = this.#flow;
    const { kept } = draft;
    if (kept && kept.agency !== widget.portal.settings.agency) draft.wipe();
    form.contact = { ...form.contact, consents: [] };
    services.clear();
    selection.clear();
    store.dispatch({ type: 'go', step: 'service' });
    void capabilities.load();
    focusOn(host, 'title');
  }

  /** Repeats a booking that was sent before a reload and not answered, with its key. */
  async #repeatBooking(order: Order, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    this.#flow.store.dispatch({ type: 'go', step: 'check' });
    await this.#flow.book(order, true);
  }

  /** Repeats joining a waitlist before a reload, once. */
  async #repeatJoining(joining: JoinRequest, draft: Draft | undefined): Promise<void> {
    if (draft) await this.#restore(draft);
    else await this.#flow.chooseService(joining.service, '', 'session');
    await this.#flow.join(joining);
  }

  async #restore({ service, place, slot, units, home, name, phone, email, birthYear = '' }: Draft): Promise<void> {
    const { form, selection } = this.#flow;
    form.contact = { name, phone, email, birthYear, consents: [] };
    if (home) form.home.home = home;
    await this.#flow.chooseService(service, place, home ? 'home' : units ? 'session' : 'time');
    selection.placeId = place;
    if (!selection.place) return;
    selection.sessions.want(units ?? 1);
    if (slot) await selection.selectSlot(slot);
    if (selection.slot && (!home || form.isComplete('home'))) this.#flow.go('contact', false);
  }
}
