import { css } from 'lit';

/**
 * Styles of every widget. The inner root starts from nothing (`all: initial`), so that no rule of the page reaches
 * the text; pages and themes set the `--mc-*` properties below, from which the private `--_*` take their values. Sizes are in em of
 * the reader's own text size: `rem` belongs to the page.
 *
 * @cssprop --mc-color-accent - Buttons, links, and what is selected.
 * @cssprop --mc-color-accent-soft - Background of what is selected.
 * @cssprop --mc-color-on-accent - Text on the accent; at least 4.5:1 against it.
 * @cssprop --mc-color-ink - Text.
 * @cssprop --mc-color-muted - Secondary text; at least 4.5:1 against the background.
 * @cssprop --mc-color-line - Lines.
 * @cssprop --mc-color-paper - Background.
 * @cssprop --mc-color-your-move - What the citizen has to do.
 * @cssprop --mc-color-your-move-soft - Background of what the citizen has to do.
 * @cssprop --mc-color-done - What is done.
 * @cssprop --mc-color-done-soft - Background of what is done.
 * @cssprop --mc-color-stopped - What is refused or failed.
 * @cssprop --mc-color-stopped-soft - Background of what is refused or failed.
 * @cssprop --mc-radius - Radius of corners.
 * @cssprop --mc-target-size - Height of buttons, links and fields.
 * @cssprop --mc-font - Font family.
 * @cssprop --mc-text-size - Text size, relative to the reader's own.
 * @cssprop --mc-padding - Space at the edges.
 */
export const base = css`
  :host {
    display: block !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  .mc {
    --_accent: var(--mc-color-accent, #0b4f8a);
    --_accent-soft: var(--mc-color-accent-soft, #e8f0f9);
    --_on-accent: var(--mc-color-on-accent, #fff);
    --_ink: var(--mc-color-ink, #15202b);
    --_muted: var(--mc-color-muted, #4a5866);
    --_line: var(--mc-color-line, #cdd5dd);
    --_paper: var(--mc-color-paper, #fff);
    --_wait: var(--mc-color-your-move, #7a4300);
    --_wait-soft: var(--mc-color-your-move-soft, #fff1da);
    --_done: var(--mc-color-done, #12612f);
    --_done-soft: var(--mc-color-done-soft, #e6f4eb);
    --_stop: var(--mc-color-stopped, #8c1515);
    --_stop-soft: var(--mc-color-stopped-soft, #fdeceb);
    --_radius: var(--mc-radius, 6px);
    --_target: var(--mc-target-size, 48px);
    all: initial;
    display: block;
    box-sizing: border-box;
    visibility: inherit;
    pointer-events: inherit;
    font-family: var(--mc-font, system-ui, 'Noto Sans', 'Segoe UI', Roboto, Arial, sans-serif);
    font-size: medium;
    line-height: 1.55;
    color: var(--_ink);
    background: var(--_paper);
    border-radius: var(--_radius);
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .page {
    display: block;
    font-size: var(--mc-text-size, 1.125em);
    padding: var(--mc-padding, 20px);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.333em;
    line-height: 1.35;
    font-weight: 700;
  }
  h3,
  legend {
    font-size: 1.11em;
    line-height: 1.4;
    font-weight: 700;
  }
  h4 {
    font-size: 1em;
  }
  .sub,
  .hint {
    color: var(--_muted);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  label {
    display: block;
    font-weight: 700;
  }
  input,
  select,
  textarea {
    display: block;
    width: 100%;
    min-height: var(--_target);
    margin: 4px 0 0;
    padding: 8px 12px;
    font: inherit;
    color: inherit;
    background: var(--_paper);
    border: 2px solid var(--_muted);
    border-radius: var(--_radius);
    appearance: none;
  }
  [aria-invalid='true'] {
    border-color: var(--_stop);
    border-width: 3px;
  }
  button,
  .button {
    display: block;
    width: 100%;
    min-height: var(--_target);
    padding: 10px 16px;
    font: inherit;
    font-weight: 700;
    line-height: 1.4;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    color: var(--_accent);
    background: var(--_paper);
    border: 2px solid var(--_accent);
    border-radius: var(--_radius);
  }
  .primary {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.75;
  }
  .link {
    display: inline-flex;
    align-items: center;
    width: auto;
    min-height: var(--_target);
    padding: 4px 2px;
    margin-right: 20px;
    background: none;
    border: 0;
    text-decoration: underline;
  }
  a {
    color: var(--_accent);
  }
  :focus {
    outline: 3px solid var(--_ink);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_paper);
  }
  h2:focus,
  h3:focus,
  :focus:not(:focus-visible) {
    outline: 0;
    box-shadow: none;
  }
  .error {
    color: var(--_stop);
    font-weight: 700;
  }
  .box {
    padding: 16px;
    border-left: 6px solid var(--_accent);
    background: var(--_accent-soft);
  }
  .box > * + * {
    margin-top: 8px;
  }
  .box .title {
    display: flex;
    align-items: flex-start;
    font-weight: 700;
    color: var(--_accent);
  }
  .title .icon {
    flex: none;
    margin: 2px 8px 0 0;
  }
  .yours {
    border-color: var(--_wait);
    background: var(--_wait-soft);
  }
  .yours .title {
    color: var(--_wait);
  }
  .done {
    border-color: var(--_done);
    background: var(--_done-soft);
  }
  .done .title {
    color: var(--_done);
  }
  .stopped {
    border-color: var(--_stop);
    background: var(--_stop-soft);
  }
  .stopped .title {
    color: var(--_stop);
  }
  .list {
    list-style: none;
  }
  .list li + li {
    margin-top: 10px;
  }
  .row {
    text-align: left;
    color: var(--_ink);
    border-color: var(--_muted);
  }
  .row > * {
    display: block;
  }
  .row .sub {
    font-weight: 400;
  }
  .actions > * + * {
    margin-top: 10px;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .stack > * + * {
    margin-top: 16px;
  }
  form,
  .actions,
  .summary {
    max-width: 36em;
  }
  @media (forced-colors: active) {
    .box {
      border: 2px solid;
    }
  }
`;
