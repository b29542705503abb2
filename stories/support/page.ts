import { html } from 'lit';
import type { DecoratorFunction } from 'storybook/internal/types';
import type { Slug } from '../../src/contract/index.ts';
import { problems } from '../../src/contract/index.ts';
import { define, english, NoticeDesk, start, themes, widgets } from '../../src/index.ts';
import { roster } from './duty-fixtures.ts';
import { guide, guides } from './guide-fixtures.ts';
import {
  agencies,
  agency,
  appointment,
  capabilities,
  days,
  hold,
  service,
  services,
  slots,
  sessions,
} from './fixtures.ts';

start().push(english, themes);
define({ ...widgets, 'mc-notice-desk': NoticeDesk });

/** Answers of a story's backend by path, or what makes them; a slug refuses, and so does `refused`, with extensions. */
export type Answers = Record<string, object | Slug>;

const api = 'https://fixtures.invalid/api';

/** A backend of fixtures over the connection that the toolbar or story sets. */
export function fixtures(answers: Answers, connection: string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname.replace('/api', '');
    if (connection === 'slow') {
      await new Promise<void>((resolve, reject) => {
        setTimeout(resolve, 8000);
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    }
    if (connection === 'offline') throw new TypeError('Failed to fetch');
    if (connection === 'refusing') return refuse('unavailable', { retryAfter: 600 });
    const known: Answers = {
      '/capabilities': capabilities,
      '/agencies': agencies,
      '/agencies/26506': agency,
      '/services': services,
      '/services/chung-thuc-ban-sao': service,
      '/services/chung-thuc-ban-sao/days': days(),
      '/services/chung-thuc-ban-sao/slots': slots,
      '/services/chung-thuc-ban-sao/sessions': sessions,
      '/guides': guides,
      '/guides/dang-ky-khai-sinh': guide(),
      '/agencies/26506/duties': roster(),
      '/holds': hold(),
      '/appointments': appointment(),
      ...answers,
    };
    const found = known[path] ?? 'no-such-operation';
    const answer = typeof found === 'function' ? (found as () => object)() : found;
    if (typeof answer === 'string') return refuse(answer);
    return 'refused' in answer ? refuse(answer.refused as Slug, answer) : json(answer, 200);
  };
}

const json = (body: object, status: number) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const refuse = (slug: Slug, more: object = {}) =>
  json({ type: `errors#${slug}`, status: problems[slug], requestId: '48401605', ...more }, problems[slug]);

/** Page, network and device of a story. */
interface Setting {
  answers?: Answers;
  connection?: string;
  settings?: Record<string, string>;
  /** Contents of localStorage from an earlier visit, by name. */
  device?: Record<string, object>;
  /** The citizen saves data (`Save-Data`). */
  saveData?: boolean;
}

/** Wraps a story into a portal with theme, language and connection of the toolbar. */
export const page: DecoratorFunction = (story, { globals, parameters }) => {
  const {
    answers = {},
    connection = globals['connection'],
    settings = {},
    device = {},
    saveData = false,
  } = parameters as Setting;
  sessionStorage.clear();
  localStorage.clear();
  for (const [name, kept] of Object.entries(device)) localStorage.setItem(`motcua:${name}`, JSON.stringify(kept));
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData, effectiveType: '4g' } });
  document.documentElement.style.setProperty('--mc-text-size', globals['textSize'] as string);
  return html`<mc-portal
    data-api=${api}
    data-agency="26506"
    data-phone="0254 385 0000"
    data-lang=${globals['language']}
    data-theme=${globals['theme']}
    data-links=${settings['links'] ?? 'feedback=/gop-y booking=/dat-lich submit=https://dichvucong.gov.vn/'}
    .fetch=${fixtures(answers, connection as string)}
  >
    ${story()}
  </mc-portal>`;
};
