import { css } from '../../core/index.ts';

/** Styles of the answer: code, facts, steps with dots on a line and dates in a column of their own, kept codes. */
export const answerStyles = css`
  .ref {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    font-size: 0.889em;
  }
  .ref > span {
    margin-right: 12px;
  }
  .ref .link {
    margin: 0;
  }
  .link .icon {
    margin-right: 4px;
  }
  .stack > .ref + * {
    margin-top: 4px;
  }
  .facts dt {
    font-size: 0.889em;
    color: var(--_muted);
  }
  .facts dd {
    font-weight: 700;
  }
  .facts dd + dt {
    margin-top: 12px;
  }
  .open {
    color: var(--_done);
  }
  .kept li {
    display: flex;
  }
  .kept .link {
    justify-content: center;
    margin: 0;
    padding: 0 16px;
  }
  .copy {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .qr {
    display: block;
    width: 12em;
    margin: 0 0 8px;
    forced-color-adjust: none;
  }
  .progress {
    list-style: none;
  }
  .progress li {
    position: relative;
    display: flex;
    align-items: flex-start;
    padding-bottom: 16px;
  }
  .progress li::before {
    content: '';
    position: absolute;
    left: 13px;
    top: 28px;
    bottom: 0;
    border-left: 2px solid var(--_done);
  }
  .progress .now::before,
  .progress .next::before {
    border-left: 2px dashed var(--_edge);
  }
  .progress li:last-child::before {
    display: none;
  }
  .dot {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 28px;
    height: 28px;
    margin-right: 12px;
    color: var(--_on-tone);
    background: var(--_done);
    border-radius: 50%;
  }
  .dot .icon {
    width: 18px;
    height: 18px;
  }
  .now .dot {
    background: var(--_tone);
    box-shadow: 0 0 0 4px var(--_tone-soft);
  }
  .next .dot {
    background: none;
    border: 2px dashed var(--_edge);
  }
  .what {
    flex: 1;
    min-width: 0;
    padding-right: 12px;
  }
  .now .what {
    font-weight: 700;
  }
  .next .what,
  .when {
    color: var(--_muted);
  }
  .when {
    flex: 0 1 auto;
    font-size: 0.889em;
    line-height: 1.6;
    text-align: right;
  }
  .when strong {
    color: var(--_ink);
  }
  .when span {
    display: block;
  }
  @media (forced-colors: active) {
    .dot {
      border: 2px solid;
    }
  }
`;
