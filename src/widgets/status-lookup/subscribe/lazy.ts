import type { CSSResult } from 'lit';
import { css } from '../../../core/index.ts';
import { formStyles } from '../../shared/form.styles.ts';
import { tickStyles } from '../../shared/tick.styles.ts';
import { SubscribeView } from './subscribe-view.ts';

/** Lazy module for those who want to be told of a dossier. */
export interface SubscribeModule {
  SubscribeView: typeof SubscribeView;
  styles: CSSResult;
}

export const subscribe: SubscribeModule = {
  SubscribeView,
  styles: css`
    ${formStyles} ${tickStyles}
    .told {
      padding: 8px 4px 8px 16px;
    }
    .told > span {
      min-width: 0;
      margin-right: 12px;
    }
    .told button {
      flex: none;
    }
    .told .sub {
      display: block;
    }
    .round .mark {
      border-radius: 50%;
    }
  `,
};
