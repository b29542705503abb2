import { createReadStream } from 'node:fs';
import { readConfig } from '../platform/config.ts';
import type { ImportBatch, ImportReport } from '../platform/record-file/index.ts';
import { importCatalogue } from '../procedures/index.ts';
import { withAdminCommands } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage = 'import procedures FILE';

/** Imports the catalogue of procedures from a file, as it is read. */
export async function importCommand([what, file, ...more]: string[]): Promise<void> {
  if (what !== 'procedures' || !file || more.length) throw new Error(texts.usage(usage));
  const report = await withAdminCommands(readConfig(), run => {
    const batch: ImportBatch = async records =>
      JSON.parse(await run('procedures-import', JSON.stringify(records))) as Awaited<ReturnType<ImportBatch>>;
    return importCatalogue(createReadStream(file), batch);
  });
  print(report);
}

function print({ added, changed, unchanged, mistakes, more }: ImportReport): void {
  for (const mistake of mistakes) console.error(texts.importMistake(mistake));
  if (more) console.error(texts.importMore(more));
  console.log(texts.imported(added, changed, unchanged));
  if (mistakes.length) process.exitCode = 1;
}
