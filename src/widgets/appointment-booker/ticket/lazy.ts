import type { CSSResult } from 'lit';
import { PhoneView } from './phone-view.ts';
import { slipStyles } from './slip.styles.ts';
import { TicketView } from './ticket-view.ts';
import { WaitlistView } from './waitlist-view.ts';

/** Lazy module for citizens who have booked, wait, or confirm their phone: ticket, waitlist entry, code. */
export interface TicketModule {
  TicketView: typeof TicketView;
  WaitlistView: typeof WaitlistView;
  PhoneView: typeof PhoneView;
  styles: CSSResult;
}

export const tickets: TicketModule = { TicketView, WaitlistView, PhoneView, styles: slipStyles };
