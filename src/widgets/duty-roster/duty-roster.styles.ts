import { css } from '../../core/index.ts';

export const styles = css`
  .page {
    container-type: inline-size;
  }
  .who {
    font-size: 1.333em;
    line-height: 1.4;
    font-weight: 700;
  }
  .names {
    font-size: 1.11em;
    font-weight: 700;
  }
  .places > * + * {
    margin-top: 28px;
  }
  .place > details {
    margin-top: 4px;
  }
  .box .button {
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
  .week .sub,
  .after span {
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
  .shut {
    border-color: var(--_muted);
    background: none;
    border-top: 1px solid var(--_line);
    border-bottom: 1px solid var(--_line);
  }
  .shut .title {
    color: var(--_muted);
  }
  .skeleton {
    min-height: 14em;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  select {
    appearance: auto;
  }
  .field {
    max-width: 36em;
  }
  .tv {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
    margin: calc(-1 * var(--_pad));
    padding: 3vw;
    font-size: 2vw;
    line-height: 1.45;
  }
  .tv.many {
    font-size: 1.5vw;
  }
  .tv.shift-1 {
    padding-left: 3.2vw;
  }
  .tv.shift-2 {
    padding: 3.2vw 3vw 2.8vw 3.2vw;
  }
  .tv.shift-3 {
    padding-top: 3.2vw;
  }
  .tv .stale .icon {
    width: 1.2em;
    height: 1.2em;
    margin-top: 0.12em;
  }
  .tv header {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    padding-bottom: 0.5em;
    border-bottom: 4px solid var(--_accent);
  }
  .tv h2 {
    font-size: 1.6em;
  }
  .tv h3 {
    font-size: 1.1em;
    color: var(--_accent);
  }
  .clock strong {
    margin-right: 0.3em;
    font-size: 1.6em;
  }
  .columns {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    column-gap: 3vw;
    padding: 1em 0;
  }
  .here section + section {
    margin-top: 0.8em;
    padding-top: 0.8em;
    border-top: 1px solid var(--_line);
  }
  .tv .who {
    font-size: 2em;
    line-height: 1.3;
  }
  .tv .names {
    font-size: 1.5em;
  }
  .tv + .spoken {
    top: 0;
  }
  .instead {
    margin-top: 0.5em;
    font-size: 1.4em;
    line-height: 1.4;
  }
  .after {
    padding-left: 3vw;
    border-left: 1px solid var(--_line);
  }
  .after p {
    margin-top: 0.6em;
  }
  .session {
    padding: 0.6em 0.8em;
    font-weight: 700;
    background: var(--_accent-soft);
  }
  @container (min-width: 44em) {
    .points {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 16px;
    }
    .points li + li,
    .places > * + * {
      margin-top: 0;
    }
    .places:not(:empty) {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(18em, 1fr));
      gap: 24px 40px;
    }
    .points .box {
      height: 100%;
    }
  }
  @media print {
    .ways,
    .field,
    .button {
      display: none;
    }
  }
`;
