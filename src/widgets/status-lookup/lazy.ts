import { DossierAnswer } from './dossier-answer.ts';

/** Lazy module of the answer, loaded while the citizen types. */
export interface DossierModule {
  DossierAnswer: typeof DossierAnswer;
}

export const dossiers: DossierModule = { DossierAnswer };
