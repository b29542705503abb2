import type { CSSResult } from 'lit';
import { css } from '../../../core/index.ts';
import { SeveralView } from './several-view.ts';

/** Lazy module for those who look several codes up. */
export interface SeveralModule {
  SeveralView: typeof SeveralView;
  styles: CSSResult;
}

export const several: SeveralModule = {
  SeveralView,
  styles: css`
    .several li {
      padding: 12px 16px;
      box-shadow: inset 6px 0 0 var(--_tone-mark);
    }
  `,
};
