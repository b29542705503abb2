import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is used of Emscripten's file system on Node. */
interface NodeFiles {
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
  realPath(node: unknown): string;
  /** Turns errors of Node into those of the system call. */
  tryFSOperation(work: () => void): void;
}

/**
 * The folder of the embedded database, with system calls to `fsync` that reach the disk: PGlite leaves them out, so
 * that a power cut could take what was acknowledged.
 */
class DurableFolder extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(...args);
    made.emscriptenOpts.preRun?.push((module: { NODEFS?: NodeFiles }) => {
      const files = module.NODEFS!;
      files.stream_ops.fsync = ({ nfd, node }) => {
        files.tryFSOperation(() => (nfd === undefined ? syncNames(files.realPath(node)) : fsyncSync(nfd)));
        return 0;
      };
    });
    return made;
  }
}

/** `-F` turns `fsync` off; of the ways to sync the log, only this one reaches the call above. */
const startParams = [...PGlite.defaultStartParams.filter(param => param !== '-F'), '-c', 'wal_sync_method=fsync'];

/** Options with which PGlite keeps a database in a folder, and every acknowledged transaction through a power cut. */
export const durableOptions = (folder: string): PGliteOptions => ({ fs: new DurableFolder(folder), startParams });

/** Whether a folder has a database. */
export const hasDatabase = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'));

/** Writes the folder of a new database through to the disk, with all that is in it: it is made without. */
export function syncNewFolder(folder: string): void {
  syncFolder(folder);
  syncNames(dirname(folder));
}

function syncFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncFolder(path);
    else if (entry.isFile()) syncPath(path, 'r+');
  }
  syncNames(folder);
}

/** The names in a folder, where the system can: Windows and some network file systems cannot. */
function syncNames(folder: string): void {
  try {
    syncPath(folder, 'r');
  } catch (error) {
    if (!/^E(?:PERM|ACCES|ISDIR|INVAL|BADF)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
