import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { object, optional, parse, record, string } from 'valibot';
import { parse as parseYaml } from 'yaml';
import { importDossiers, isDatePattern } from '../dossiers/index.ts';
import { readConfig } from '../platform/config.ts';
import type { ImportBatch, ImportReport } from '../platform/record-file/index.ts';
import { importCatalogue } from '../procedures/index.ts';
import { withAdminCommands } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage = 'import procedures FILE | import dossiers FILE --agency ID [--map FILE.yaml]';

/** How a table of dossiers is read ([docs/intake.md]). */
const Mapping = object({
  columns: optional(record(string(), string())),
  states: optional(record(string(), string())),
  dates: optional(string()),
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
  const mapping = map ? parse(Mapping, parseYaml(await readFile(map, 'utf8'))) : {};
  if (mapping.dates && !isDatePattern(mapping.dates)) throw new Error(texts.badDates(mapping.dates));
  return withAdminCommands(readConfig(), run =>
    importDossiers(createReadStream(file), mapping, batchOf(run, 'dossiers-import', { agency })),
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
