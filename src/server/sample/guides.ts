import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Cue, parseVtt } from '../../domain/vtt.ts';
import { addGuide, readGuideScript, scriptTimes } from '../guides/index.ts';
import type { Tx } from '../platform/database.ts';

const folder = join(import.meta.dirname, 'guides');

/** Publishes the sample guides; `motcua guide make` makes their files from the scripts beside them. */
export async function fillGuides(tx: Tx, now: Date): Promise<void> {
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.txt')).sort()) {
    const id = basename(file, '.txt');
    const script = readGuideScript(await readFile(join(folder, file), 'utf8'));
    const [vi, en] = [await captions(`${id}.vi.vtt`), await captions(`${id}.en.vtt`)];
    const files = await Promise.all(['mp4', 'webm', 'jpg'].map(ending => readFile(join(folder, `${id}.${ending}`))));
    const { title, procedure } = script;
    const seconds = Math.ceil(vi[vi.length - 1]?.to ?? 1);
    await addGuide(
      tx,
      {
        ...{ id, agency: '79', title, procedure, seconds, files, state: 'published' },
        ...{ captions: { vi, en }, ...scriptTimes(script, vi) },
      },
      now,
    );
  }
}

async function captions(file: string): Promise<Cue[]> {
  const vtt = parseVtt(await readFile(join(folder, file), 'utf8'));
  if ('fault' in vtt) throw new Error(`${file}, line ${vtt.fault.line}: ${vtt.fault.code}`);
  return vtt.cues;
}
