import { css } from '../../core/index.ts';

/** Checkboxes. */
export const tickStyles = css`
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
