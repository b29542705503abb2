import { drawings } from './drawings.ts';

/** A sentence of a video: spoken text, its English, text in the picture, and the paper that it explains. */
export interface Sentence {
  vi: string;
  en: string;
  label?: string;
  paper?: string;
}

/** A chapter with its drawing. */
export interface Scene {
  title: { vi: string; en: string };
  drawing: string;
  sentences: Sentence[];
}

export interface GuideScript {
  title: { vi: string; en: string };
  procedure: string | null;
  scenes: Scene[];
}

/** A mistake in a script, in a line (from 1). */
export class GuideScriptMistake extends Error {
  readonly line: number;
  readonly code: 'line' | 'drawing' | 'title' | 'empty';

  constructor(line: number, code: GuideScriptMistake['code']) {
    super(`line ${line}: ${code}`);
    this.line = line;
    this.code = code;
  }
}

/**
 * Parses a guide script: `# title | English`, `procedure <code>`, then for each chapter `## title | English`, `draw
 * <drawing>` and sentences `- spoken | English | in the picture | paper <name>`, the last two optional.
 * @throws GuideScriptMistake for any other line, an unknown drawing, a script without title or sentences
 */
export function readGuideScript(file: string): GuideScript {
  const script: GuideScript = { title: { vi: '', en: '' }, procedure: null, scenes: [] };
  const lines = file.normalize('NFC').split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    const [, mark, rest = ''] = /^(##?|-|procedure|draw) (.+)$/.exec(line) ?? [];
    const [vi = '', en = '', ...more] = rest.split('|').map(part => part.trim());
    const scene = script.scenes[script.scenes.length - 1];
    if (mark && !vi) throw new GuideScriptMistake(i + 1, 'line');
    if (mark === '#') script.title = { vi, en };
    else if (mark === 'procedure') script.procedure = rest;
    else if (mark === '##') script.scenes.push({ title: { vi, en }, drawing: '', sentences: [] });
    else if (mark === 'draw' && scene) {
      if (!Object.hasOwn(drawings, rest)) throw new GuideScriptMistake(i + 1, 'drawing');
      scene.drawing = rest;
    } else if (mark === '-' && scene) {
      const paper = more.find(part => part.startsWith('paper '))?.slice(6);
      const label = more.find(part => !part.startsWith('paper '));
      scene.sentences.push({ vi, en, ...(label && { label }), ...(paper && { paper }) });
    } else if (line.trim()) throw new GuideScriptMistake(i + 1, 'line');
  }
  if (!script.title.vi) throw new GuideScriptMistake(1, 'title');
  if (!script.scenes.length || script.scenes.some(({ sentences }) => !sentences.length))
    throw new GuideScriptMistake(lines.length, 'empty');
  return script;
}
