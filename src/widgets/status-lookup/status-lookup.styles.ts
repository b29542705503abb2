import { css } from '../../core/index.ts';

/** Styles of the form. */
export const styles = css`
  .code input {
    font-size: 1.11em;
    font-variant-numeric: tabular-nums;
    text-transform: uppercase;
  }
  .beside {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  /* A mouse has no camera. */
  .scan {
    display: none;
    flex: none;
    margin: 0 0 0 12px;
  }
  .scan > .icon {
    margin-right: 8px;
  }
  @media (any-pointer: coarse) {
    .scan {
      display: inline-flex;
    }
  }
  .factor input {
    max-width: 12em;
  }
  .field > * + * {
    margin-top: 4px;
  }
  .receipt {
    display: block;
    width: 100%;
    max-width: 24em;
    height: auto;
    margin: 8px 0;
    font-weight: 700;
  }
  .receipt text {
    fill: var(--_ink);
    text-anchor: middle;
  }
  .ground {
    fill: var(--_ground);
  }
  .paper {
    fill: var(--_paper);
    stroke: var(--_edge);
  }
  .lines {
    stroke: var(--_edge);
    stroke-width: 4;
  }
  .receipt .mark {
    fill: var(--_accent-soft);
    stroke: var(--_accent);
    stroke-width: 2;
  }
  .errors {
    display: flex;
    align-items: center;
    padding: 0 14px;
    color: var(--_stop);
    background: var(--mc-color-stopped-soft, #fdecec);
    border: 2px solid;
    border-radius: var(--_radius);
  }
  .errors .link {
    margin: 0 0 0 10px;
    text-align: left;
    color: inherit;
  }
`;
