import { css } from '../../core/index.ts';

export const styles = css`
  .chapters {
    list-style: none;
  }
  .film > * + * {
    margin-top: 8px;
  }
  .picture {
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: 16 / 9;
    background: #15202b;
  }
  img.picture {
    border: 1px solid var(--_line);
    background: none;
  }
  /* As high as two lines of captions, so that nothing below jumps. */
  .said {
    min-height: 4.4em;
    padding: 8px 12px;
    border-radius: var(--_radius);
    font-weight: 700;
    line-height: 1.5;
    color: #fff;
    background: #15202b;
  }
  .said.cues-1 {
    font-size: 1.25em;
  }
  .said.cues-2 {
    font-size: 1.5em;
  }
  .cues-0::cue {
    font-size: 1em;
  }
  .cues-1::cue {
    font-size: 1.4em;
  }
  .cues-2::cue {
    font-size: 1.8em;
  }
  .settings {
    display: block;
    padding: 0 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .settings[open] {
    padding-bottom: 12px;
  }
  .settings label {
    margin-top: 8px;
  }
  summary {
    min-height: var(--_target);
    padding: 10px 0;
    font-weight: 700;
    color: var(--_accent);
    cursor: pointer;
  }
  select {
    appearance: auto;
  }
  .papers .hint,
  .papers .list .link {
    margin: 0 0 0 40px;
    text-align: left;
  }
  .papers > .hint {
    margin-left: 0;
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
  }
  .head .link {
    flex: none;
    margin: 0 0 0 12px;
  }
  .chapters > li {
    padding: 12px 0 12px 16px;
    border-left: 6px solid var(--_line);
  }
  .chapters > li + li {
    margin-top: 12px;
  }
  .chapters > [aria-current] {
    border-color: var(--_accent);
  }
  .following {
    position: relative;
    max-height: 30em;
    overflow: auto;
  }
  .sentence {
    min-height: 0;
    padding: 8px 10px;
    font-weight: 400;
    text-align: left;
    color: var(--_ink);
    border: 2px solid transparent;
    background: none;
  }
  button.sentence {
    min-height: var(--_target);
  }
  .sentence[aria-current] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .sentence:focus {
    outline-offset: -3px;
  }
  mark {
    color: var(--_ink);
    background: var(--_wait-soft);
    font-weight: 700;
  }
  .two > * + * {
    margin-top: 28px;
  }
  .page {
    container-type: inline-size;
  }
  .list,
  .page > button,
  .page > .box,
  .papers,
  .chapters {
    max-width: 36em;
  }
  @container (min-width: 44em) {
    .two {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      grid-template-rows: auto auto 1fr;
      column-gap: 40px;
    }
    .following {
      max-height: 44em;
    }
    .two > .steps {
      grid-column: 2;
      grid-row: 1 / span 3;
      margin-top: 0;
    }
  }
  @media (forced-colors: active) {
    .sentence[aria-current],
    .said {
      border-color: Highlight;
      outline: 2px solid;
    }
  }
  @media print {
    .film,
    .settings,
    .helped,
    .field,
    .chapters .link,
    .papers .link {
      display: none;
    }
    .following {
      max-height: none;
    }
  }
`;
