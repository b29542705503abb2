import { css } from '../../core/index.ts';

export const styles = css`
  select {
    appearance: auto;
  }
  .months {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .go {
    width: var(--_target);
    padding: 0;
    font-size: 1.333em;
    border-color: var(--_line);
  }
  .amount {
    display: flex;
    gap: 16px;
    align-items: center;
  }
  .amount output {
    min-width: 2em;
    text-align: center;
  }
  .row.off {
    color: var(--_muted);
    background: none;
  }
  .grid {
    width: calc(100% + 16px);
    margin: 0 -8px;
    border-collapse: separate;
    border-spacing: 2px;
    table-layout: fixed;
  }
  th {
    padding: 4px 0;
    font-size: 0.83em;
    text-align: center;
    color: var(--_muted);
  }
  td {
    padding: 0;
  }
  .day {
    position: relative;
    min-height: 56px;
    padding: 4px 0;
    border: 0;
    outline-offset: -3px;
    color: var(--_muted);
    background: none;
    font-size: 1.11em;
    font-weight: 400;
    line-height: 1.25;
  }
  /* Generated, so that the name read out is the whole day and not this. */
  .day::after {
    content: attr(data-small);
    display: block;
    min-height: 1.25em;
    font-size: 0.58em;
    white-space: nowrap;
  }
  .day.open {
    font-weight: 700;
    color: var(--_ink);
    background: var(--_done-soft);
  }
  .day.open::after {
    color: var(--_done);
  }
  .day.few {
    background: var(--_wait-soft);
  }
  .day.few::after {
    color: var(--_wait);
  }
  .day.full {
    background: var(--_accent-soft);
  }
  .day.closed {
    color: var(--_stop);
    background: var(--_stop-soft);
  }
  .day[aria-disabled] {
    opacity: 1;
  }
  .day.chosen,
  .day.chosen::after,
  .time.chosen {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  .day[aria-current] {
    text-decoration: underline;
    text-decoration-thickness: 3px;
  }
  .day[aria-current]::after {
    display: inline-block;
    width: 100%;
    text-decoration: none;
  }
  .names {
    margin-top: 8px;
    list-style: none;
  }
  .names strong {
    color: var(--_stop);
  }
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5.2em, 1fr));
    gap: 8px;
    margin-top: 8px;
  }
  .time {
    padding: 8px 4px;
    color: var(--_ink);
    border-color: var(--_muted);
  }
  .time[aria-disabled] {
    color: var(--_muted);
    border-color: var(--_line);
    opacity: 1;
  }
  .row.chosen {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .short {
    height: 8em;
  }
  dl {
    max-width: 36em;
  }
  dt {
    padding-top: 10px;
    color: var(--_muted);
  }
  dd {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    font-weight: 700;
    border-bottom: 1px solid var(--_line);
  }
  dd .link {
    flex: none;
    margin: 0 0 0 16px;
  }
  .huge {
    font-size: 3em;
    font-weight: 700;
    line-height: 1.15;
  }
  .qr {
    display: block;
    width: 168px;
    height: 168px;
    background: #fff;
    border-radius: var(--_radius);
  }
  .papers {
    padding-left: 1.2em;
  }
  .papers li + li {
    margin-top: 6px;
  }
  .actions > .link {
    width: auto;
  }
  .page {
    container-type: inline-size;
  }
  @container (max-width: 15em) {
    .day::after {
      content: none;
    }
  }
  .page > button,
  .page > .box,
  .list {
    max-width: 36em;
  }
  @container (min-width: 44em) {
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      column-gap: 40px;
    }
    .two > * + * {
      margin-top: 0;
    }
  }
  @media (forced-colors: active) {
    .day.open {
      border: 1px solid;
    }
    .day.chosen,
    .time.chosen {
      outline: 3px solid Highlight;
      outline-offset: -6px;
    }
    .qr {
      forced-color-adjust: none;
    }
  }
`;
