import { readCodes } from './read-codes.ts';

/** Lazy module for those who scan the code of their receipt: a decoder of pictures. */
export interface ScanModule {
  readCodes: typeof readCodes;
}

export const scan: ScanModule = { readCodes };
