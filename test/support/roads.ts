import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Site } from './site.ts';

/** The code blocks of a page of docs/roads, with the URLs of a backend and a portal filled in. */
export function blocksOf(road: string, { api, portal }: Pick<Site, 'api' | 'portal'>): string[] {
  const page = readFileSync(join(import.meta.dirname, `../../docs/roads/${road}.md`), 'utf8');
  const { folder, files } = build();
  return [...page.matchAll(/^```\w+\n([^]*?)^```/gm)].map(([, block = '']) =>
    block
      .replaceAll('VERSION', folder)
      .replaceAll('sha256-…', files['motcua.js']?.integrity ?? '')
      .replaceAll('https://API-HOST', api)
      .replaceAll('https://PORTAL-HOST', portal),
  );
}
