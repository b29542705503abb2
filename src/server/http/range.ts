import type { Context } from 'hono';
import parseRange from 'range-parser';

/** Reads a range of stored bytes. */
export type ReadBytes = (from: number, count: number) => Promise<Uint8Array>;

const chunkBytes = 256 * 1024;

/**
 * Serves immutable bytes, whole or one range (RFC 9110, section 14). They are read chunk by chunk as the client
 * consumes them.
 */
export function serveBytes(c: Context, tag: string, type: string, size: number, read: ReadBytes): Response {
  c.header('Content-Type', type);
  c.header('Accept-Ranges', 'bytes');
  c.header('ETag', `"${tag}"`);
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  const known = c.req.header('If-None-Match');
  if (known && known.split(',').some(each => each.trim().replace(/^W\//, '') === `"${tag}"`)) return c.body(null, 304);

  const condition = c.req.header('If-Range');
  const wanted = condition && condition !== `"${tag}"` ? undefined : c.req.header('Range');
  // A suffix range longer than the content means all of it; the parser rejects that.
  const more = Number(/^bytes=-(\d+)$/.exec(wanted ?? '')?.[1]) > size;
  const ranges = wanted && !more ? parseRange(size, wanted) : -2;
  if (ranges === -1) {
    c.header('Content-Range', `bytes */${size}`);
    return c.body(null, 416);
  }
  const one = ranges !== -2 && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  const { start, end } = one ?? { start: 0, end: size - 1 };
  c.header('Content-Length', String(end - start + 1));
  if (one) c.header('Content-Range', `bytes ${start}-${end}/${size}`);
  const status = one ? 206 : 200;
  return c.req.method === 'HEAD' ? c.body(null, status) : c.body(readInChunks(start, end + 1, read), status);
}

function readInChunks(from: number, to: number, read: ReadBytes): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await read(at, Math.min(chunkBytes, to - at));
        at += bytes.length;
        controller.enqueue(bytes);
        if (at >= to || !bytes.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
