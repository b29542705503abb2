import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { ProblemError } from '../platform/problem.ts';

const types = {
  'tv.html': 'text/html; charset=utf-8',
  'tv.css': 'text/css; charset=utf-8',
  'tv.js': 'text/javascript; charset=utf-8',
  'worker.js': 'text/javascript; charset=utf-8',
} as const;
type TvFile = keyof typeof types;

/** Films are played out of the device's memory, which needs `blob:`. */
const policy = [
  "default-src 'none'",
  ...['script', 'style', 'connect', 'img', 'worker'].map(kind => `${kind}-src 'self'`),
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Recorded pieces of speech. */
const voiceFolder = join(import.meta.dirname, 'voice');
const voicePiece = /^[a-z0-9-]{1,20}\.mp3$/;

/** The page of a screen and its files, as `npm run build` makes them. */
export class TvFiles {
  readonly #folder: string;
  #read: Promise<Record<TvFile, string>> | undefined;
  #build: string | undefined;

  constructor(dist: string) {
    this.#folder = join(dist, 'tv');
  }

  /** Changes with each of the files. */
  async build(): Promise<string> {
    return (this.#build ??= createHash('sha256')
      .update(JSON.stringify(await this.#files()))
      .digest('hex')
      .slice(0, 12));
  }

  /** Serves the files; every other address below is the page, which finds out which screen it is. */
  mount(pages: Hono): void {
    pages.get('/voice/:piece', async c => {
      const piece = c.req.param('piece');
      if (!voicePiece.test(piece)) throw new ProblemError('no-such-operation');
      const data = await readFile(join(voiceFolder, piece)).catch(() => undefined);
      if (!data) throw new ProblemError('no-such-operation');
      return c.body(data, 200, { 'Content-Type': 'audio/mpeg', 'Cache-Control': 'public, max-age=86400' });
    });
    pages.use(compress());
    for (const name of ['tv.css', 'tv.js', 'worker.js'] as const) pages.get(`/${name}`, c => this.#serve(c, name));
    pages.get('/', c => this.#serve(c, 'tv.html'));
    // Also a wrong one: the screen finds out that it is not paired, and shows its code.
    pages.get('/:screen{[^./]{1,64}}', c => this.#serve(c, 'tv.html'));
  }

  /**
   * The page as an officer sees it, who asks at another address.
   * @param base where it asks, with a slash at its end
   */
  async preview(c: Context, base: string): Promise<Response> {
    return this.#send(c, await this.#page(`data-preview="${base}" `), 'tv.html');
  }

  /** The page says which build it is of: one from a device's memory may be older than the server. */
  async #page(attributes: string): Promise<string> {
    const build = `data-build="${await this.build()}" `;
    return (await this.#files())['tv.html'].replace('<html ', `<html ${build}${attributes}`);
  }

  async #serve(c: Context, name: TvFile): Promise<Response> {
    const text = name === 'tv.html' ? await this.#page('') : (await this.#files())[name];
    // The worker keeps the page itself, which lies above its own address.
    if (name === 'worker.js') c.header('Service-Worker-Allowed', '/tv');
    const tag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
    c.header('ETag', tag);
    return this.#send(c, text, name, c.req.header('If-None-Match')?.replace(/^W\//, '') === tag);
  }

  #send(c: Context, text: string, name: TvFile, isKnown = false): Response {
    c.set('ownHeaders', true);
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Strict-Transport-Security', 'max-age=31536000');
    c.header('Cache-Control', 'no-cache');
    if (isKnown) return c.body(null, 304);
    return c.body(text, 200, { 'Content-Type': types[name] });
  }

  #files(): Promise<Record<TvFile, string>> {
    this.#read ??= Promise.all(
      Object.keys(types).map(async name => [name, await readFile(join(this.#folder, name), 'utf8')] as const),
    ).then(entries => Object.fromEntries(entries) as Record<TvFile, string>);
    // What could not be read now is read the next time.
    this.#read.catch(() => (this.#read = undefined));
    return this.#read;
  }
}
