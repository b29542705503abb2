import type { Guide, Source } from '../../contract/guide.ts';

/** The videos that the browser can play, the smallest first. */
export function playableSources({ sources }: Guide): Source[] {
  const probe = document.createElement('video');
  return sources.filter(({ type }) => probe.canPlayType(type)).sort((a, b) => a.bytes - b.bytes);
}

/** URLs of a guide may be relative to the API; empty for an invalid one. */
export function absoluteUrl(url: string, api: string): string {
  try {
    return new URL(url, `${api}/`).href;
  } catch {
    return '';
  }
}
