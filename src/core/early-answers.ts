import { send, type TransportResult } from './transport.ts';

/** First requests by tag, without the attributes that change them: `*` is the agency. */
const firstRequests: Readonly<Record<string, readonly string[]>> = {
  'mc-status-lookup': ['capabilities?agency=*'],
  'mc-feedback-form': ['capabilities?agency=*'],
  'mc-appointment-booker:not([service])': ['capabilities?agency=*', 'services?ways=time%2Csession%2Chome&agency=*'],
  'mc-guide-player:not([guide]):not([procedure])': ['guides?agency=*'],
  'mc-duty-roster:not([place])': ['agencies/*/duties'],
};

/** An answer that no widget has taken for so long, in ms, is forgotten: it would be outdated. */
const maxAgeMs = 30_000;

const answers = new Map<string, Promise<TransportResult>>();

/**
 * Asks for what the widgets of the page need first, while their files are loading. Not where the page has a portal
 * element, whose settings may be others.
 * @param api absolute URL of the API
 * @param request makes a request for a URL
 */
export function askEarly(api: string, agency: string, request: (url: string) => Request): void {
  if (document.querySelector('mc-portal')) return;
  const ask = (path: string) => {
    const url = `${api}/${path.replace('*', encodeURIComponent(agency))}`;
    if (answers.has(url)) return;
    answers.set(url, send(request(url), undefined, new AbortController().signal));
    setTimeout(() => answers.delete(url), maxAgeMs);
  };
  for (const selector of Object.keys(firstRequests))
    if (document.querySelector(selector)) firstRequests[selector]!.forEach(ask);
  const guide = document.querySelector('mc-guide-player[guide]');
  if (guide) ask(`guides/${encodeURIComponent(guide.getAttribute('guide')!)}?agency=*`);
}

/** Takes the early answer of a URL, once; undefined without one. Only for requests that no plugin has changed. */
export function takeEarly(url: string): Promise<TransportResult> | undefined {
  const answer = answers.get(url);
  answers.delete(url);
  return answer;
}
