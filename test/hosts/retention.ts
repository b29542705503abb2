import { widgetTags } from '../../build/tags.ts';
import type { Site } from '../support/site.ts';
import type { Driver, Tab } from './drivers.ts';

export interface Retention {
  mounts: number;
  /** Elements that remain after they were removed and garbage was collected. */
  retained: number;
  /** Heap growth over all mounts but the first, as a fraction of one; only Chromium reports it. */
  growth: number | undefined;
}

/**
 * Mounts and removes widgets many times, and counts what remains; undefined where the engine cannot report it.
 * @param warmUp mounts before the first measurement: compiled code is in the heap too
 */
export async function retention(
  place: Site,
  driver: Driver,
  { mounts = 500, warmUp = 500 } = {},
): Promise<Retention | undefined> {
  const url = place.put(
    `/mounts-${driver.engine.split(' ')[0]}`,
    `<!doctype html><html lang="vi"><title>x</title><link rel="icon" href="data:,"><main></main>${place.scripts()}`,
  );
  const tab = await driver.open(url);
  if (!(await tab.run<boolean>("'WeakRef' in window"))) return void (await tab.close());
  await tab.run(mountMany(warmUp));
  await collected(tab);
  const before = await heap(tab);
  await tab.run(mountMany(mounts));
  const retained = await collected(tab);
  const after = await heap(tab);
  await tab.close();
  return { mounts, retained, growth: before && after ? (after - before) / before : undefined };
}

/** Counts the widgets that remain after garbage collection, and resets the count. */
const collected = (tab: Tab): Promise<number> =>
  tab.run<number>(`(async function () {
    var alive = __refs.length;
    for (var tries = 0; alive && tries < 90; tries++) {
      // Where nobody can collect rubbish on demand, much of it makes the engine do so; Firefox does when it is left alone.
      for (var j = 0, waste = []; j < 40; j++) waste.push(new Array(200000).fill(j));
      waste = null;
      await new Promise(function (resolve) { setTimeout(resolve, tries < 5 ? 200 : 1000); });
      for (var i = alive = 0; i < __refs.length; i++) if (__refs[i].deref()) alive++;
    }
    __refs = [];
    return alive;
  })()`);

const mountMany = (count: number): string => `(async function () {
  var tags = ${JSON.stringify(widgetTags)};
  window.__refs = window.__refs || [];
  var wait = function (ms) { return new Promise(function (resolve) { setTimeout(resolve, ms); }); };
  for (var i = 0; i < ${count}; i++) {
    var widget = document.createElement(tags[i % tags.length]);
    if (i % tags.length === 2) widget.setAttribute('guide', 'dang-ky-khai-sinh');
    document.querySelector('main').appendChild(widget);
    await widget.updateComplete;
    // Some are taken away in mid-question, some when they have their answer.
    await wait(i % 3 ? 5 : 60);
    document.querySelector('main').removeChild(widget);
    __refs.push(new WeakRef(widget));
    widget = null;
  }
  await wait(1500);
})()`;

async function heap({ chromium: page }: Tab): Promise<number | undefined> {
  if (!page) return undefined;
  const session = await page.context().newCDPSession(page);
  // Unused code is dropped after some collections: what remains is data.
  for (let i = 0; i < 12; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
