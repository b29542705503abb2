import type { CSSResult } from 'lit';
import { answerStyles } from './dossier-answer.styles.ts';
import { DossierAnswer } from './dossier-answer.ts';

/** Lazy module of the answer, loaded while the citizen types. */
export interface DossierModule {
  DossierAnswer: typeof DossierAnswer;
  styles: CSSResult;
}

export const dossiers: DossierModule = { DossierAnswer, styles: answerStyles };
