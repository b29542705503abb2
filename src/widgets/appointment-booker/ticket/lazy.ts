import type { CSSResult } from 'lit';
import { FindView } from './find-view.ts';
import { PhoneView } from './phone-view.ts';
import { slipStyles } from './slip.styles.ts';
import { TicketView } from './ticket-view.ts';
import { WaitlistView } from './waitlist-view.ts';

/** Lazy module for citizens who have booked, wait, look for a ticket, or confirm their phone. */
export interface TicketModule {
  TicketView: typeof TicketView;
  WaitlistView: typeof WaitlistView;
  PhoneView: typeof PhoneView;
  FindView: typeof FindView;
  styles: CSSResult;
}

export const tickets: TicketModule = { TicketView, WaitlistView, PhoneView, FindView, styles: slipStyles };
