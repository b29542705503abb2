import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { site, type Site } from '../support/site.ts';

const most = 1.3;
const runs = 5;
const line = { latency: 400, throughput: 400_000 / 8 };
const slowdown = 6;

/** A widget, its first usable part, and the requests it needs until then. */
const widgets: { tag: string; attributes?: string; usable: string; asks: string[] }[] = [
  { tag: 'mc-status-lookup', usable: '#code', asks: ['/capabilities?agency=26506'] },
  {
    tag: 'mc-appointment-booker',
    usable: '.row',
    asks: ['/capabilities?agency=26506', '/services?ways=time%2Csession%2Chome&agency=26506'],
  },
  {
    tag: 'mc-guide-player',
    attributes: 'guide="dang-ky-khai-sinh"',
    usable: '.sentence',
    asks: ['/guides/dang-ky-khai-sinh?agency=26506'],
  },
  { tag: 'mc-duty-roster', usable: '.place', asks: ['/agencies/26506/duties'] },
  { tag: 'mc-feedback-form', attributes: 'kind="opinion"', usable: 'textarea', asks: ['/capabilities?agency=26506'] },
];

/**
 * At 400 kbps, 400 ms latency and a CPU six times slower: how soon each widget is usable, beside a bare Lit element
 * with the same requests, in turn in the same run; with the preloads of docs/embed.md, and without them for
 * information. A guide is readable before its video is requested.
 */
export default async function ready(): Promise<string> {
  const place = await site();
  const told: string[] = [];
  try {
    const bare = await bareElement();
    place.put('/bare.js', { body: bare, headers: { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' } });
    for (const { tag, attributes = '', usable, asks } of widgets) {
      // As in docs/embed.md.
      const sooner = asks
        .map(path => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${place.api}/api${path}">`)
        .join('');
      const head =
        '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';
      const element = `<${tag} ${attributes}></${tag}>${place.scripts({ files: ['motcua.js', `${tag}.js`] })}`;
      const ours = place.put(`/${tag}`, `${head}${sooner}${element}`);
      const withoutLines = place.put(`/late-${tag}`, `${head}${element}`);
      const urls = asks.map(path => `${place.api}/api${path}`).join(' ');
      const theirs = place.put(
        `/bare-${tag}`,
        `${head}<x-bare urls="${urls}"></x-bare><script src="/bare.js" defer></script>`,
      );
      const times: Record<'ours' | 'withoutLines' | 'theirs', number[]> = { ours: [], withoutLines: [], theirs: [] };
      for (let run = 0; run < runs; run++) {
        times.theirs.push((await timeTo(place, theirs, 'x-bare', 'p')).ms);
        times.withoutLines.push((await timeTo(place, withoutLines, tag, usable)).ms);
        const { ms, media } = await timeTo(place, ours, tag, usable);
        times.ours.push(ms);
        assert.deepEqual(media, [], `${tag} asked for a film before anybody pressed`);
      }
      const [mine, late, other] = [median(times.ours), median(times.withoutLines), median(times.theirs)];
      const ratio = (ms: number) => (ms / other).toFixed(2);
      told.push(`${tag}: ${mine} ms beside ${other} ms, ${ratio(mine)} times (${ratio(late)} without the lines)`);
      console.log(told.at(-1));
    }
  } finally {
    await place.close();
  }
  for (const words of told) assert.ok(Number(/([\d.]+) times/.exec(words)?.[1]) <= most, words);
  return told.join('\n');
}

/** When an element first shows something, in ms since navigation, with an empty cache. */
async function timeTo(
  place: Site,
  url: string,
  tag: string,
  selector: string,
): Promise<{ ms: number; media: string[] }> {
  const context = await place.browser.newContext({ viewport: { width: 360, height: 740 } });
  const page: Page = await context.newPage();
  const media: string[] = [];
  page.on('request', request => {
    if (/\.(?:webm|mp4)$/.test(request.url())) media.push(request.url());
  });
  await page.addInitScript(
    ([name, wanted]) => {
      const look = () => {
        if (document.querySelector(name!)?.shadowRoot?.querySelector(wanted!))
          (window as unknown as { usable: number }).usable = performance.now();
        else requestAnimationFrame(look);
      };
      look();
    },
    [tag, selector],
  );
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latency,
    downloadThroughput: line.throughput,
    uploadThroughput: line.throughput,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url, { waitUntil: 'commit' });
  const handle = await page.waitForFunction(() => (window as unknown as { usable?: number }).usable, undefined, {
    timeout: 60_000,
  });
  const ms = Math.round((await handle.jsonValue()) ?? NaN);
  await context.close();
  return { ms, media };
}

/** The smallest possible Lit element: it sends the requests and shows the answers. */
async function bareElement(): Promise<Buffer> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { LitElement, html } from 'lit';
        customElements.define('x-bare', class extends LitElement {
          async connectedCallback() {
            super.connectedCallback();
            for (const url of this.getAttribute('urls').split(' ')) this.answer = await (await fetch(url)).json();
            this.requestUpdate();
          }
          render() {
            return this.answer ? html\`<p>\${JSON.stringify(this.answer)}</p>\` : html\`…\`;
          }
        });`,
      resolveDir: '.',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? '');
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
