import { readFileSync } from 'node:fs';
import type { Attribute, ClassField, CustomElement, Package } from 'custom-elements-manifest/schema.d.ts';
import { markdownTable } from './marked.ts';

/** A custom element of the manifest. */
export type Element = CustomElement & { tagName: string };

/** The elements of the built manifest, sorted by tag. */
export function manifestElements(): Element[] {
  const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Package;
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((each): each is typeof each & Element => 'tagName' in each)
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

/** The tables of docs/elements.md. */
export function elementTables(): string {
  const elements = manifestElements();
  const shared = elements.find(({ cssProperties }) => cssProperties?.length)?.cssProperties ?? [];
  const look = markdownTable(
    ['Custom property', 'Where a page says nothing', 'For'],
    shared.map(({ name, default: usual = '', description = '' }) => [`\`${name}\``, `\`${usual}\``, description]),
  );
  return `${elements.map(section).join('\n')}\n## The look of every widget\n\n${look}\n`;
}

function section(element: Element): string {
  const { tagName, description = '', attributes = [], members = [], events = [], slots = [], cssParts = [] } = element;
  const own = members.filter(
    (member): member is ClassField =>
      member.kind === 'field' && !attributes.some(({ fieldName }) => fieldName === member.name),
  );
  const rows: string[][] = [
    ...attributes.map(each => [kindOf(each), `\`${each.name}\``, typeOf(each), each.description ?? '']),
    ...own.map(each => ['property', `\`${each.name}\``, typeOf(each), each.description ?? '']),
    ...events.map(each => ['event', `\`${each.name}\``, each.type?.text ?? '', each.description ?? '']),
    ...slots.map(each => ['slot', each.name ? `\`${each.name}\`` : '(its content)', '', each.description ?? '']),
    ...cssParts.map(each => ['part', `\`${each.name}\``, '', each.description ?? '']),
  ];
  return `## ${tagName}\n\n${description}\n\n${markdownTable(['', 'Name', 'Type', 'For'], rows)}\n`;
}

const kindOf = ({ fieldName }: Attribute): string => (fieldName ? 'attribute, property' : 'attribute');
const typeOf = ({ type, default: usual }: Attribute | ClassField): string =>
  [type?.text && `\`${type.text}\``, usual && usual !== "''" && `(\`${usual}\`)`].filter(Boolean).join(' ');
