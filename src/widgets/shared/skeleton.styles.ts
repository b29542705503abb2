import { css } from '../../core/index.ts';

/** Stands in the place of what is being loaded: rows that are about as high, so that nothing below jumps. */
export const skeletonStyles = css`
  .skeleton {
    height: 40em;
    border-radius: var(--_radius);
    background: repeating-linear-gradient(var(--_line) 0 52px, transparent 0 68px);
    opacity: 0.5;
  }
`;
