import { css } from '../../../core/index.ts';

/** The ticket as a paper slip. */
export const slipStyles = css`
  .seal {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 72px;
    height: 72px;
    margin: 8px auto 16px;
    color: var(--_on-tone);
    background: var(--_done);
    border-radius: 50%;
    box-shadow: 0 0 0 8px var(--mc-color-done-soft, #e3f5e9);
  }
  .seal .icon {
    width: 40px;
    height: 40px;
  }
  .cheer {
    text-align: center;
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
  @media (prefers-reduced-motion: no-preference) {
    .seal {
      animation: pop 0.35s ease-out;
    }
    @keyframes pop {
      from {
        transform: scale(0.6);
      }
      70% {
        transform: scale(1.06);
      }
    }
  }
  @media (forced-colors: active) {
    .qr {
      forced-color-adjust: none;
    }
    .stub,
    .seal {
      border: 2px solid;
    }
  }
`;
