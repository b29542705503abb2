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
    .several {
      width: 100%;
      border-collapse: collapse;
    }
    .several th,
    .several td {
      padding: 10px 8px;
      text-align: left;
      vertical-align: top;
      border-bottom: 1px solid var(--_line);
    }
    .several tbody tr {
      box-shadow: inset 6px 0 0 var(--_tone-mark);
    }
    .several tbody th {
      padding-left: 16px;
      overflow-wrap: anywhere;
    }
  `,
};
