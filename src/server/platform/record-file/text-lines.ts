import type { FileMistake } from './record.ts';

/** The lines of a text that are not empty; of one that is too long only that it is. */
export async function* textLines(
  text: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<{ line: number; text: string } | FileMistake> {
  let line = 1;
  let rest = '';
  let isLong = false;
  const take = (): { line: number; text: string } | FileMistake | undefined => {
    const done = isLong ? { line, code: 'long' } : rest.trim() ? { line, text: rest } : undefined;
    rest = '';
    isLong = false;
    line++;
    return done;
  };
  for await (const chunk of text) {
    const parts = chunk.split('\n');
    for (const [at, part] of parts.entries()) {
      if (rest.length + part.length > maxLength) {
        isLong = true;
        rest = '';
      } else if (!isLong) rest += part;
      const done = at < parts.length - 1 ? take() : undefined;
      if (done) yield done;
    }
  }
  const last = take();
  if (last) yield last;
}
