import type { LitElement, ReactiveController } from 'lit';

/**
 * How one widget leads to another, on this page or on another of the site: `#motcua:<tag>?name=value`. What stands in a
 * fragment never reaches a server or its log.
 */
export function deepLink(url: string, tag: string, values: Record<string, string>): string {
  const query = Object.keys(values).map(name => `${name}=${encodeURIComponent(values[name]!)}`);
  return `${url.replace(/#.*$/, '')}#motcua:${tag}?${query.join('&')}`;
}

/** Has a widget told what the page's address says to it, now and whenever a link of the page does. */
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

/** What the page's address says to a widget. It is taken out of the address, where others could read it. */
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
    // A sandboxed frame may not; the values are read all the same.
  }
  return values;
}
