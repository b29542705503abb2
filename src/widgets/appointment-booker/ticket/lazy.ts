import type { CSSResult, LitElement } from 'lit';
import { html, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { TicketCallbacks } from './ticket-callbacks.ts';
import { ticketTextsOf } from './ticket.ts';
import { FindView } from './find-view.ts';
import { PhoneView } from '../../shared/phone-view.ts';
import { slipStyles } from './slip.styles.ts';
import { TicketView } from './ticket-view.ts';
import { WaitlistView } from './waitlist-view.ts';

/** Lazy module for citizens who have booked, wait, look for a ticket, or confirm their phone. */
export interface TicketModule {
  TicketView: typeof TicketView;
  WaitlistView: typeof WaitlistView;
  phoneView(host: LitElement, widget: PortalController<BookerTexts>, callbacks: TicketCallbacks): PhoneView;
  FindView: typeof FindView;
  styles: CSSResult;
}

const phoneView: TicketModule['phoneView'] = (host, widget, { focus }) =>
  new PhoneView(host, widget, {
    ...{ focus, text: () => ticketTextsOf(widget) },
    title: text => html`<h2 tabindex="-1" id="title">${text}</h2>`,
  });

export const tickets: TicketModule = { TicketView, WaitlistView, phoneView, FindView, styles: slipStyles };
