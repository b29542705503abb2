import fs, { copyFileSync, existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * Preloaded into a server: keeps in `KEPT` what of the folder `DISK` would be there after a power cut. A file is as it
 * was when it was last synced; names that came or went are there or gone once their folder was synced. `FORGETS` names
 * a part of paths whose syncs do nothing, to show that what is lost is seen.
 */
const [disk, kept] = [process.env['DISK'] ?? '', process.env['KEPT'] ?? ''];
const forgets = process.env['FORGETS'];
const sync = fs.fsyncSync;

fs.fsyncSync = (file: number) => {
  sync(file);
  const path = readlinkSync(`/proc/self/fd/${file}`);
  const name = relative(disk, path);
  if (name.startsWith('..') || (forgets && name.includes(forgets))) return;
  if (fs.fstatSync(file).isDirectory()) keepNames(path, join(kept, name));
  else keepFile(path, join(kept, name));
};
syncBuiltinESMExports();

/** All at once, as a disk that has finished, or not at all. */
function keepFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.coming`);
  renameSync(`${to}.coming`, to);
}

function keepNames(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) if (!existsSync(join(from, name))) rmSync(join(to, name), { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (existsSync(target)) continue;
    if (entry.isDirectory()) mkdirSync(target);
    // Its content was synced under another name, or it is not yet needed.
    else if (entry.isFile()) keepFile(source, target);
  }
}
