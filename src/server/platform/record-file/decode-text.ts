/** A file that is no text in UTF-8: `encoding`. */
export class UnreadableText extends Error {}

/**
 * Decodes UTF-8; a byte order mark is passed over.
 * @throws UnreadableText for other encodings, and for NUL, which no text has
 */
export async function* decodeText(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of file) yield decoded(decoder, chunk);
  yield decoded(decoder);
}

function decoded(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw new UnreadableText('encoding');
}
