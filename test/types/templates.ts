import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import type {} from '../../src/types/svelte.ts';
import type {} from '../../src/types/vue.ts';

type PropsOf<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const svelte: SvelteHTMLElements['mc-status-lookup'] = {
  code: 'H29',
  class: 'card',
  'onmc-dossier-found': event => event.status.trim(),
};
export const vue: PropsOf<'mc-guide-player'> = { guide: 'x', onMcGuideOpened: event => event.guide.trim() };

// @ts-expect-error: there is no such kind
export const wrongInSvelte: SvelteHTMLElements['mc-feedback-form'] = { kind: 'complaint' };
// @ts-expect-error: there is no such kind
export const wrongInVue: PropsOf<'mc-feedback-form'> = { kind: 'complaint' };
