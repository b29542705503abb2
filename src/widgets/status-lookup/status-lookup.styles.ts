import { css } from '../../core/index.ts';

export const styles = css`
  .code input {
    font-size: 1.11em;
    font-variant-numeric: tabular-nums;
    text-transform: uppercase;
  }
  .field > * + * {
    margin-top: 4px;
  }
  .what {
    font-size: 1.11em;
    font-weight: 700;
    line-height: 1.45;
  }
  .box ul {
    padding-left: 1.2em;
  }
  .timeline {
    list-style: none;
  }
  .timeline li {
    position: relative;
    padding: 0 0 16px 36px;
  }
  .timeline li::before {
    content: '';
    position: absolute;
    left: 11px;
    top: 26px;
    bottom: 0;
    border-left: 2px solid var(--_line);
  }
  .timeline li:last-child::before {
    display: none;
  }
  .timeline .icon {
    position: absolute;
    left: 0;
    top: 2px;
    color: var(--_done);
  }
  .timeline .now .icon {
    color: var(--_accent);
  }
  .timeline .now.wait .icon {
    color: var(--_wait);
  }
  .timeline .now.halt .icon {
    color: var(--_stop);
  }
  .head {
    padding-bottom: 12px;
    border-bottom: 1px solid var(--_line);
  }
  .foot {
    padding-top: 8px;
    border-top: 1px solid var(--_line);
  }
  .mc {
    container-type: inline-size;
  }
  @container (min-width: 46em) {
    .two {
      display: grid;
      grid-template-columns: 3fr 2fr;
      column-gap: 32px;
      align-items: start;
    }
    .two > * + * {
      margin-top: 0;
    }
  }
`;
