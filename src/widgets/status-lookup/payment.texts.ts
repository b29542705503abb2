/** Texts of a transfer; locales have them under the name of the widget. */
export const paymentTexts = {
  transferTitle: 'Chuyển khoản',
  bank: 'Ngân hàng',
  account: 'Số tài khoản',
  holder: 'Tên tài khoản',
  amount: 'Số tiền',
  dong: (amount: string) => `${amount} đồng`,
  remark: 'Nội dung',
  copyWhat: (what: string) => `Chép ${what.toLowerCase()}`,
  vietQr: 'Mã VietQR để quét bằng ứng dụng ngân hàng',
  scan: 'Mở ứng dụng ngân hàng, quét mã này hoặc lưu ảnh màn hình rồi chọn ảnh.',
};

export type PaymentTexts = typeof paymentTexts;
