import { fillTemplate, type TemplateFields, templateMistake } from '../../domain/message-template.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { isTemplate, messageTemplates, type TemplateName } from './templates.texts.ts';

/** A message with its text. */
export interface ComposedMessage {
  template: TemplateName;
  /** What was filled in; JSON. */
  fields: string;
  words: string;
}

/**
 * The text of a template: that of the nearest agency which has its own, else the usual one.
 * @param chain the agency and those above it
 */
export function templateWords(chain: readonly AgencyRow[], name: TemplateName): string {
  const own = chain.map(
    ({ settings }) => (settings as { templates?: Record<string, string> | null }).templates?.[name],
  );
  return own.find(Boolean) ?? messageTemplates[name].words;
}

/**
 * Fills in a template; `agency` and `phone` are those of the chain unless they are given.
 * @param chain the agency in whose name it is sent, and those above it
 */
export function composeMessage(
  chain: readonly AgencyRow[],
  template: TemplateName,
  given: TemplateFields,
): ComposedMessage {
  const ofAgency = { agency: chain[0]?.name, phone: chain.find(({ phone }) => phone)?.phone };
  const known = { ...withoutEmpty(ofAgency), ...withoutEmpty(given) };
  return { template, fields: JSON.stringify(known), words: fillTemplate(templateWords(chain, template), known) };
}

const withoutEmpty = (fields: TemplateFields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1])));

/** Whether the words of an office file can be used for a kind of message, with diacritics or without. */
export const isUsableTemplate = (name: string, words: string): boolean =>
  isTemplate(name) && !templateMistake(words, messageTemplates[name].example, true);

/** The words of a message as officers see them: codes in it are only for the recipient. */
export function shownWords(words: string, fields: Record<string, string> | null): string {
  const secret = fields?.['secret'];
  if (secret) return words.replaceAll(secret, '••••');
  // Messages of earlier versions have no fields.
  return fields ? words : words.replace(/(?<=đúng mã |điện thoại là )\d{4,6}/, '••••');
}
