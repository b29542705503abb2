import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { check, getDotPath, optional, picklist, pipe, record, safeParse, strictObject, string } from 'valibot';
import { parse as parseYaml } from 'yaml';
import { dossierColumns, importDossiers, isDatePattern, recordStates } from '../dossiers/index.ts';
import { readConfig } from '../platform/config.ts';
import type { ImportBatch, ImportReport } from '../platform/record-file/index.ts';
import { importCatalogue } from '../procedures/index.ts';
import { withAdminCommands } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage = 'import procedures FILE | import dossiers FILE --agency ID [--map FILE.yaml]';

/** How a table of dossiers is read ([docs/intake.md]). */
const Mapping = strictObject({
  columns: optional(record(picklist(dossierColumns), string())),
  states: optional(record(string(), picklist(recordStates))),
  dates: optional(pipe(string(), check(isDatePattern, texts.badDates))),
});

/** Imports procedures or dossiers from a file, as it is read. */
export async function importCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { agency: { type: 'string' }, map: { type: 'string' } },
  });
  const [what, file, ...more] = positionals;
  const { agency, map } = values;
  if (!file || more.length || (what === 'dossiers') !== Boolean(agency)) throw new Error(texts.usage(usage));
  if (what === 'procedures') print(texts.importedProcedures, await importProcedures(file));
  else if (what === 'dossiers') print(texts.importedDossiers, await importDossierFile(file, agency!, map));
  else throw new Error(texts.usage(usage));
}

const importProcedures = (file: string): Promise<ImportReport> =>
  withAdminCommands(readConfig(), run =>
    importCatalogue(createReadStream(file), batchOf(run, 'procedures-import', {})),
  );

async function importDossierFile(file: string, agency: string, map: string | undefined): Promise<ImportReport> {
  const mapping = safeParse(Mapping, map ? parseYaml(await readFile(map, 'utf8')) : {});
  if (!mapping.success)
    throw new Error(mapping.issues.map(issue => `${map}: ${getDotPath(issue) ?? ''}: ${issue.message}`).join('\n'));
  return withAdminCommands(readConfig(), run =>
    importDossiers(createReadStream(file), mapping.output, batchOf(run, 'dossiers-import', { agency })),
  );
}

const batchOf =
  (run: (name: string, argument?: string) => Promise<string>, name: string, options: object): ImportBatch =>
  async records =>
    JSON.parse(await run(name, JSON.stringify({ ...options, records }))) as Awaited<ReturnType<ImportBatch>>;

function print(
  words: typeof texts.importedDossiers,
  { added, changed, unchanged, mistakes, more }: ImportReport,
): void {
  for (const mistake of mistakes) console.error(texts.importMistake(mistake));
  if (more) console.error(texts.importMore(more));
  console.log(words(added, changed, unchanged));
  if (mistakes.length) process.exitCode = 1;
}
