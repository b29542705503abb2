import { paymentView } from './payment-view.ts';

/** Lazy module for those who pay by transfer: the account and its QR code. */
export interface PaymentModule {
  paymentView: typeof paymentView;
}

export const payment: PaymentModule = { paymentView };
