import type { HTMLAttributes } from 'svelte/elements';
import type { Classes, Elements } from './elements.ts';

type InSvelte = { [Tag in keyof Elements]: Elements[Tag] & HTMLAttributes<Classes[Tag]> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends InSvelte {}
}
