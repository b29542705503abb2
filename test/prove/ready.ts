import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { site, type Site } from '../support/site.ts';

const runs = Number(process.env['RUNS'] ?? 9);

/** Connections and devices: a phone of today on 3G, and an old one on a bad line. */
const lines = [
  { name: '1.6 Mbps, 150 ms, 4 times slower', throughput: 1_600_000 / 8, latency: 150, slowdown: 4 },
  { name: '400 kbps, 400 ms, 6 times slower', throughput: 400_000 / 8, latency: 400, slowdown: 6 },
];
type Line = (typeof lines)[number];

/**
 * At most so many times the bare Lit element. 1.1 with the lines and 1.25 without cannot be reached where one request is
 * enough: core and widget are 20 KB more than Lit alone, and a face of fields takes longer to lay out than one line.
 */
const bars = { ours: 1.4, withoutLines: 1.45, task: 5 };

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

type Way = 'vanilla' | 'lit' | 'withoutLines' | 'ours';

interface Load {
  /** Until something can be used, in ms since navigation. */
  ms: number;
  /** The longest task, in ms. */
  task: number;
  /** The layout shift until a while after. */
  shift: number;
}

/**
 * How soon each widget is usable on two lines, beside a bare Lit element and a plain element with the same requests, in
 * turn in the same run; with the preloads of docs/embed.md, and without them. A guide is readable before its video is
 * requested. `RUNS` and `WIDGET` shorten it.
 */
export default async function ready(): Promise<string> {
  const place = await site();
  const told: string[] = [];
  const missed: string[] = [];
  try {
    const headers = { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' };
    place.put('/lit.js', { body: await script(litElement), headers });
    place.put('/vanilla.js', { body: await script(vanillaElement), headers });
    for (const line of lines) {
      told.push(line.name);
      for (const widget of widgets.filter(({ tag }) => tag.includes(process.env['WIDGET'] ?? ''))) {
        const loads: Record<Way, Load[]> = { vanilla: [], lit: [], withoutLines: [], ours: [] };
        for (let run = 0; run < runs; run++)
          for (const way of Object.keys(loads) as Way[]) loads[way].push(await load(place, line, widget, way));
        const { words, over } = compare(widget.tag, loads);
        told.push(words);
        missed.push(...over.map(bar => `${line.name}: ${bar}`));
        console.log(words);
      }
    }
  } finally {
    await place.close();
  }
  assert.deepEqual(missed, []);
  return told.join('\n');
}

function compare(tag: string, loads: Record<Way, Load[]>): { words: string; over: string[] } {
  const of = (way: Way, figure: keyof Load) => median(loads[way].map(load => load[figure]));
  const ratio = (way: Way, figure: keyof Load) => of(way, figure) / of('lit', figure);
  const [mine, late, task] = [ratio('ours', 'ms'), ratio('withoutLines', 'ms'), ratio('withoutLines', 'task')];
  const shift = Math.max(...loads.ours.map(each => each.shift), ...loads.withoutLines.map(each => each.shift));
  const over: string[] = [];
  if (mine > bars.ours) over.push(`${tag} with the lines ${mine.toFixed(2)} times Lit`);
  if (late > bars.withoutLines) over.push(`${tag} without the lines ${late.toFixed(2)} times Lit`);
  if (task > bars.task) over.push(`${tag} longest task ${task.toFixed(2)} times Lit`);
  if (shift > 0) over.push(`${tag} layout shift ${shift.toFixed(3)}`);
  const words = `${tag}: plain ${of('vanilla', 'ms')} ms, Lit ${of('lit', 'ms')} ms, ours ${of('ours', 'ms')} ms (${mine.toFixed(2)} times), without the lines ${of('withoutLines', 'ms')} ms (${late.toFixed(2)} times); longest task ${of('withoutLines', 'task')} ms (${task.toFixed(2)} times Lit); layout shift ${shift.toFixed(3)}`;
  return { words, over };
}

/** Loads a page with an empty cache. */
async function load(place: Site, line: Line, { tag, attributes, usable, asks }: (typeof widgets)[number], way: Way) {
  const head =
    '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';
  const urls = asks.map(path => `${place.api}/api${path}`);
  const own = way === 'ours' || way === 'withoutLines';
  const preload = urls.map(url => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${url}">`).join('');
  const body = own
    ? `<${tag} ${attributes ?? ''}></${tag}>${place.scripts({ files: ['motcua.js', `${tag}.js`] })}`
    : `<x-${way} urls="${urls.join(' ')}"></x-${way}><script src="/${way}.js" defer></script>`;
  const url = place.put(`/${way}-${tag}`, {
    body: `${head}${way === 'ours' ? preload : ''}${body}`,
    // Lit from npm makes a policy for Trusted Types of its own.
    headers: {},
  });
  const { media, ...measured } = await measure(place, line, url, own ? tag : `x-${way}`, own ? usable : 'p');
  assert.deepEqual(media, [], `${tag} asked for a film before anybody pressed`);
  return measured;
}

async function measure(place: Site, line: Line, url: string, tag: string, selector: string) {
  const context = await place.browser.newContext({ viewport: { width: 360, height: 740 } });
  const page: Page = await context.newPage();
  const media: string[] = [];
  page.on('request', request => {
    if (/\.(?:webm|mp4)$/.test(request.url())) media.push(request.url());
  });
  await page.addInitScript(
    ([name, wanted]) => {
      const seen = { usable: 0, task: 0, shift: 0 };
      Object.assign(window, { seen });
      const watch = (type: string, take: (entry: PerformanceEntry & { value: number }) => void) =>
        new PerformanceObserver(list => list.getEntries().forEach(entry => take(entry as never))).observe({
          type,
          buffered: true,
        });
      watch('longtask', ({ duration }) => (seen.task = Math.max(seen.task, duration)));
      watch('layout-shift', ({ value }) => (seen.shift += value));
      const look = () => {
        const root = document.querySelector(name!)?.shadowRoot ?? document.querySelector(name!);
        if (root?.querySelector(wanted!)) seen.usable = performance.now();
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
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: line.slowdown });
  await page.goto(url, { waitUntil: 'commit' });
  type Seen = { usable: number; task: number; shift: number };
  await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.usable, undefined, { timeout: 60_000 });
  // What comes late may still push things about.
  await page.waitForTimeout(1200);
  const { usable, task, shift } = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  await context.close();
  // Tasks under 50 ms are not told of.
  return { ms: Math.round(usable), task: Math.max(50, Math.round(task)), shift, media };
}

/** The smallest possible Lit element: it sends the requests and shows the answers. */
const litElement = `
  import { LitElement, html } from 'lit';
  customElements.define('x-lit', class extends LitElement {
    async connectedCallback() {
      super.connectedCallback();
      for (const url of this.getAttribute('urls').split(' ')) this.answer = await (await fetch(url)).json();
      this.requestUpdate();
    }
    render() {
      return this.answer ? html\`<p>\${JSON.stringify(this.answer)}</p>\` : html\`…\`;
    }
  });`;

/** The same without a library. */
const vanillaElement = `
  customElements.define('x-vanilla', class extends HTMLElement {
    async connectedCallback() {
      const shown = this.appendChild(document.createElement('div'));
      shown.textContent = '…';
      let answer;
      for (const url of this.getAttribute('urls').split(' ')) answer = await (await fetch(url)).json();
      const text = document.createElement('p');
      text.textContent = JSON.stringify(answer);
      shown.replaceWith(text);
    }
  });`;

async function script(contents: string): Promise<Buffer> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
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
