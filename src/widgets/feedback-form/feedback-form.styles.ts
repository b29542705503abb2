import { css } from '../../core/index.ts';

export const styles = css`
  .choice {
    display: flex;
    align-items: center;
    position: relative;
    min-height: calc(var(--_target) + 6px);
    margin-top: 10px;
    padding: 8px 14px;
    font-weight: 400;
    border: 2px solid var(--_line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .choice .face {
    flex: none;
    width: 30px;
    height: 30px;
    margin-right: 14px;
  }
  .choice input,
  .chip input,
  .tick input {
    position: absolute;
    opacity: 0;
    width: 1px;
    height: 1px;
    min-height: 0;
    margin: 0;
  }
  .choice.chosen,
  .chip.chosen {
    font-weight: 700;
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .ring {
    outline: 3px solid var(--_ink);
    outline-offset: 2px;
  }
  .s1 {
    color: var(--_stop);
  }
  .s2 {
    color: var(--_wait);
  }
  .s3 {
    color: var(--_muted);
  }
  .s4,
  .s5 {
    color: var(--_done);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    margin: 2px -4px 0;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    position: relative;
    min-height: var(--_target);
    margin: 8px 4px 0;
    padding: 6px 16px;
    font-weight: 400;
    border: 2px solid var(--_muted);
    border-radius: 28px;
    cursor: pointer;
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
  textarea {
    min-height: 8em;
    resize: vertical;
  }
  .quote {
    white-space: pre-wrap;
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
