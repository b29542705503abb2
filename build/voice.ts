import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pieces } from './voice.texts.ts';

/**
 * Speaks the pieces of which a screen of the waiting hall makes its calls: `node build/voice.ts`. Needs Debian's
 * `espeak-ng` and `ffmpeg`; the results are committed, because other machines have neither. An office that wants a
 * human voice replaces the files.
 */
const folder = 'src/server/screens/voice';
const voice = ['-v', 'vi-vn-x-south', '-s', '145', '-p', '45'];
/** Silence around speech is cut, and the same short pause is put after each piece. */
const filter =
  'silenceremove=start_periods=1:start_threshold=-45dB,areverse,silenceremove=start_periods=1:start_threshold=-45dB,areverse,apad=pad_dur=0.06,loudnorm';

mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'voice-'));
let bytes = 0;
for (const [name, words] of Object.entries(pieces)) {
  const [spoken, file] = [join(work, `${name}.wav`), join(folder, `${name}.mp3`)];
  execFileSync('espeak-ng', [...voice, '-w', spoken, words]);
  const format = ['-af', filter, '-ar', '22050', '-ac', '1', '-c:a', 'libmp3lame', '-b:a', '32k'];
  execFileSync('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    '-bitexact',
    '-i',
    spoken,
    ...format,
    '-map_metadata',
    '-1',
    file,
  ]);
  bytes += statSync(file).size;
}
rmSync(work, { recursive: true });
console.log(`${Object.keys(pieces).length} pieces, ${bytes} B`);
