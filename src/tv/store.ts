/** Where the page asks; another address in the preview of an officer, which keeps and reports nothing. */
export const base = document.documentElement.getAttribute('data-preview') || '/tv/';
/** Whether an officer looks at what a screen would show. */
export const isPreview = base !== '/tv/';

/** What a screen keeps through a power cut: in localStorage, under names of ours; lost where a browser has none. */
export const store = {
  get<T>(name: string): T | undefined {
    if (isPreview) return undefined;
    try {
      const text = localStorage.getItem(`motcua-tv:${name}`);
      return text ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  },
  set(name: string, value: unknown): void {
    if (isPreview) return;
    try {
      localStorage.setItem(`motcua-tv:${name}`, JSON.stringify(value));
    } catch {
      // Full, or denied: the screen goes on without.
    }
  },
  clear(): void {
    if (isPreview) return;
    try {
      for (const name of Object.keys(localStorage)) if (name.indexOf('motcua-tv:') === 0) localStorage.removeItem(name);
    } catch {
      // Nothing was kept.
    }
  },
};
