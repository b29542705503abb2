/** A bank account for transfers. */
export interface BankAccount {
  /** The bank's number at NAPAS, 6 digits. */
  bin: string;
  number: string;
}

/** The amount has at most 13 digits. */
const maxAmount = 9_999_999_999_999;

/** Longest remark that banks pass on. */
const longestRemark = 25;

/**
 * The text of a VietQR code for a transfer: EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1,
 * with NAPAS's account template (service `QRIBFTTA`).
 * @param amount whole đồng
 * @param remark letters and digits; others become spaces, and it is cut after 25
 * @returns undefined where bank, account or amount do not fit the specification
 */
export function vietQr({ bin, number }: BankAccount, amount: number, remark: string): string | undefined {
  const fits = /^\d{6}$/.test(bin) && /^[A-Za-z0-9]{1,19}$/.test(number);
  if (!fits || !Number.isInteger(amount) || amount < 1 || amount > maxAmount) return undefined;
  const purpose = remark
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, longestRemark);
  const text =
    field('00', '01') +
    field('01', '12') +
    field(
      '38',
      field('00', 'A000000727') + field('01', field('00', bin) + field('01', number)) + field('02', 'QRIBFTTA'),
    ) +
    field('53', '704') +
    field('54', String(amount)) +
    field('58', 'VN') +
    field('62', field('08', purpose)) +
    '6304';
  return text + crc16(text);
}

/** Tag, length in two digits, value. */
const field = (tag: string, value: string) => tag + String(value.length).padStart(2, '0') + value;

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF), four upper-case hexadecimal digits, as EMVCo requires. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
