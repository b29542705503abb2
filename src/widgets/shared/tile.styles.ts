import { css } from '../../core/index.ts';

/** Rows that begin with an icon on a tile. */
export const tileStyles = css`
  .tiled {
    display: flex;
    align-items: center;
    justify-content: flex-start;
  }
  .tiled .tile {
    display: flex;
  }
  .row > span > * {
    display: block;
  }
  .name {
    font-weight: 700;
  }
  .tile {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 44px;
    height: 44px;
    margin-right: 14px;
    color: var(--_accent);
    background: var(--_accent-soft);
    border-radius: var(--_radius);
  }
  .empty {
    max-width: 36em;
    padding: 16px 0;
    text-align: center;
  }
  .empty .tile {
    width: 72px;
    height: 72px;
    margin: 0 auto 16px;
    border-radius: 50%;
  }
  .empty .tile .icon {
    width: 36px;
    height: 36px;
  }
  .empty strong {
    font-size: 1.222em;
    line-height: 1.4;
  }
  .empty > * + * {
    margin-top: 8px;
  }
  .empty button {
    margin-top: 16px;
  }
`;
