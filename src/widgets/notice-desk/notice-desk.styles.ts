import { css } from '../../core/index.ts';
import { formStyles } from '../shared/form.styles.ts';
import { tickStyles } from '../shared/tick.styles.ts';

export const styles = css`
  ${formStyles} ${tickStyles}
  .head,
  .find,
  .call-row {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
  }
  .head > .link {
    margin: 0;
  }
  .find > .field,
  .call-row > div {
    flex: 1 1 260px;
    min-width: 0;
    margin-right: 12px;
  }
  .find > button,
  .call-row > button {
    flex: none;
    width: auto;
    margin-top: 8px;
  }
  .call-row {
    align-items: center;
    padding: 12px 16px;
  }
  .call-row .icon,
  .held .icon {
    margin-right: 8px;
    vertical-align: middle;
  }
  .calling {
    padding: 16px;
    border: 3px solid var(--_accent);
    border-radius: var(--_radius);
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    margin: 8px -4px;
  }
  .tabs button {
    width: auto;
    margin: 4px;
  }
  .tabs b {
    margin-left: 8px;
  }
  .tabs [aria-pressed='true'] {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .round .mark {
    border-radius: 50%;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  caption {
    text-align: left;
  }
  th,
  td {
    padding: 8px;
    text-align: left;
    border-bottom: 1px solid var(--_line);
  }
  .of-messages {
    border-bottom: 4px solid var(--_accent);
  }
  .of-calls {
    border-bottom: 4px solid var(--_done);
  }
  .bars {
    width: 50%;
  }
  .bars svg {
    display: block;
    width: 100%;
    height: 24px;
    fill: var(--_accent);
    forced-color-adjust: none;
  }
  .bars .other {
    fill: var(--_done);
  }
`;
