import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { formatVtt, type Cue } from '../src/domain/vtt.ts';
import { guideTexts } from '../src/server/guides/officer-pages.texts.ts';
import { readGuideScript, type Scene } from '../src/server/sample/guide-script.ts';
import { findBrowser } from '../test/support/browser.ts';
import { drawings } from './drawings.ts';

/**
 * Generates the sample guides: `node build/guides.ts [name …]`. Each `<name>.txt` becomes pictures, speech and from
 * both a video as MP4 and WebM, captions in two languages and a poster. Needs Debian's `espeak-ng` and `ffmpeg`; the
 * results are committed, because other machines have neither.
 */
const folder = 'src/server/sample/guides';
const voice = ['-v', 'vi-vn-x-south', '-s', '150', '-p', '45'];
const pause = 0.45;
const size = { width: 640, height: 360 };
const most = 1_000_000;
const formats = {
  mp4: '-c:v libx264 -profile:v baseline -tune stillimage -crf 27 -c:a aac -b:a 40k -movflags +faststart',
  webm: '-c:v libvpx-vp9 -crf 40 -b:v 0 -c:a libopus -b:a 24k',
};

const look = `
  * { box-sizing: border-box; margin: 0; padding: 0; }
  body { width: 640px; height: 360px; font-family: 'Noto Sans', sans-serif; color: #15202b; background: #fff; }
  main { display: flex; height: 360px; border-bottom: 10px solid #0b4f8a; }
  aside { flex: 0 0 220px; display: grid; place-items: center; background: #e8f0f9; }
  aside svg { width: 170px; height: 170px; }
  section { padding: 28px 24px; }
  p { font-size: 20px; color: #4a5866; font-weight: 600; }
  h1 { font-size: 31px; line-height: 1.3; margin: 4px 0 18px; }
  li { list-style: none; font-size: 25px; line-height: 1.4; padding: 2px 0 2px 14px; border-left: 6px solid #cdd5dd; margin-bottom: 8px; }
  li.now { border-color: #0b4f8a; font-weight: 700; }
  .poster { flex-direction: column; justify-content: center; padding: 0 48px 60px; background: #e8f0f9; }
  .poster h1 { font-size: 38px; }
  .poster p { font-size: 24px; color: #0b4f8a; }
`;

const wanted = process.argv.slice(2);
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env });
const page = await browser.newPage({ viewport: size });
try {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.txt'))) {
    const name = basename(file, '.txt');
    if (!wanted.length || wanted.includes(name)) await film(name);
  }
} finally {
  await browser.close();
}

async function film(name: string): Promise<void> {
  const { title, scenes } = readGuideScript(readFileSync(join(folder, `${name}.txt`), 'utf8'));
  const work = mkdtempSync(join(tmpdir(), 'guide-'));
  const out = (ending: string) => join(folder, `${name}.${ending}`);
  const cues: Record<'vi' | 'en', Cue[]> = { vi: [], en: [] };
  const pictures: string[] = [];
  const sounds: string[] = [];
  let time = 0;
  await draw(page, poster(title.vi));
  await page.screenshot({ path: out('jpg'), type: 'jpeg', quality: 70 });

  for (const [step, scene] of scenes.entries()) {
    for (const [line, sentence] of scene.sentences.entries()) {
      const part = join(work, `${step}-${line}`);
      await draw(page, frame(scene, step, scenes.length, line));
      await page.screenshot({ path: `${part}.png` });
      execFileSync('espeak-ng', [...voice, '-w', `${part}.wav`, sentence.vi]);
      const spoken = Number(probe(`${part}.wav`));
      const length = Math.ceil((spoken + pause) * 10) / 10;
      ffmpeg('-i', `${part}.wav`, '-af', `apad=whole_dur=${length}`, '-ar', '22050', `${part}.full.wav`);
      for (const lang of ['vi', 'en'] as const)
        cues[lang].push({ from: time, to: time + spoken, text: sentence[lang] });
      pictures.push(`file '${part}.png'\nduration ${length}`);
      sounds.push(`file '${part}.full.wav'`);
      time += length;
    }
  }
  const [shown, said] = [join(work, 'pictures.txt'), join(work, 'sounds.txt')];
  // The last picture is named twice: the list takes the length of the last one from the next.
  writeFileSync(shown, `${pictures.join('\n')}\n${pictures[pictures.length - 1]?.split('\n')[0]}\n`);
  writeFileSync(said, sounds.join('\n'));
  const list = (file: string) => ['-f', 'concat', '-safe', '0', '-i', file];
  const both = [...list(shown), ...list(said), '-t', String(time)];
  // A key frame where each sentence begins: players seek to these.
  const whole = ['-g', '200', '-force_key_frames', cues.vi.map(({ from }) => from.toFixed(1)).join(',')];
  const picture = ['-r', '10', ...whole, '-pix_fmt', 'yuv420p'];
  for (const [ending, codecs] of Object.entries(formats))
    ffmpeg(...both, ...picture, ...codecs.split(' '), '-ac', '1', out(ending));
  for (const lang of ['vi', 'en'] as const) writeFileSync(out(`${lang}.vtt`), formatVtt(cues[lang]));
  rmSync(work, { recursive: true });
  for (const ending of ['mp4', 'webm', 'jpg']) {
    const { size: bytes } = statSync(out(ending));
    console.log(`${String(bytes).padStart(8)} B  ${out(ending)}  ${Math.round(time)} s`);
    if (bytes > most) throw new Error(`${out(ending)} is over ${most} B`);
  }
}

function ffmpeg(...options: string[]): void {
  const file = options.pop()!;
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-bitexact', ...options, '-map_metadata', '-1', file]);
}

function probe(file: string): string {
  const options = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0'];
  return execFileSync('ffprobe', [...options, file], { encoding: 'utf8' }).trim();
}

async function draw(to: Page, body: string): Promise<void> {
  await to.setContent(`<!doctype html><meta charset="utf-8"><style>${look}</style>${body}`);
  await to.evaluate(() => document.fonts.ready);
}

function poster(title: string): string {
  return `<main class="poster"><p>${guideTexts.vi.label}</p><h1>${title}</h1></main>`;
}

function frame({ title, drawing, sentences }: Scene, step: number, steps: number, line: number): string {
  const labels = sentences.slice(0, line + 1).map(({ label }, i) => [label, i === line] as const);
  const drawn = drawings[drawing];
  if (!drawn) throw new Error(`no drawing ${drawing}`);
  return `<main><aside>${drawn}</aside><section><p>${guideTexts.vi.step(step + 1, steps)}</p><h1>${title.vi}</h1><ul>${labels
    .map(([label, now]) => (label ? `<li class="${now ? 'now' : ''}">${label}</li>` : ''))
    .join('')}</ul></section></main>`;
}
