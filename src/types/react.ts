import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Classes, Elements } from './elements.ts';

type InReact = {
  [Tag in keyof Elements]: Elements[Tag] & DetailedHTMLProps<HTMLAttributes<Classes[Tag]>, Classes[Tag]>;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own
  namespace JSX {
    interface IntrinsicElements extends InReact {}
  }
}
