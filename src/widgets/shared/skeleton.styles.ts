import { css } from '../../core/index.ts';

/** Stands in the place of what is being loaded, and keeps its height. */
export const skeletonStyles = css`
  .skeleton {
    height: 22em;
    border-radius: var(--_radius);
    background: var(--_line);
    opacity: 0.5;
  }
`;
