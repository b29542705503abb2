import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { OfficeFile } from './office-file.ts';
import type { Change } from './plan-office.ts';
import { firstMistakes, type Mistake, OfficeMistakes, type Path, writePath } from './mistakes.ts';
import type { OfficeSource } from './read-yaml.ts';

/** Whose agencies somebody may change. */
export interface Scope {
  /** The own agency, which stays where it is. */
  agency: string;
  /** The own agency and all below it. */
  agencies: readonly string[];
}

/**
 * Checks that a plan changes only agencies of a scope, or new ones below them, and only procedures that nobody else uses.
 * @throws OfficeMistakes
 */
export async function checkScope(
  db: Db,
  file: OfficeFile,
  { lineOf }: OfficeSource,
  changes: readonly Change[],
  { agency: own, agencies }: Scope,
): Promise<void> {
  const mistakes: Mistake[] = [];
  const reject = (at: Path, code: string, value: string) =>
    void mistakes.push({ line: lineOf(at), path: writePath(at), code, values: [value] });
  const isMade = (id: string) =>
    changes.some(({ kind, ...change }) => kind === 'agencies' && change.id === id && !change.before);
  const inside = new Set(agencies);
  for (const { id } of file.agencies) if (isMade(id)) inside.add(id);
  file.agencies.forEach(({ id, parent }, nth) => {
    const at: Path = ['agencies', nth];
    const moved = changes.some(
      ({ kind, fields, ...change }) => kind === 'agencies' && change.id === id && fields?.includes('parent'),
    );
    if (!inside.has(id)) reject([...at, 'id'], 'scope', id);
    else if ((isMade(id) || moved) && (id === own || !inside.has(parent ?? '')))
      reject([...at, 'parent'], 'scope', parent ?? '');
  });
  const changed = changes.flatMap(({ kind, id, before }) => (kind === 'procedures' && before ? [id] : []));
  // Also where it is not booked: dossiers and guides show its name, fees and papers.
  const { rows } = await sql<{ procedure: string }>`
    select distinct procedure from (
      select procedure, agency from service
      union all select procedure, agency from dossier
      union all select procedure, agency from guide
    ) uses
    where procedure = any(${changed}::text[]) and not agency = any(${[...agencies]}::text[])`.execute(db);
  for (const { procedure } of rows)
    reject(
      ['procedures', file.procedures?.findIndex(({ code }) => code === procedure) ?? 0, 'code'],
      'shared',
      procedure,
    );
  if (mistakes.length) throw new OfficeMistakes(firstMistakes(mistakes));
}
