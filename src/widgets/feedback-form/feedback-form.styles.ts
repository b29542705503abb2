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
  .chip input {
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
  textarea {
    min-height: 8em;
    resize: vertical;
  }
  .quote {
    white-space: pre-wrap;
  }
`;
