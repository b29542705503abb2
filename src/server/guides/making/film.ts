import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cue, formatVtt } from '../../../domain/vtt.ts';
import { posterFrame, sentenceFrame } from './frame.ts';
import type { GuideScript } from './guide-script.ts';

/** Programs that draw, speak and encode, as Debian names their packages. */
const programs = ['espeak-ng', 'ffmpeg', 'ffprobe'] as const;
/** Seconds of silence after each sentence. */
const pause = 0.45;
/** What televisions of 2016 play, and what is smaller for phones. */
const formats = {
  mp4: '-c:v libx264 -profile:v baseline -tune stillimage -crf 27 -c:a aac -b:a 40k -movflags +faststart',
  webm: '-c:v libvpx-vp9 -crf 40 -b:v 0 -c:a libopus -b:a 24k',
};

/** A program is missing on this machine. */
export class ProgramMissing extends Error {
  readonly program: string;

  constructor(program: string) {
    super(program);
    this.program = program;
  }
}

/** Captions of a drawn film, and its length in seconds. */
export interface DrawnFilm {
  captions: { vi: Cue[]; en: Cue[] };
  seconds: number;
}

/**
 * Makes a film from a script, as files next to each other: `<base>.mp4`, `.webm`, `.jpg` (poster), `.vi.vtt`,
 * `.en.vtt`. Each sentence is spoken by espeak-ng over the picture of its chapter.
 * @param base path without an ending
 * @param voice of espeak-ng, for instance `vi-vn-x-south`
 * @throws ProgramMissing
 */
export function drawFilm({ title, scenes }: GuideScript, base: string, voice: string): DrawnFilm {
  for (const program of programs) run(program, [program === 'espeak-ng' ? '--version' : '-version']);
  const work = mkdtempSync(join(tmpdir(), 'guide-'));
  try {
    const captions: DrawnFilm['captions'] = { vi: [], en: [] };
    const [pictures, sounds]: [string[], string[]] = [[], []];
    let time = 0;
    draw(posterFrame(title.vi), join(work, 'poster.svg'), `${base}.jpg`);
    for (const [step, scene] of scenes.entries())
      for (const [at, sentence] of scene.sentences.entries()) {
        const part = join(work, `${step}-${at}`);
        draw(sentenceFrame(scene, step, scenes.length, at), `${part}.svg`, `${part}.png`);
        run('espeak-ng', ['-v', voice, '-s', '150', '-p', '45', '-w', `${part}.wav`, '--', sentence.vi]);
        const spoken = secondsOf(`${part}.wav`);
        const length = Math.ceil((spoken + pause) * 10) / 10;
        ffmpeg('-i', `${part}.wav`, '-af', `apad=whole_dur=${length}`, '-ar', '22050', `${part}.full.wav`);
        for (const lang of ['vi', 'en'] as const)
          if (sentence[lang]) captions[lang].push({ from: time, to: time + spoken, text: sentence[lang] });
        pictures.push(`file '${part}.png'\nduration ${length}`);
        sounds.push(`file '${part}.full.wav'`);
        time = Math.round((time + length) * 10) / 10;
      }
    encode(work, base, pictures, sounds, captions.vi, time);
    for (const lang of ['vi', 'en'] as const)
      if (captions[lang].length) writeFileSync(`${base}.${lang}.vtt`, formatVtt(captions[lang]));
    return { captions, seconds: Math.round(time) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

function draw(svg: string, source: string, picture: string): void {
  writeFileSync(source, svg);
  ffmpeg('-i', source, '-frames:v', '1', '-q:v', '4', picture);
}

function encode(
  work: string,
  base: string,
  pictures: readonly string[],
  sounds: readonly string[],
  sentences: readonly Cue[],
  seconds: number,
): void {
  const [shown, said] = [join(work, 'pictures.txt'), join(work, 'sounds.txt')];
  // The last picture is named twice: the list takes the length of the last one from the next.
  writeFileSync(shown, `${pictures.join('\n')}\n${pictures[pictures.length - 1]?.split('\n')[0]}\n`);
  writeFileSync(said, sounds.join('\n'));
  const list = (file: string) => ['-f', 'concat', '-safe', '0', '-i', file];
  // A key frame where each sentence begins: players seek to these.
  const keyFrames = ['-g', '200', '-force_key_frames', sentences.map(({ from }) => from.toFixed(1)).join(',')];
  const picture = ['-r', '10', ...keyFrames, '-pix_fmt', 'yuv420p'];
  for (const [ending, codecs] of Object.entries(formats))
    ffmpeg(
      ...list(shown),
      ...list(said),
      '-t',
      String(seconds),
      ...picture,
      ...codecs.split(' '),
      '-ac',
      '1',
      `${base}.${ending}`,
    );
}

function ffmpeg(...options: string[]): void {
  const file = options.pop()!;
  run('ffmpeg', ['-y', '-loglevel', 'error', '-bitexact', ...options, '-map_metadata', '-1', file]);
}

function secondsOf(file: string): number {
  return Number(run('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]).trim());
}

function run(program: (typeof programs)[number], options: readonly string[]): string {
  try {
    return execFileSync(program, options, { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ProgramMissing(program);
    throw error;
  }
}
