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
`;
