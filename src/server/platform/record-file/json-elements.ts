import type { FileMistake } from './record.ts';

/**
 * The elements of a JSON list as texts, without parsing it as a whole: stream-json is not meant for files of strangers.
 * Brackets are counted outside of strings; each element is parsed by whoever takes it.
 */
export async function* jsonElements(
  text: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<{ line: number; text: string } | FileMistake> {
  let line = 0;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let element = '';
  let isLong = false;
  let isEnded = false;
  const take = () => {
    line++;
    const done = isLong ? { line, code: 'long' } : { line, text: element };
    element = '';
    isLong = false;
    return done;
  };
  for await (const chunk of text) {
    let from = 0;
    const keep = (to: number) => {
      if (element.length + to - from > maxLength) isLong = true;
      else if (!isLong) element += chunk.slice(from, to);
      from = to;
    };
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk[at]!;
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (char === '\\') isEscaped = true;
        else if (char === '"') isString = false;
        continue;
      }
      if (char === '"') isString = true;
      else if (char === '[' || char === '{') {
        depth++;
        if (depth === 1) from = at + 1;
      } else if (char === ']' || char === '}') {
        depth--;
        if (depth === 0) {
          keep(at);
          isEnded = true;
          if (element.trim() || isLong) yield take();
          from = at + 1;
        }
      } else if (char === ',' && depth === 1) {
        keep(at);
        yield take();
        from = at + 1;
      }
    }
    if (depth > 0) keep(chunk.length);
  }
  // Cut off in the middle.
  if (!isEnded) yield { line: line + 1, code: 'json' };
}
