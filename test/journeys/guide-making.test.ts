import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addOfficer, setPassword } from '../../src/server/platform/officers.ts';
import { site, type Site, violations } from '../support/site.ts';

const password = 'chim sẻ ăn thóc';
const film = readFileSync('src/server/sample/guides/chung-thuc-ban-sao.mp4');

describe('An officer makes a guide', { timeout: 120_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
    await addOfficer(place.database.db, { id: 'lan', name: 'Trần Lan', agency: '26506', role: 'officer' });
    await setPassword(place.database.db, 'lan', password);
  });
  after(() => place.close());

  const sound = async (page: Page, name: string) => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
    assert.deepEqual(await violations(page, { within: 'body' }), []);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!tooWide, 'the page scrolls sideways');
  };
  const on = async (page: Page, name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  const filmPast = (page: Page, second: number) =>
    page.waitForFunction(past => document.querySelector('video')!.currentTime > past, second);

  for (const width of [1280, 360])
    it(`from a film, with captions, steps and poster set along it by keys (${width} px)`, async () => {
      const page = await place.open(`${place.api}/desk/guides`, {
        officer: ['lan', password],
        viewport: { width, height: 900 },
      });
      await sound(page, `guides-${width}`);
      await page.getByLabel('Tên hướng dẫn').focus();
      await page.keyboard.type(`Sao y bản chính ${width}`);
      await page
        .getByLabel('Video MP4 (H.264)')
        .setInputFiles({ name: 'phim.mp4', mimeType: 'video/mp4', buffer: film });
      await on(page, 'Lưu nháp và xem thử');
      await page.getByText('Cần có phụ đề tiếng Việt và ít nhất một bước').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Cho người dân xem' }).count(), 0);
      await sound(page, `guide-draft-${width}`);
      await page.getByRole('link', { name: 'Phụ đề và các bước' }).focus();
      await page.keyboard.press('Enter');

      // Sentences are typed, then timed by the space bar while the film plays.
      const captions = page.getByLabel('Phụ đề, mỗi dòng một câu');
      await captions.focus();
      await page.keyboard.type('Mang theo bản chính. | Bring the original.\nLấy số, chờ gọi.\nNhận bản sao.');
      await on(page, 'Đặt giờ theo video');
      await page.getByText('Mang theo bản chính.', { exact: true }).waitFor();
      await filmPast(page, 0.3);
      await page.keyboard.press('Space');
      await page.getByText('Lấy số, chờ gọi.', { exact: true }).waitFor();
      await filmPast(page, 1.5);
      await page.keyboard.press('Enter');
      await filmPast(page, 2);
      await page.keyboard.press('Space');
      await sound(page, `guide-keys-${width}`);
      await filmPast(page, 3);
      await page.keyboard.press('Space');
      await page.getByText('Các câu đã có giờ').waitFor();
      await page.keyboard.press('Backspace');
      await page.getByText('Nhận bản sao.', { exact: true }).waitFor();
      await filmPast(page, 3.5);
      await page.keyboard.press('Space');
      await page.keyboard.press('p');
      await page.waitForFunction(() => document.querySelector('video')!.paused);
      await page.keyboard.press('Escape');
      assert.match(
        await captions.inputValue(),
        /^0:00\.\d–0:01(?:\.\d)? Mang theo bản chính\. \| Bring the original\.\n0:02(?:\.\d)?–0:0[34](?:\.\d)? Lấy số, chờ gọi\.\n0:0[34](?:\.\d)?–0:1[01](?:\.\d)? Nhận bản sao\.$/,
      );

      // A step where the film stands, a second one, moved by the arrow keys on the bar.
      await page.evaluate(() => (document.querySelector('video')!.currentTime = 0));
      await on(page, 'Thêm bước ở chỗ video đang dừng');
      await page.keyboard.type('Chuẩn bị | Get ready');
      await page.evaluate(() => (document.querySelector('video')!.currentTime = 20));
      await on(page, 'Thêm bước ở chỗ video đang dừng');
      await page.keyboard.type('Đến quầy');
      const second = page.getByRole('slider', { name: 'Bước 2' });
      await second.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('PageUp');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await second.getAttribute('aria-valuetext'), '0:30 Đến quầy');
      // The first cannot pass it.
      await page.getByRole('slider', { name: 'Bước 1' }).focus();
      await page.keyboard.press('End');
      assert.equal(await page.getByRole('slider', { name: 'Bước 1' }).getAttribute('aria-valuenow'), '29');
      await page.keyboard.press('Home');
      const [bar, handle] = [await page.locator('[data-chapter-bar]').boundingBox(), await second.boundingBox()];
      await page.mouse.move(handle!.x + 16, handle!.y + 20);
      await page.mouse.down();
      await page.mouse.move(bar!.x + bar!.width / 2, handle!.y + 20, { steps: 4 });
      await page.mouse.up();
      assert.equal(
        await page.getByLabel('Các bước, mỗi dòng một bước').inputValue(),
        '0:00 Chuẩn bị | Get ready\n0:22 Đến quầy',
      );

      await page.waitForFunction(() => !document.querySelector('video')!.seeking);
      await on(page, 'Lấy hình đang dừng làm ảnh bìa');
      await page.getByText('Đã lấy hình này làm ảnh bìa').waitFor();
      await sound(page, `guide-timed-${width}`);
      await page.getByRole('button', { name: 'Lưu', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Đã lưu').waitFor();
      await page.getByRole('link', { name: `Sao y bản chính ${width}` }).click();
      await on(page, 'Cho người dân xem');
      await page.getByText('Đang cho xem').waitFor();
      await sound(page, `guide-shown-${width}`);
      await page.context().close();

      const stored = await place.database.db
        .selectFrom('guide')
        .innerJoin('guide_file', 'guide_file.guide', 'guide.id')
        .select(['guide.id', 'guide.chapters', 'guide_file.bytes'])
        .where('folded', 'like', `sao y ban chinh ${width}%`)
        .where('kind', '=', 'poster')
        .executeTakeFirstOrThrow();
      assert.ok(stored.bytes > 3000, 'the poster is a picture of the film');
      assert.deepEqual(
        stored.chapters.map(({ at }) => at),
        [0, 22],
      );
      const answer = await fetch(`${place.api}/api/guides/${stored.id}?agency=26506`);
      const guide = (await answer.json()) as { captions: { lang: string; cues: { text: string }[] }[] };
      assert.deepEqual(
        guide.captions.map(({ lang, cues }) => [lang, cues.length]),
        [
          ['vi', 3],
          ['en', 1],
        ],
      );
    });
});
