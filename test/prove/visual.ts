import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { packagedBrowser } from '../support/browser.ts';
import { errorsOf, openStory, storybook } from '../support/storybook.ts';
import { faceIds } from '../visual/faces.ts';
import { fixedHead } from '../visual/fixed-page.ts';
import { differenceOf, pixelsOf, takePicture, toWebp } from '../visual/picture.ts';
import { type Change, reportPage } from '../visual/report.ts';

const baselines = 'test/visual/baselines';
const report = 'visual-report/index.html';
const mostBytes = 6_000_000;
/** Pictures of the same page differ by less: a few pixels of antialiasing. */
const mostPixels = 12;
const atOnce = 3;
/** A face that is still changing is looked at again, after so many ms. */
const waits = [400, 1500];

/**
 * Compares a picture of each face at 360 px with the one kept in `test/visual/baselines`, in the packaged Chromium with
 * a font and a clock of its own. Changed ones are in `visual-report/index.html`, side by side. `UPDATE=1` keeps the new
 * pictures instead.
 */
export default async function visual(): Promise<string> {
  const update = process.env['UPDATE'] === '1';
  const { baseURL, ids, close } = await storybook({ head: fixedHead() });
  const { executablePath, args, env } = await packagedBrowser();
  const browser = await chromium.launch({ executablePath, args: [...args, '--disable-lcd-text'], env });
  const changes: Change[] = [];
  const failed: string[] = [];
  mkdirSync(baselines, { recursive: true });
  try {
    const queue = [...faceIds];
    await Promise.all(Array.from({ length: atOnce }, visitor));

    async function visitor(): Promise<void> {
      const page = await browser.newPage({
        baseURL,
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        reducedMotion: 'reduce',
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
      });
      const said = errorsOf(page);
      for (let id = queue.shift(); id; id = queue.shift()) {
        if (!ids.includes(id)) {
          failed.push(`${id}: no such story`);
          continue;
        }
        const problem = await openStory(page, id);
        failed.push(...[...(problem ? [problem] : []), ...said.splice(0)].map(what => `${id}: ${what}`));
        await page.evaluate(() => document.fonts.ready);
        const change = await changeOf(page, id);
        if (change) changes.push(change);
      }
    }
  } finally {
    await browser.close();
    close();
  }
  assert.deepEqual(failed, []);
  if (update) {
    for (const { id, after } of changes) writeFileSync(fileOf(id), after);
    for (const file of readdirSync(baselines))
      if (!faceIds.includes(file.replace(/\.webp$/, ''))) rmSync(join(baselines, file));
  }
  const bytes = readdirSync(baselines).reduce((sum, file) => sum + statSync(join(baselines, file)).size, 0);
  assert.ok(bytes <= mostBytes, `${bytes} bytes of pictures, at most ${mostBytes}`);
  if (update) return `${changes.length} of ${faceIds.length} pictures are new, ${bytes} bytes in all`;
  if (changes.length) {
    mkdirSync('visual-report', { recursive: true });
    writeFileSync(report, reportPage(changes.sort((a, b) => a.id.localeCompare(b.id))));
  }
  assert.deepEqual(
    changes.map(({ id, pixels }) => `${id}: ${pixels === undefined ? 'another size' : `${pixels} pixels`}`),
    [],
    `changed pictures, see ${report}; UPDATE=1 npm run prove -- visual keeps them`,
  );
  return `${faceIds.length} faces look as kept, ${bytes} bytes of pictures`;
}

const fileOf = (id: string) => join(baselines, `${id}.webp`);

/** How a face differs from the picture that is kept of it, if it does. */
async function changeOf(page: Page, id: string): Promise<Change | undefined> {
  const before = existsSync(fileOf(id)) ? readFileSync(fileOf(id)) : undefined;
  for (let tries = 0; ; tries++) {
    const after = await toWebp(await takePicture(page));
    const difference = before && (await differenceOf(await pixelsOf(before), await pixelsOf(after)));
    if (difference && difference.pixels <= mostPixels) return undefined;
    const wait = before ? waits[tries] : undefined;
    if (wait === undefined) return { id, before, after, marked: difference?.marked, pixels: difference?.pixels };
    await page.waitForTimeout(wait);
  }
}
