import { css } from 'lit';
import { components } from './component.styles.ts';
import { tokens } from './tokens.styles.ts';

/**
 * Elements and type. The inner root starts from nothing (`all: initial`), so that no rule of the page reaches the
 * text. Sizes are in em of the reader's own text size (`rem` belongs to the page): at 16 px the text is 18 px, `.sub`
 * 16, `h3` 22, `h2` 28.
 */
const elements = css`
  :host {
    display: block !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  .mc {
    all: initial;
    display: block;
    box-sizing: border-box;
    visibility: inherit;
    pointer-events: inherit;
    font-family: var(--mc-font, system-ui, 'Noto Sans', 'Segoe UI', Roboto, Arial, sans-serif);
    font-size: medium;
    line-height: 1.5;
    color: var(--_ink);
    background: var(--_paper);
    border-radius: var(--_card);
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  .page {
    display: block;
    font-size: var(--mc-text-size, 1.125em);
    padding: var(--_pad);
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
    font-size: 1.556em;
    line-height: 1.32;
    font-weight: 700;
  }
  h3,
  legend {
    font-size: 1.222em;
    line-height: 1.4;
    font-weight: 700;
  }
  h4 {
    font-size: 1em;
  }
  .sub,
  .hint {
    font-size: 0.889em;
    font-weight: 400;
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
    margin: 8px 0 0;
    padding: 10px 14px;
    font: inherit;
    color: inherit;
    background: var(--_paper);
    border: 2px solid var(--_edge);
    border-radius: var(--_radius);
    appearance: none;
  }
  [aria-invalid='true'] {
    border-color: var(--_stop);
    border-width: 3px;
  }
  button,
  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    min-height: max(var(--_target), 52px);
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
  .button > .icon {
    margin-right: 8px;
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
    width: auto;
    min-height: var(--_target);
    min-width: var(--_target);
    padding: 4px 2px;
    margin-right: 16px;
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
  .spoken,
  :host([no-title]) .face-title {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Stays where it is when a header comes that reaches over the edges. */
  .page > .stack {
    display: flow-root;
  }
  .page > [hidden] {
    display: none;
  }
  [aria-live] > .box {
    margin-bottom: 16px;
  }
  .stack > * + * {
    margin-top: 16px;
  }
  .stack > * + .near {
    margin-top: 4px;
  }
  .actions > * + * {
    margin-top: 12px;
  }
  form,
  .field,
  .actions,
  .summary {
    max-width: 36em;
  }
`;

/** Styles of every widget. */
export const base = [tokens, elements, components];
