import type { LitElement, ReactiveController } from 'lit';

/**
 * URL that leads to a widget on this page or another: `#motcua:<tag>?name=value`. Fragments are never sent to a
 * server.
 */
export function deepLink(url: string, tag: string, values: Record<string, string>): string {
  const query = Object.keys(values).map(name => `${name}=${encodeURIComponent(values[name]!)}`);
  return `${url.replace(/#.*$/, '')}#motcua:${tag}?${query.join('&')}`;
}

/** Passes deep links to a widget, on connect and whenever the fragment changes. */
export class DeepLink implements ReactiveController {
  readonly #host: LitElement;
  readonly #follow: (values: Record<string, string>) => void;

  constructor(host: LitElement, follow: (values: Record<string, string>) => void) {
    this.#host = host;
    this.#follow = follow;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#read);
    this.#read();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#read);
  }

  #read = (): void => {
    const link = takeDeepLink(this.#host.localName);
    if (!link) return;
    this.#follow(link);
    if (this.#host.hasUpdated) this.#host.scrollIntoView();
  };
}

/** Takes the link for a tag out of the page's URL, where others could read it. */
function takeDeepLink(tag: string): Record<string, string> | undefined {
  const start = `#motcua:${tag}?`;
  if (!location.hash.startsWith(start)) return undefined;
  const values: Record<string, string> = {};
  new URLSearchParams(location.hash.slice(start.length)).forEach((value, name) => {
    values[name] = value.slice(0, 300);
  });
  try {
    history.replaceState(history.state, '', location.pathname + location.search);
  } catch {
    // Not allowed in a sandboxed frame; the values are used all the same.
  }
  return values;
}
