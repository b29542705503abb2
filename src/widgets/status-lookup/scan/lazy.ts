import { readCode } from './read-code.ts';

/** Lazy module for those who scan the code of their receipt: a decoder of pictures. */
export interface ScanModule {
  readCode: typeof readCode;
}

export const scan: ScanModule = { readCode };
