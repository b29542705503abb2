import { readFileSync } from 'node:fs';
import { widgetTags } from './tags.ts';

interface Page {
  /** Where the built files are served. */
  base: string;
  api: string;
  agency: string;
  phone: string;
  links?: string;
  /** Files by tag to name, so that they load in parallel; those left out are found and loaded by the core. */
  tags?: readonly string[];
}

/** The lines that a web officer pastes: the script tags with their integrity, and the elements with a fallback inside. */
export function snippet({ base, api, agency, phone, links, tags = widgetTags }: Page): string {
  const build = JSON.parse(readFileSync('dist/build.json', 'utf8')) as {
    folder: string;
    files: Record<string, { integrity: string }>;
  };
  const script = (file: string, settings = '') =>
    `<script src="${base}/${build.folder}/${file}" integrity="${build.files[file]?.integrity}" crossorigin="anonymous" defer${settings}></script>`;
  const settings = ` data-api="${api}" data-agency="${agency}" data-phone="${phone}"${links ? ` data-links="${links}"` : ''}`;
  return `${[script('motcua.js', settings), ...tags.map(tag => script(`${tag}.js`))].join('\n')}

${tags.map(tag => `<${tag}>\n  <p>Mời Ông/Bà gọi ${phone}.</p>\n</${tag}>`).join('\n')}
`;
}
