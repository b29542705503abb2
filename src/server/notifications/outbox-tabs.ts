import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { outboxTexts } from './officer-pages.texts.ts';

const paths = {
  open: '',
  later: '?tab=later',
  done: '?tab=done',
  all: '?tab=all',
  report: '/report',
  templates: '/templates',
  providers: '/providers',
} as const;
type Tab = keyof typeof paths;

/** Links between the pages of the outbox; templates and providers are for admins. */
export function outboxTabs(c: Context, here: Tab): Html {
  const texts = textsOf(c, outboxTexts);
  const isAdmin = c.get('officer').role === 'admin';
  const tabs = (Object.keys(paths) as Tab[]).filter(tab => isAdmin || (tab !== 'templates' && tab !== 'providers'));
  return html`<nav class="tabs" aria-label="${texts.label}">
    ${tabs.map(
      tab =>
        html`<a href="/desk/outbox${paths[tab]}" ${tab === here ? html`aria-current="page"` : ''}
          >${texts.tabs[tab]}</a
        >`,
    )}
  </nav>`;
}
