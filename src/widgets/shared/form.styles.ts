import { css } from '../../core/index.ts';

/** Styles of forms: error summary, large numbers. */
export const formStyles = css`
  .summary {
    padding: 16px;
    border: 3px solid var(--_stop);
    border-radius: var(--_radius);
  }
  .summary h3 {
    color: var(--_stop);
  }
  .summary li {
    list-style: none;
  }
  .summary .link {
    margin: 0;
    font-weight: 700;
    text-align: left;
    color: var(--_stop);
  }
  .field > * + * {
    margin-top: 4px;
  }
  .big {
    font-size: 1.5em;
    font-weight: 700;
    line-height: 1.3;
  }
`;
