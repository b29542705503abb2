import { en } from './dossiers.texts.en.ts';
import { vi } from './dossiers.texts.vi.ts';

export type { DossierTexts } from './dossiers.texts.vi.ts';

/** Texts of the dossier pages. */
export const dossierTexts = { vi, en };
