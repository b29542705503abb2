import { qrCode } from './qr-code.ts';

/** Lazy module of QR codes, for the hall screen. */
export type QrModule = typeof qrCode;

export const qr: QrModule = qrCode;
