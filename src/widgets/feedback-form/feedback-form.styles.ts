import { css } from '../../core/index.ts';
import { sealStyles } from '../shared/seal.styles.ts';

export const styles = css`
  ${sealStyles}
  .scores {
    margin-top: 12px;
    border: 2px solid var(--_edge);
    border-radius: var(--_card);
    overflow: hidden;
  }
  .choice {
    display: flex;
    align-items: center;
    position: relative;
    min-height: max(var(--_target), 64px);
    padding: 8px 14px;
    font-weight: 400;
    cursor: pointer;
  }
  .choice + .choice {
    border-top: 1px solid var(--_edge);
  }
  .choice.ring {
    outline-offset: -5px;
  }
  .face {
    flex: none;
    margin-right: 14px;
  }
  .face .icon {
    display: block;
    width: 40px;
    height: 40px;
    stroke-width: 1.5;
  }
  .choice .mark {
    flex: none;
    width: 26px;
    height: 26px;
    margin-right: 14px;
    background: var(--_paper);
    border: 2px solid var(--_edge);
    border-radius: 50%;
  }
  .choice.chosen .mark {
    border: 8px solid var(--_accent);
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
  .choice.chosen {
    font-weight: 700;
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 3px var(--_accent);
  }
  .s1,
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
    margin: 4px -4px 0;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    position: relative;
    min-height: var(--_target);
    margin: 8px 4px 0;
    padding: 6px 16px 6px 12px;
    font-weight: 400;
    border: 2px solid var(--_edge);
    border-radius: 24px;
    cursor: pointer;
  }
  .chip .mark {
    flex: none;
    width: 24px;
    height: 24px;
    margin-right: 10px;
    color: var(--_on-accent);
    background: var(--_paper);
    border: 2px solid var(--_edge);
    border-radius: 6px;
  }
  .chip.chosen {
    font-weight: 700;
    color: var(--_accent);
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .chip.chosen .mark {
    background: var(--_accent);
    border-color: var(--_accent);
  }
  .mark svg {
    display: block;
    width: 20px;
    height: 20px;
  }
  .chip:not(.chosen) .mark svg {
    display: none;
  }
  .receipt {
    max-width: 36em;
    margin: 0 auto;
  }
  .slip {
    padding: 16px;
    border: 1px solid var(--_edge);
    border-radius: var(--_card);
  }
  .slip .icon,
  .quiet .icon {
    margin-right: 8px;
  }
  .quiet {
    display: flex;
    align-items: center;
  }
  textarea {
    min-height: 8em;
    resize: vertical;
  }
  .quote {
    white-space: pre-wrap;
  }
  @media (forced-colors: active) {
    .choice.chosen .mark,
    .chip.chosen .mark {
      forced-color-adjust: none;
      border-color: Highlight;
    }
  }
`;
