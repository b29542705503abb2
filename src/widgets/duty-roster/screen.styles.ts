import { css } from '../../core/index.ts';

/** The hall screen. */
export const screenStyles = css`
  .who {
    font-size: 1.333em;
    line-height: 1.4;
    font-weight: 700;
  }
  .names {
    font-size: 1.11em;
    font-weight: 700;
  }
  .after span {
    display: block;
  }
  /* 2.95vw are 56 px at 1080p, the smallest text of the hall screen. */
  .tv {
    display: flex;
    flex-direction: column;
    height: 100vh;
    margin: calc(-1 * var(--_pad));
    padding: 2vw 2.4vw;
    font-size: 2.95vw;
    line-height: 1.25;
    background: var(--_ground);
    overflow: hidden;
  }
  .tv.shift-1 {
    padding-left: 2.6vw;
  }
  .tv.shift-2 {
    padding: 2.2vw 2.4vw 1.8vw 2.6vw;
  }
  .tv.shift-3 {
    padding-top: 2.2vw;
  }
  .tv .icon {
    width: 1.1em;
    height: 1.1em;
    margin-top: 0;
  }
  .tv .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    padding-bottom: 0.3em;
  }
  .tv h2 {
    font-size: 1.15em;
  }
  .tv h3,
  .tv .tag,
  .tv .sub,
  .tv .hint,
  .tv .stale {
    font-size: 1em;
  }
  .clock strong {
    margin-left: 0.3em;
    font-size: 1.5em;
    line-height: 1;
  }
  .columns {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
    column-gap: 1.5vw;
    min-height: 0;
  }
  .here,
  .after {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .card,
  .after {
    padding: 1.2vw 1.8vw;
    background: var(--_paper);
    border-radius: 1vw;
  }
  .after {
    overflow: hidden;
  }
  .card {
    flex: 1;
    overflow: hidden;
    background: var(--_tone-soft);
    border-left: 0.8vw solid var(--_tone-mark);
  }
  .card + .card {
    margin-top: 1vw;
  }
  .tv .who {
    margin-top: 0.15em;
    font-size: 1.35em;
    line-height: 1.2;
  }
  .tv .names {
    font-size: 1.15em;
  }
  .tv + .spoken {
    top: 0;
  }
  .instead {
    margin-top: 0.3em;
  }
  .after p {
    margin-top: 0.4em;
  }
  .scan {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-top: 1vw;
    padding: 0.6vw 0.6vw 0.6vw 2.6vw;
    background: var(--_paper);
    border-radius: 1vw;
  }
  .scan .qr {
    flex: none;
    width: 10vw;
    margin-left: 1vw;
    forced-color-adjust: none;
  }
  .session {
    margin-top: 0.4em;
    font-weight: 700;
  }
`;
