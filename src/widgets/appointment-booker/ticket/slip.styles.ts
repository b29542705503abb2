import { css } from '../../../core/index.ts';
import { sealStyles } from '../../shared/seal.styles.ts';

/** The ticket as a paper slip. */
export const slipStyles = css`
  ${sealStyles}
  .bad {
    color: var(--_stop);
  }
  .huge {
    font-size: 3.111em;
    font-weight: 700;
    line-height: 1.15;
  }
  .call-to {
    font-size: 1.556em;
    font-weight: 700;
    line-height: 1.32;
  }
  .actions > .link {
    width: auto;
  }
  .qr {
    display: block;
    width: 176px;
    height: 176px;
    background: #fff;
    border-radius: 6px;
  }
  .papers {
    padding-left: 1.2em;
  }
  .papers li + li {
    margin-top: 8px;
  }
  .stack > .slip {
    max-width: 30em;
    margin: 16px auto;
    border: 1px solid var(--_edge);
    border-radius: var(--_card);
    overflow: hidden;
  }
  .stub {
    padding: 12px 16px;
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .slip-body {
    padding: 16px;
  }
  .slip .leaf small {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .slip .line .icon {
    margin-right: 12px;
    color: var(--_muted);
  }
  .due .hour {
    font-size: 1.556em;
  }
  .tear {
    position: relative;
    margin: 0 16px;
    border-top: 2px dashed var(--_edge);
  }
  .tear::before,
  .tear::after {
    content: '';
    position: absolute;
    top: -13px;
    width: 24px;
    height: 24px;
    background: var(--_paper);
    border: 1px solid var(--_edge);
    border-radius: 50%;
  }
  .tear::before {
    left: -29px;
  }
  .tear::after {
    right: -29px;
  }
  .slip .qr {
    margin: 0 auto 8px;
  }
  .slip .sub {
    text-align: center;
  }
  @media (forced-colors: active) {
    .qr {
      forced-color-adjust: none;
    }
    .stub {
      border: 2px solid;
    }
  }
`;
