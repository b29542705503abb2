import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { packagedBrowser } from '../support/browser.ts';
import { storybook, type Storybook } from '../support/storybook.ts';
import { fixedHead } from '../visual/fixed-page.ts';
import { differenceOf, pixelsOf, toWebp } from '../visual/picture.ts';
import { type Change, reportPage } from '../visual/report.ts';

const report = 'visual-report/looks.html';
/** Pictures of the same page differ by less. */
const mostPixels = 40;

/** An engine and a way to look at the stories; `globals` as in the toolbar. */
interface Look {
  name: string;
  globals?: string;
  forced?: boolean;
  open(browser: Browser): Promise<Driver<TypedTab> | undefined>;
}

const inChromium = async (browser: Browser) => chromium(browser, 'Asia/Ho_Chi_Minh');
const looks: Look[] = [
  { name: 'Chromium', open: inChromium },
  { name: 'Chromium, forced colours', forced: true, open: inChromium },
  { name: 'Chromium, dark', globals: 'theme:dark', open: inChromium },
  { name: 'Chromium, 200 % text', globals: 'textSize:2.25em', open: inChromium },
  { name: 'Firefox', open: () => firefox('Asia/Ho_Chi_Minh') },
  { name: 'WebKit', open: () => webkit('Asia/Ho_Chi_Minh') },
];

/**
 * Pictures of all stories at 360 px in three engines, in forced colours, dark and with 200 % text, beside those of the
 * parent commit (`BASE`, `HEAD~1` by default) that are made in the same run. What changed is in
 * `visual-report/looks.html`. `STORY=part` and `LOOK=part` shorten it.
 */
export default async function (): Promise<string> {
  const base = process.env['BASE'] ?? 'HEAD~1';
  const before = await storybook({ cwd: checkOut(base), head: fixedHead() });
  const after = await storybook({ head: fixedHead() });
  const { executablePath, args, env } = await packagedBrowser();
  const browser = await playwright.launch({ executablePath, args: [...args, '--disable-lcd-text'], env });
  const ids = after.ids.filter(id => id.includes(process.env['STORY'] ?? ''));
  const changes: Change[] = [];
  const told: string[] = [];
  try {
    for (const look of looks.filter(({ name }) => name.includes(process.env['LOOK'] ?? ''))) {
      const driver = await look.open(browser);
      if (!driver) {
        told.push(`${look.name}: not installed`);
        continue;
      }
      const known = ids.filter(id => before.ids.includes(id));
      const old = await pictures(driver, look, before, known);
      const now = await pictures(driver, look, after, ids);
      await driver.close();
      const changed: Change[] = [];
      for (const id of ids) {
        const change = await changeOf(`${look.name}: ${id}`, old.get(id), now.get(id));
        if (change) changed.push(change);
      }
      changes.push(...changed);
      told.push(`${look.name}: ${changed.length} of ${ids.length} stories look otherwise than in ${base}`);
      console.log(told.at(-1));
    }
  } finally {
    await browser.close();
    before.close();
    after.close();
  }
  mkdirSync('visual-report', { recursive: true });
  writeFileSync(report, reportPage(changes));
  return `${told.join('\n')}\nside by side in ${report}`;
}

/** Checks a commit out beside this one, with the same packages, and builds what its Storybook needs. */
function checkOut(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'looks-'));
  execFileSync('git', ['worktree', 'add', '--force', '--detach', folder, commit], { stdio: 'ignore' });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['build/build.ts'], { cwd: folder, stdio: 'ignore' });
  process.once('exit', () => execFileSync('git', ['worktree', 'remove', '--force', folder], { stdio: 'ignore' }));
  return folder;
}

async function pictures(
  driver: Driver<TypedTab>,
  { globals = '', forced }: Look,
  { baseURL }: Storybook,
  ids: readonly string[],
): Promise<Map<string, Buffer>> {
  const taken = new Map<string, Buffer>();
  const address = (id: string) => `/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true;${globals}`;
  const tab = await driver.open(`${baseURL}${address(ids[0]!)}`);
  if (forced) await tab.chromium?.emulateMedia({ forcedColors: 'active' });
  for (const id of ids) {
    if (id !== ids[0])
      await tab.run(
        `(function () { history.replaceState(null, '', ${JSON.stringify(address(id))}); __STORYBOOK_PREVIEW__.channel.emit('setCurrentStory', { storyId: '${id}', viewMode: 'story' }); return true; })()`,
      );
    await tab.run(ended(id));
    taken.set(id, await tab.picture());
  }
  await tab.close();
  return taken;
}

/** An expression that resolves when a story has been played, or after ten seconds. */
const ended = (id: string) => `new Promise(function (resolve) {
  var tries = 0;
  (function look() {
    var preview = window.__STORYBOOK_PREVIEW__, render = preview && preview.currentRender;
    var over = render && render.id === '${id}' && /completed|finished|errored|aborted/.test(render.phase);
    if (over || ++tries > 200) setTimeout(function () { resolve(true); }, 200);
    else setTimeout(look, 50);
  })();
})`;

async function changeOf(
  id: string,
  before: Buffer | undefined,
  after: Buffer | undefined,
): Promise<Change | undefined> {
  if (!after) return undefined;
  const difference = before && (await differenceOf(await pixelsOf(before), await pixelsOf(after)));
  if (difference && difference.pixels <= mostPixels) return undefined;
  return {
    id,
    before: before && (await toWebp(before)),
    after: await toWebp(after),
    marked: difference?.marked,
    pixels: difference?.pixels,
  };
}
