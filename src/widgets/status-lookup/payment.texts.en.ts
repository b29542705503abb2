import type { PaymentTexts } from './payment.texts.ts';

export const paymentEnglish: PaymentTexts = {
  transferTitle: 'Pay by transfer',
  bank: 'Bank',
  account: 'Account number',
  holder: 'Account holder',
  amount: 'Amount',
  dong: amount => `${amount} đồng`,
  remark: 'Remark',
  copyWhat: what => `Copy ${what.toLowerCase()}`,
  vietQr: 'VietQR code for banking apps',
  scan: 'Open your banking app and scan this code, or take a screenshot and choose the picture there.',
};
