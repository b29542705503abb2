import { css } from 'lit';

/** Components that several widgets share: tag, status header, leaf, rows, note, tools, call strip. */
export const components = css`
  .icon {
    flex: none;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    padding: 3px 14px 3px 8px;
    font-size: 0.889em;
    font-weight: 700;
    color: var(--_on-tone);
    background: var(--_tone);
    border-radius: 99px;
  }
  .tag .icon,
  .line .icon {
    margin-right: 8px;
  }
  .line {
    display: flex;
    align-items: flex-start;
  }
  .line > .icon {
    margin-top: 2px;
    color: var(--_tone);
  }
  /* The one loud thing of an answered face, from edge to edge. */
  .band {
    margin: calc(-1 * var(--_pad)) calc(-1 * var(--_pad)) 0;
    padding: var(--_pad) var(--_pad) 24px;
    background: var(--_tone-soft);
    border-top: 6px solid var(--_tone-mark);
    border-radius: var(--_card) var(--_card) 0 0;
  }
  .sheet {
    padding: 12px 16px;
    background: var(--_paper);
    border: 1px solid var(--_tone-line);
    border-radius: var(--_radius);
  }
  .part {
    margin: 0 calc(-1 * var(--_pad));
    padding: 24px var(--_pad);
    border-top: 1px solid var(--_line);
  }
  .band + .part {
    border-top-color: var(--_tone-line);
  }
  /* Two columns from about 600 px of the widget's own width: no container queries before Chromium 105. */
  .two {
    display: flex;
    flex-wrap: wrap;
    margin: -12px -16px;
  }
  .stack > * + .two {
    margin-top: 4px;
  }
  .two > * {
    flex: 1 1 272px;
    min-width: 0;
    margin: 12px 16px;
  }
  .leaf {
    flex: none;
    display: block;
    width: 6.667em;
    overflow: hidden;
    font-weight: 700;
    text-align: center;
    background: var(--_accent-soft);
    border-radius: var(--_radius);
  }
  .band .leaf {
    background: var(--_paper);
  }
  .leaf > * {
    display: block;
  }
  .leaf small {
    padding: 2px 0;
    font-size: 0.778em;
    color: var(--_on-tone);
    background: var(--_tone);
  }
  .leaf b {
    margin: 2px 0 -4px;
    font-size: 2.222em;
    line-height: 1.2;
  }
  .leaf span {
    padding-bottom: 6px;
    font-size: 0.889em;
  }
  .due {
    display: flex;
    align-items: center;
  }
  .due > div {
    margin-left: 16px;
    min-width: 0;
  }
  .due strong {
    display: block;
    font-size: 1.222em;
    line-height: 1.35;
  }
  .box {
    padding: 12px 16px;
    background: var(--_tone-soft);
    border-radius: var(--_radius);
  }
  .box > * + * {
    margin-top: 8px;
  }
  .box .title {
    display: flex;
    align-items: flex-start;
    font-weight: 700;
    color: var(--_tone);
  }
  .title .icon {
    margin: 2px 8px 0 0;
  }
  .list,
  .rows {
    list-style: none;
  }
  .list li + li {
    margin-top: 8px;
  }
  .rows {
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    overflow: hidden;
  }
  .rows > * + * {
    border-top: 1px solid var(--_line);
  }
  .row {
    position: relative;
    display: block;
    padding: 10px 40px 10px 16px;
    text-align: left;
    color: var(--_ink);
    border-color: var(--_edge);
  }
  .row > * {
    display: block;
  }
  .row::after {
    content: '';
    position: absolute;
    right: 18px;
    top: calc(50% - 6px);
    width: 10px;
    height: 10px;
    border: solid var(--_accent);
    border-width: 2px 2px 0 0;
    transform: rotate(45deg);
  }
  .rows .row {
    min-height: 68px;
    border: 0;
    border-radius: 0;
  }
  .rows .row:focus-visible {
    outline-offset: -3px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    margin: 0 calc(-1 * var(--_pad));
    border: solid var(--_line);
    border-width: 1px 0;
  }
  .tools:last-child {
    margin-bottom: -24px;
    border-bottom: 0;
  }
  .tools > * {
    flex: 1 1 0;
    flex-direction: column;
    justify-content: flex-start;
    min-height: 76px;
    padding: 12px 4px;
    font-size: 0.889em;
    border: 0;
    border-radius: 0;
  }
  .tools > * + * {
    border-left: 1px solid var(--_line);
  }
  .call {
    display: flex;
    align-items: center;
    margin: 24px calc(-1 * var(--_pad)) calc(-1 * var(--_pad));
    padding: 4px var(--_pad) 8px;
    background: var(--_ground);
    border-radius: 0 0 var(--_card) var(--_card);
  }
  .call .icon {
    margin-right: 12px;
    color: var(--_accent);
  }
  .call a {
    display: block;
    padding: 11px 0;
    font-weight: 700;
  }
  @media (forced-colors: active) {
    .band,
    .box,
    .tag,
    .leaf {
      border: 2px solid;
    }
  }
`;
