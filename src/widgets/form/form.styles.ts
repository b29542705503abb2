import { css } from '../../core/index.ts';

/** For widgets with a form: ticks, the summary of what is left to do, large numbers, a place for what is still coming. */
export const formStyles = css`
  .ring {
    outline: 3px solid var(--_ink);
    outline-offset: 2px;
  }
  .tick {
    display: flex;
    align-items: flex-start;
    position: relative;
    min-height: var(--_target);
    padding: 10px 0;
    font-weight: 400;
    cursor: pointer;
  }
  .tick .mark {
    flex: none;
    width: 28px;
    height: 28px;
    margin-right: 12px;
    padding: 2px;
    border: 2px solid var(--_muted);
    border-radius: 4px;
    color: var(--_on-accent);
  }
  .tick .mark svg {
    display: none;
    width: 20px;
    height: 20px;
  }
  .tick.chosen .mark {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .tick.chosen .mark svg {
    display: block;
  }
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
  .skeleton {
    height: 22em;
    border-radius: var(--_radius);
    background: var(--_line);
    opacity: 0.5;
  }
  .tick input {
    position: absolute;
    opacity: 0;
    width: 1px;
    height: 1px;
    min-height: 0;
    margin: 0;
  }
  @media (forced-colors: active) {
    .chosen {
      outline: 3px solid Highlight;
      outline-offset: -6px;
    }
    .tick.chosen .mark {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
