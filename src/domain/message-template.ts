import { smsLength, unaccented } from './sms.ts';

/** What is filled into a template, by the name of its placeholder; what is empty is left out. */
export type TemplateFields = Readonly<Record<string, string | null | undefined>>;

/** A text in brackets may be left out; a name in braces is a placeholder. */
const optionalPart = /\[([^[\]]*)\]/g;
const placeholder = /\{(\w+)\}/g;

/** Longer messages are refused or cut by networks. */
const maxSegments = 4;

/** Links in messages look like phishing, and would be copied by it. */
const link = /https?:|www\.|\b[a-z\d-]+\.(?:vn|com|net|org|info|me|ly|gl|link|top|xyz|site)\b/i;

/**
 * Fills in a template: `{agency}: Hồ sơ {code} đã có kết quả.[ Hỏi: {phone}.]`. A part in brackets is left out where a
 * placeholder in it is empty.
 */
export function fillTemplate(template: string, fields: TemplateFields): string {
  const fill = (text: string) => text.replace(placeholder, (_, name: string) => fields[name] ?? '');
  const isWhole = (text: string) => [...text.matchAll(placeholder)].every(([, name]) => fields[name!]);
  return fill(template.replace(optionalPart, (_, part: string) => (isWhole(part) ? part : '')));
}

/** Names of the placeholders of a template, each once. */
export const placeholdersOf = (template: string): string[] => [
  ...new Set([...template.matchAll(placeholder)].map(([, name]) => name!)),
];

/** Without them a message is of no use: a code, the state that was asked for. */
const neededFields = ['secret', 'state'];

/** Why a template cannot be used: a code, and what it is about. */
export interface TemplateMistake {
  code: 'empty' | 'placeholder' | 'missing' | 'brackets' | 'link' | 'too-long';
  detail?: string;
}

/**
 * The first mistake of a template; undefined for one that can be used.
 * @param example values of all placeholders that it may have
 * @param accents whether it is sent with diacritics
 */
export function templateMistake(
  template: string,
  example: TemplateFields,
  accents: boolean,
): TemplateMistake | undefined {
  if (!template.trim()) return { code: 'empty' };
  const unknown = placeholdersOf(template).find(name => !Object.keys(example).includes(name));
  if (unknown) return { code: 'placeholder', detail: unknown };
  const needed = neededFields.find(
    name => name in example && !template.replace(optionalPart, '').includes(`{${name}}`),
  );
  if (needed) return { code: 'missing', detail: needed };
  const rest = template.replace(optionalPart, '$1').replace(placeholder, '');
  const stray = /[[\]{}]/.exec(rest)?.[0];
  if (stray) return { code: 'brackets', detail: stray };
  const found = link.exec(rest)?.[0];
  if (found) return { code: 'link', detail: found };
  const words = fillTemplate(template, example);
  const { segments } = smsLength(accents ? words : unaccented(words));
  return segments > maxSegments ? { code: 'too-long', detail: String(segments) } : undefined;
}
