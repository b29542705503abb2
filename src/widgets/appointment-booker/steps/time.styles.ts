import { css } from '../../../core/index.ts';

/** The time step: earliest offer, week, month, times, sticky bar. */
export const timeStyles = css`
  .soon,
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .soon {
    padding: 12px 16px;
    background: var(--_accent-soft);
    border-radius: var(--_card);
  }
  .soon p {
    flex: 1 1 12em;
  }
  .soon button {
    width: auto;
    min-height: var(--_target);
  }
  .switch {
    display: flex;
    max-width: 36em;
    border: 2px solid var(--_edge);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .switch button {
    min-height: var(--_target);
    padding: 4px 8px;
    border: 0;
    border-radius: 0;
    outline-offset: -3px;
  }
  .switch .icon {
    margin-right: 8px;
  }
  .switch [aria-pressed='true'] {
    color: var(--_ink);
    background: var(--_accent-soft);
    box-shadow: inset 0 -4px var(--_accent);
  }
  .months {
    display: flex;
    align-items: center;
    justify-content: space-between;
    max-width: 36em;
  }
  .go {
    width: var(--_target);
    min-height: var(--_target);
    padding: 0;
    border-color: var(--_line);
  }
  .week {
    max-width: 36em;
    border: 2px solid var(--_edge);
  }
  .week > * + * {
    border-color: var(--_edge);
  }
  .wday {
    justify-content: flex-start;
    min-height: 60px;
    padding: 8px 14px;
    font-weight: 400;
    text-align: left;
    color: var(--_ink);
    border: 0;
    border-radius: 0;
    outline-offset: -3px;
  }
  .wday .name {
    min-width: 5em;
  }
  .wday .left {
    flex: 1;
    padding: 0 4px;
    text-align: right;
    white-space: nowrap;
  }
  .wday .icon {
    color: var(--_accent);
  }
  .few,
  .day.few::after {
    font-weight: 700;
    color: var(--_wait);
  }
  .shut {
    display: flex;
    align-items: center;
    min-height: 52px;
    padding-right: 38px;
    color: var(--_muted);
    background: var(--_ground);
  }
  .shut .name {
    font-weight: 400;
  }
  .wday.chosen {
    background: var(--_accent-soft);
  }
  .wday.chosen .icon {
    transform: rotate(180deg);
  }
  .day-times {
    padding: 4px 14px 16px;
  }
  .grid {
    width: calc(100% + 28px);
    margin: 0 -14px;
    border-collapse: separate;
    border-spacing: 6px 8px;
    table-layout: fixed;
  }
  th {
    padding: 4px 0;
    font-size: 0.889em;
    text-align: center;
    color: var(--_muted);
  }
  td {
    padding: 0;
  }
  .day {
    flex-direction: column;
    min-height: 58px;
    padding: 4px 0;
    border-color: transparent;
    outline-offset: -3px;
    color: var(--_muted);
    background: none;
    font-size: 1.11em;
    font-weight: 400;
    line-height: 1.2;
  }
  /* Generated, so that the name read out is the whole day and not this. */
  .day::after {
    content: attr(data-small);
    font-size: 0.7em;
    white-space: nowrap;
  }
  .day[data-small='']::after {
    display: none;
  }
  .day.open {
    font-weight: 700;
    color: var(--_ink);
    border-color: var(--_edge);
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
  .names {
    list-style: none;
  }
  .times {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(4.4em, 1fr));
    gap: 8px;
    margin-top: 8px;
  }
  .time {
    min-height: var(--_target);
    padding: 4px;
    color: var(--_ink);
    border-color: var(--_edge);
  }
  .time[aria-disabled] {
    font-weight: 400;
    color: var(--_muted);
    background: var(--_ground);
    border-color: transparent;
    opacity: 1;
  }
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 1;
    margin: 16px calc(-1 * var(--_pad)) 0;
    padding: 8px var(--_pad) 12px;
    background: var(--_paper);
    border-top: 1px solid var(--_line);
    box-shadow: 0 -6px 16px rgba(18, 28, 42, 0.08);
  }
  .bar > div {
    flex: 1 1 15em;
    margin-right: 16px;
  }
  .bar > .primary {
    flex: 1 1 15em;
    width: auto;
  }
  @container (max-width: 15em) {
    .day::after {
      content: none;
    }
  }
  @media (forced-colors: active) {
    .day.open {
      border: 1px solid;
    }
    .soon {
      border: 2px solid;
    }
    .switch [aria-pressed='true'] {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
