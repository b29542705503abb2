/** Input of the snippet builder. */
export interface SnippetInput {
  tags: string[];
  /** URL of the built files. */
  scripts: string;
  api: string;
  /** URL of a map; empty for none. */
  map: string;
  agency: string;
  phone: string;
  lang: string;
  themes: string[];
  /** URLs of the portal's other pages, by name. */
  links: Record<string, string>;
  fallback: string;
  /** Custom headings, by tag. */
  headings: Record<string, string>;
  div: boolean;
  /** URL of the portal. */
  page: string;
  /** Pasted headers and markup of the portal's page. */
  pasted: string;
}

export const themes = ['national', 'quiet', 'contrast', 'large', 'dark'];
export const linkNames = ['status', 'booking', 'guide', 'feedback', 'submit'];

/** Fields of a form or a query; repeated names give arrays. */
export type Fields = Readonly<Record<string, unknown>>;

/** Parses fields; missing ones get defaults. */
export function parseInput(
  fields: Fields,
  usual: Pick<SnippetInput, 'tags' | 'scripts' | 'api' | 'agency' | 'phone'>,
): SnippetInput {
  const fresh = fields['agency'] === undefined;
  const text = (name: string) =>
    String(fields[name] ?? '')
      .trim()
      .normalize('NFC');
  const list = (name: string) => [fields[name] ?? []].flat().map(String);
  const known = (name: keyof typeof usual) => (fresh ? String(usual[name]) : text(name));
  const named = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(names.flatMap(name => (text(prefix + name) ? [[name, text(prefix + name)]] : [])));
  const tags = usual.tags.filter(tag => fresh || list('tag').includes(tag));
  return {
    tags,
    scripts: known('scripts').replace(/\/+$/, ''),
    api: known('api').replace(/\/+$/, ''),
    map: text('map'),
    agency: known('agency'),
    phone: known('phone'),
    lang: text('lang') === 'en' ? 'en' : 'vi',
    themes: themes.filter(theme => list('theme').includes(theme)),
    links: named('link.', linkNames),
    fallback: text('fallback'),
    headings: named('heading.', tags),
    div: text('div') !== '',
    page: text('page'),
    pasted: text('pasted'),
  };
}

/** The input as a query, without the pasted page. */
export function toQuery(input: SnippetInput): URLSearchParams {
  const query = new URLSearchParams();
  const add = (name: string, value: string) => value && query.append(name, value);
  for (const tag of input.tags) query.append('tag', tag);
  for (const name of ['scripts', 'api', 'map', 'agency', 'phone', 'lang', 'fallback', 'page'] as const)
    add(name, input[name]);
  for (const theme of input.themes) query.append('theme', theme);
  for (const [name, value] of Object.entries(input.links)) add(`link.${name}`, value);
  for (const [tag, value] of Object.entries(input.headings)) add(`heading.${tag}`, value);
  if (input.div) add('div', 'on');
  return query;
}

/** Error code of a field. */
export type FieldError = 'missing' | 'none' | 'address' | 'path' | 'word';

/** Errors by field. */
export function validateInput(input: SnippetInput): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {};
  if (!input.tags.length) errors['tag'] = 'none';
  if (!input.agency) errors['agency'] = 'missing';
  else if (!/^[\w.-]{1,64}$/.test(input.agency)) errors['agency'] = 'word';
  if (!input.phone) errors['phone'] = 'missing';
  for (const name of ['scripts', 'api'] as const) if (!isAddress(input[name])) errors[name] = 'address';
  if (input.page && !isAddress(input.page)) errors['page'] = 'address';
  if (input.map && !isPath(input.map)) errors['map'] = 'path';
  for (const [name, link] of Object.entries(input.links)) if (!isPath(link)) errors[`link.${name}`] = 'path';
  return errors;
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
const isPath = (text: string): boolean => /^\/(?!\/)\S*$/.test(text) || isAddress(text);

/** A relative map can only be previewed where the portal's URL is known. */
export const canPreview = ({ map, page }: SnippetInput): boolean => !map.startsWith('/') || page !== '';
