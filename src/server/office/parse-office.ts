import leven from 'leven';
import { type BaseIssue, safeParse } from 'valibot';
import { firstMistakes, mostMistakes, OfficeMistakes, type Path, writePath } from './mistakes.ts';
import { OfficeFile, timePattern } from './office-file.ts';
import type { OfficeSource } from './read-yaml.ts';

/**
 * Checks the form of an office file: types, bounds and names of entries.
 * @throws OfficeMistakes with all mistakes
 */
export function parseOffice({ value, lineOf }: OfficeSource): OfficeFile {
  const read = safeParse(OfficeFile, value);
  const issues = (read.issues ?? []).filter(({ expected }) => expected !== 'never');
  const mistakes = [
    ...issues.map(issue => toMistake(issue)),
    ...unknownKeys(OfficeFile as unknown as ReadSchema, value, []),
    ...oddValues(value, []),
  ];
  if (mistakes.length) {
    // Finding a line takes time: a file of nothing but mistakes would take too much.
    const some = mistakes.slice(0, mostMistakes);
    throw new OfficeMistakes(
      firstMistakes(some.map(({ at, code, values }) => ({ line: lineOf(at), path: writePath(at), code, values }))),
    );
  }
  return read.output as OfficeFile;
}

/** Values that JSON or the database cannot hold, and times that are none, wherever they stand. */
function oddValues(value: unknown, at: Path): PathMistake[] {
  if (typeof value === 'number') {
    const isTooLarge = !Number.isFinite(value) || Math.abs(value) > largestNumber;
    return isTooLarge ? [{ at, code: 'large', values: [largestNumber] }] : [];
  }
  if (typeof value === 'string') {
    const isOdd = value.includes('\0') || !value.isWellFormed();
    if (isOdd || value.length > longestText)
      return [{ at, code: isOdd ? 'characters' : 'long', values: [longestText] }];
    const isTime = timeNames.has(String(at[at.length - 1])) && /^\d\d:\d\d$/.test(value);
    return isTime && !timePattern.test(value) ? [{ at, code: 'time', values: [] }] : [];
  }
  if (typeof value !== 'object' || !value) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    oddValues(each, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

const largestNumber = 1_000_000_000;
const longestText = 5000;
/** Names of times of the day. */
export const timeNames = new Set(['from', 'to', 'opensAt', 'sameDayCutOff']);

interface PathMistake {
  at: Path;
  code: string;
  values: (string | number)[];
}

function toMistake(issue: BaseIssue<unknown>): PathMistake {
  const at = (issue.path ?? []).map(({ key }) => key as string | number);
  const told = (code: string, ...values: (string | number)[]): PathMistake => ({ at, code, values });
  const required = (issue as { requirement?: unknown }).requirement;
  if (issue.received === 'undefined') return told('missing');
  if (issue.received === 'null') return told('short');
  switch (issue.type) {
    case 'strict_object':
    case 'object':
    case 'loose_object':
    case 'record':
      return told('map');
    case 'string':
      return told('text', typeof issue.input === 'object' ? '…' : String(issue.input));
    case 'number':
      return told('number');
    case 'integer':
      return told('whole');
    case 'boolean':
      return told('yesNo');
    case 'array':
      return told('list');
    case 'literal':
      return told('version');
    case 'picklist':
      return told('choice', (issue.expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', '));
    case 'min_length':
      return told('short');
    case 'max_length':
      return told('long', Number(required));
    case 'min_value':
      return told('small', Number(required));
    case 'max_value':
      return told('large', Number(required));
    case 'regex':
    case 'check':
      return told(formOf(at, String(required)));
    default:
      return told('value');
  }
}

/** What a text has to look like, by its name. */
function formOf(at: Path, pattern: string): string {
  const name = String(at[at.length - 1]);
  if (name === 'phone') return 'phone';
  if (name === 'letter') return 'letter';
  if (name === 'mapUrl') return 'address';
  if (/^(?:date|since|valid(?:From|To))$/.test(name)) return 'date';
  if (timeNames.has(name)) return 'time';
  return pattern.includes('{1,64}') ? 'id' : 'pattern';
}

/** At most so many letters differ in what was probably meant. */
const mostTypos = 2;

function nearest(at: Path, known: readonly string[]): PathMistake {
  const key = String(at[at.length - 1]);
  const meant = known
    .map(each => [leven(key.toLowerCase(), each.toLowerCase()), each] as const)
    .sort(([a], [b]) => a - b)
    .find(([distance, each]) => distance <= Math.min(mostTypos, each.length / 3));
  return meant ? { at, code: 'nearest', values: [meant[1]] } : { at, code: 'unknown', values: [] };
}

/** What is read of a schema. */
export interface ReadSchema {
  type: string;
  entries?: Record<string, ReadSchema>;
  item?: ReadSchema;
  value?: ReadSchema;
  wrapped?: ReadSchema;
  options?: readonly unknown[];
}

/** Entries that a schema does not name: schemas of the contract let them pass, and strict ones tell only the first. */
function unknownKeys(schema: ReadSchema, value: unknown, at: Path): PathMistake[] {
  if (schema.wrapped) return unknownKeys(schema.wrapped, value, at);
  const { type, entries, item, value: ofRecord } = schema;
  if (Array.isArray(value)) return item ? value.flatMap((each, nth) => unknownKeys(item, each, [...at, nth])) : [];
  if (typeof value !== 'object' || !value) return [];
  if (type === 'record' && ofRecord)
    return Object.entries(value).flatMap(([key, each]) => unknownKeys(ofRecord, each, [...at, key]));
  if (!entries || type === 'loose_object') return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const known = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (known) return unknownKeys(known, each, [...at, key]);
    return [nearest([...at, key], Object.keys(entries))];
  });
}
