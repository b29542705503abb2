import { css } from '../../core/index.ts';
import { timeStyles } from './steps/time.styles.ts';

const own = css`
  select {
    appearance: auto;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    min-height: var(--_target);
    margin-top: -8px;
  }
  .back {
    margin: 0;
    text-decoration: none;
  }
  .back .icon {
    margin-right: 6px;
  }
  .steps,
  .steps > *,
  .steps b {
    display: flex;
    align-items: center;
    font-weight: 700;
  }
  .steps {
    font-size: 0.889em;
  }
  .steps > * + * {
    margin-left: 4px;
  }
  .steps b {
    justify-content: center;
    width: 26px;
    height: 26px;
    line-height: 1;
    color: var(--_muted);
    border: 2px solid var(--_edge);
    border-radius: 50%;
  }
  .steps .past {
    color: var(--_accent);
    border-color: var(--_accent);
  }
  .steps .icon {
    width: 18px;
    height: 18px;
  }
  .steps span {
    height: 36px;
    padding: 0 12px 0 5px;
    color: var(--_on-accent);
    background: var(--_accent);
    border-radius: 99px;
  }
  .steps span b {
    margin-right: 6px;
    color: var(--_accent);
    background: var(--_paper);
    border-color: var(--_paper);
  }
  section h3 {
    margin-bottom: 8px;
  }
  .ways {
    max-width: 36em;
    list-style: none;
  }
  .ways li + li {
    margin-top: 12px;
  }
  .soonest {
    margin-top: 4px;
    font-weight: 400;
  }
  .amount {
    display: flex;
    align-items: center;
  }
  .amount input {
    width: 4.5em;
    margin: 0 8px;
    text-align: center;
  }
  .row.off {
    color: var(--_muted);
    background: var(--_ground);
  }
  div.row::after {
    content: none;
  }
  .short {
    height: 8em;
  }
  dl {
    max-width: 36em;
  }
  dt {
    position: relative;
    padding: 12px 0 0 36px;
    font-size: 0.889em;
    color: var(--_muted);
  }
  dt .icon {
    position: absolute;
    left: 0;
    top: 14px;
  }
  dd {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    padding: 0 0 4px 36px;
    font-weight: 700;
    border-bottom: 1px solid var(--_line);
  }
  dd .link {
    flex: none;
    margin: 0 0 0 16px;
  }
  .page {
    container-type: inline-size;
  }
  .stack > button,
  .stack > .box,
  .rows {
    max-width: 36em;
  }
  @media (forced-colors: active) {
    .day.chosen,
    .time.chosen {
      outline: 3px solid Highlight;
      outline-offset: -6px;
    }
    .steps span {
      border: 2px solid;
    }
  }
`;

export const styles = [own, timeStyles];
