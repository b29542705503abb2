import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  drawFilm,
  type GuideScript,
  GuideScriptMistake,
  ProgramMissing,
  readGuideScript,
  scriptTimes,
} from '../guides/index.ts';
import { readConfig } from '../platform/config.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage = 'guide make SCRIPT.txt [--agency ID] [--voice NAME]';
const southernVoice = 'vi-vn-x-south';

/**
 * Draws a guide from its script: the files stand beside it. `--agency` also stores it as a draft of an agency, to be
 * looked at and published in the officers' site.
 */
export async function guideCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { agency: { type: 'string' }, voice: { type: 'string' } },
  });
  const [verb, file] = positionals;
  if (verb !== 'make' || !file?.endsWith('.txt') || positionals.length > 2) throw new Error(texts.usage(usage));
  const script = scriptIn(file);
  const base = file.slice(0, -'.txt'.length);
  const film = draw(script, base, values.voice ?? southernVoice);
  console.log(texts.drawn(base, film.seconds));
  if (!values.agency) return;
  const { title, procedure } = script;
  const guide = {
    ...{ agency: values.agency, title, procedure, seconds: film.seconds, captions: film.captions },
    ...scriptTimes(script, film.captions.vi),
    files: ['mp4', 'webm', 'jpg'].map(ending => readFileSync(`${base}.${ending}`).toString('base64')),
  };
  console.log(texts.guideStored(await runAdminCommand(readConfig(), 'guide-add', JSON.stringify(guide))));
}

function scriptIn(file: string): GuideScript {
  try {
    return readGuideScript(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    if (error instanceof GuideScriptMistake)
      throw new Error(`${file}:${error.line}: ${texts.scriptMistakes[error.code]}`, { cause: error });
    if (error instanceof TypeError) throw new Error(texts.notUtf8(file), { cause: error });
    throw error;
  }
}

function draw(script: GuideScript, base: string, voice: string) {
  try {
    return drawFilm(script, base, voice);
  } catch (error) {
    if (error instanceof ProgramMissing) throw new Error(texts.programMissing(error.program), { cause: error });
    throw error;
  }
}
