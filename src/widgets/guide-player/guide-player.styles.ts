import { css } from '../../core/index.ts';

export const styles = css`
  .back {
    margin: -8px 0 0;
    text-decoration: none;
  }
  .back .icon,
  .play .icon {
    margin-right: 8px;
  }
  .stack > * + h2 {
    margin-top: 4px;
  }
  .film > * + * {
    margin-top: 8px;
  }
  .picture {
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: 16 / 9;
    background: #121c2a;
    border-radius: var(--_radius);
  }
  img.picture {
    border: 1px solid var(--_line);
    background: none;
  }
  /* As high as two lines of captions, so that nothing below jumps; it goes on from the picture. */
  .film > .said {
    margin-top: -10px;
    min-height: 4.4em;
    padding: 18px 14px 8px;
    border-radius: 0 0 var(--_radius) var(--_radius);
    font-weight: 700;
    line-height: 1.5;
    color: #fff;
    background: #121c2a;
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
  .chapters {
    margin: 0 -12px;
    list-style: none;
  }
  .chapters > li {
    padding: 8px 12px;
    border-radius: var(--_radius);
  }
  .chapters > [aria-current] {
    background: var(--_accent-soft);
  }
  .head,
  h4 {
    display: flex;
    align-items: flex-start;
  }
  h4 {
    flex: 1;
    padding: 9px 0;
  }
  .head .link {
    flex: none;
    margin: 0 0 0 12px;
  }
  .disc {
    flex: none;
    width: 30px;
    height: 30px;
    margin-right: 12px;
    font-size: 0.889em;
    line-height: 26px;
    text-align: center;
    border: 2px solid var(--_edge);
    border-radius: 50%;
  }
  [aria-current] .disc {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  .following {
    position: relative;
    max-height: 30em;
    overflow: auto;
  }
  .sentence {
    justify-content: flex-start;
    min-height: 0;
    padding: 4px 0 4px 42px;
    font-weight: 400;
    line-height: 1.5;
    text-align: left;
    color: inherit;
    border: 0;
    background: none;
  }
  button.sentence {
    min-height: var(--_target);
  }
  .sentence[aria-current] {
    font-weight: 700;
    text-decoration: underline;
  }
  .sentence:focus {
    outline-offset: -3px;
  }
  mark {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .two > * {
    max-width: 36em;
  }
  .stack > .papers {
    margin-top: 28px;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
  }
  .helped > .answers {
    margin: 8px -6px -12px;
  }
  .answers > * {
    flex: 1 1 150px;
    width: auto;
    margin: 0 6px 12px;
  }
  @media (forced-colors: active) {
    .chapters > [aria-current],
    .said {
      outline: 2px solid Highlight;
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
