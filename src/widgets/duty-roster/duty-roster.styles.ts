import { css } from '../../core/index.ts';

export const styles = css`
  .helpers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .initial {
    width: 46px;
    margin-right: -8px;
    font-weight: 700;
    line-height: 40px;
    text-align: center;
    color: var(--_on-tone);
    background: var(--_tone);
    border: 3px solid var(--_tone-soft);
    border-radius: 50%;
  }
  .helpers strong {
    margin-left: 20px;
  }
  .gives {
    display: flex;
    flex-wrap: wrap;
    list-style: none;
  }
  .gives li {
    display: flex;
    align-items: center;
    margin: 0 6px 6px 0;
    padding: 4px 12px 4px 8px;
    font-size: 0.889em;
    background: var(--_paper);
    border: 1px solid var(--_tone-line);
    border-radius: 99px;
  }
  .gives .icon {
    width: 18px;
    height: 18px;
    margin-right: 6px;
    color: var(--_tone);
  }
  .turns {
    list-style: none;
  }
  .turns li {
    padding: 12px 0;
  }
  .turns li + li {
    border-top: 1px solid var(--_line);
  }
  .turns strong {
    font-size: 1em;
  }
  .ways {
    margin-bottom: -24px;
  }
  .points li {
    padding: 16px;
  }
  .page .part .button,
  .points .button,
  .band .button {
    max-width: 36em;
  }
  summary {
    min-height: var(--_target);
    padding: 10px 0;
    font-weight: 700;
    color: var(--_accent);
    cursor: pointer;
  }
  .week > li {
    padding: 10px 0;
    border-top: 1px solid var(--_line);
  }
  .week > li + li {
    margin-top: 0;
  }
  .week .list li + li {
    margin-top: 4px;
  }
  .week .sub {
    display: block;
  }
  .stale {
    display: flex;
    color: var(--_stop);
    font-weight: 700;
  }
  .stale .icon {
    flex: none;
    margin: 2px 8px 0 0;
  }
  select {
    appearance: auto;
  }
  .field {
    max-width: 36em;
  }
  @media print {
    .ways,
    .field,
    .button {
      display: none;
    }
  }
`;
