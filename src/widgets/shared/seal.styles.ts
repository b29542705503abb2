import { css } from '../../core/index.ts';

/** The seal of something done, over a centred title. */
export const sealStyles = css`
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
    .seal {
      border: 2px solid;
    }
  }
`;
