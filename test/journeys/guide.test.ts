import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { on, reach } from '../support/keyboard.ts';
import { site, sound, violations, type Site } from '../support/site.ts';

const zones = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'];

describe('A guide', { timeout: 240_000 }, () => {
  let place: Site;
  let guides: string;

  before(async () => {
    place = await site();
    guides = place.put(
      '/huong-dan',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Phường Vũng Tàu</h1><mc-guide-player></mc-guide-player></main>${place.scripts({ attributes: 'data-links="booking=/dat-lich feedback=/gop-y"', files: ['motcua.js', 'mc-guide-player.js'] })}`,
    );
    place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><title>Phường</title><mc-appointment-booker></mc-appointment-booker>${place.scripts({ files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  const film = (page: Page) =>
    page.evaluate(() => {
      const video = document.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video');
      const tracks = [...(video?.textTracks ?? [])].map(({ mode }) => mode);
      return { time: video?.currentTime ?? -1, paused: video?.paused, tracks, sound: video && !video.muted };
    });
  const playsPast = async (page: Page, second: number) => {
    await page.waitForFunction(
      past => (document.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.currentTime ?? -1) > past,
      second,
    );
  };
  const answers = () =>
    place.database.db.selectFrom('guide_answer').select(['guide', 'helpful', 'step']).orderBy('id').execute();

  it('is counted by step when it is watched, gone back in, and left, and whoever watches is not', async () => {
    const page = await place.open(guides);
    await page.getByText('Đăng ký khai sinh cho con').click();
    await page.getByRole('button', { name: 'Xem video' }).click();
    await playsPast(page, 0.5);
    const from = (step: string) => page.getByRole('button', { name: `: ${step}` });
    await from('Nộp giấy tờ tại quầy').click();
    await playsPast(page, 38.5);
    await from('Chuẩn bị hai giấy tờ').click();
    await page.waitForFunction(
      () => document.querySelector('mc-guide-player')!.shadowRoot!.querySelector('video')!.currentTime < 5,
    );
    await playsPast(page, 1);
    // Over the end of the first step.
    await page.evaluate(() => {
      document.querySelector('mc-guide-player')!.shadowRoot!.querySelector('video')!.currentTime = 18.5;
    });
    await playsPast(page, 20.5);
    await page.goto('about:blank');
    const counts = () =>
      place.database.db
        .selectFrom('guide_watch')
        .select(['chapter', 'played', 'finished', 'rewound'])
        .orderBy('chapter')
        .execute();
    for (let i = 0; i < 100 && !(await counts()).length; i++) await new Promise(resolve => setTimeout(resolve, 50));
    assert.deepEqual(await counts(), [
      { chapter: 0, played: 1, finished: 1, rewound: 1 },
      { chapter: 1, played: 1, finished: 0, rewound: 0 },
      { chapter: 2, played: 1, finished: 0, rewound: 0 },
    ]);
    await page.context().close();
  });

  for (const timezoneId of zones) {
    it(`is found, watched with captions, searched, ticked off and gone on with, by keyboard alone (${timezoneId})`, async () => {
      const watch: string[] = [];
      const media: string[] = [];
      const page = await place.open(guides, { timezoneId, watch });
      page.on('request', request => {
        if (/\.(?:webm|mp4)$/.test(request.url())) media.push(request.url());
      });
      await page.getByText('Đăng ký khai sinh cho con').waitFor();
      await sound(page);
      await reach(page, 'Ông/Bà cần làm việc gì?');
      await page.keyboard.type('lam khai sinh');
      await page.getByText('Chứng thực bản sao').waitFor({ state: 'detached' });
      await on(page, 'Đăng ký khai sinh cho con');
      await page.getByRole('heading', { name: 'Đăng ký khai sinh cho con' }).waitFor();
      await page.getByText('Hai là giấy chứng sinh, do nơi sinh cấp.').waitFor();
      await sound(page);
      assert.deepEqual(media, [], 'a byte of the film was asked for before anybody pressed');

      await on(page, 'Xem video');
      await playsPast(page, 0.5);
      assert.equal((await film(page)).sound, true);
      await page.locator('.said', { hasText: 'Muốn đăng ký khai sinh' }).waitFor();
      await on(page, 'Phụ đề và tốc độ');
      await reach(page, 'Chỗ của phụ đề');
      await page.keyboard.press('ArrowDown');
      await page.locator('.said').waitFor({ state: 'detached' });
      assert.ok((await film(page)).tracks.includes('showing'));
      await sound(page);

      await reach(page, 'Tìm trong hướng dẫn');
      await page.keyboard.type('can cuoc');
      await page.getByText('1 câu', { exact: true }).first().waitFor();
      await on(page, 'Nhớ mang theo căn cước');
      await playsPast(page, 40);
      await page.locator('.chapters [aria-current=step]', { hasText: '3 Nộp giấy tờ tại quầy' }).waitFor();
      await page.keyboard.press('Shift+Tab');
      await page.evaluate(() => document.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.pause());

      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await on(page, 'Tờ khai đăng ký khai sinh', 'Space');
      await on(page, 'Giấy chứng sinh', 'Space');
      await page.getByText('Đã đủ giấy tờ.').waitFor();
      await sound(page);

      await page.reload();
      await on(page, 'Đăng ký khai sinh cho con');
      await page.getByText('Đã đủ giấy tờ.').waitFor();
      await on(page, /^Xem tiếp từ 0:4/);
      await playsPast(page, 39.5);
      await on(page, 'Chưa hiểu');
      await page.getByRole('heading', { name: 'Bước nào chưa rõ?' }).waitFor();
      await sound(page);
      await on(page, '2. Chọn cách nộp');
      await page.getByText('Cảm ơn Ông/Bà.').waitFor();
      await sound(page);
      assert.deepEqual((await answers()).at(-1), { guide: 'dang-ky-khai-sinh', helpful: false, step: 1 });

      await on(page, 'Đặt lịch làm việc này');
      await page.getByRole('heading', { name: 'Chọn ngày giờ đến' }).waitFor();
      assert.deepEqual(watch, []);
      await page.context().close();
    });
  }

  it('leaves on the device, in the address, in the title and in the log only what is allowed', async () => {
    const page = await place.open(guides);
    await page.getByText('Đăng ký khai sinh cho con').click();
    await page.locator('#paper-0').setChecked(true, { force: true });
    await page.getByLabel('Tìm trong hướng dẫn').fill('bi mat rieng');
    const kept = await page.evaluate(() => [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      location.href,
      document.title,
    ]);
    assert.match(kept[0]!, /^\{"motcua:guides:26506":"[^}]*dang-ky-khai-sinh/);
    assert.ok(!kept.join().includes('bi mat'));
    assert.deepEqual(kept.slice(1), ['{}', guides, 'Phường']);
    assert.ok(!JSON.stringify(place.log).includes('khai-sinh'));
    await page.context().close();
  });

  it('published at the desk is watched by a citizen', async () => {
    const file = (name: string, mimeType: string) => ({
      name,
      mimeType,
      buffer: readFileSync(new URL(`../../src/server/sample/guides/tra-cuu-va-dat-lich.${name}`, import.meta.url)),
    });
    const desk = await place.open(`${place.api}/desk/guides`, {
      officer: place.officer,
      viewport: { width: 1280, height: 900 },
    });
    assert.deepEqual(await violations(desk, { within: 'body' }), []);
    await desk.getByLabel('Tên hướng dẫn').fill('Cách lấy số thứ tự');
    await desk.getByLabel(/^Video MP4/).setInputFiles(file('mp4', 'video/mp4'));
    await desk.getByLabel(/^Video WebM/).setInputFiles(file('webm', 'video/webm'));
    await desk.getByLabel(/^Phụ đề tiếng Việt/).setInputFiles(file('vi.vtt', 'text/vtt'));
    await desk.getByRole('button', { name: 'Lưu nháp và xem thử' }).click();
    await desk.getByText('Bản nháp').waitFor();
    await desk.getByRole('link', { name: 'Phụ đề và các bước' }).click();
    await desk.getByLabel(/^Các bước, mỗi dòng/).fill('0:00 Đến quầy\n0:20 Lấy số');
    await desk.getByRole('button', { name: 'Lưu', exact: true }).click();
    await desk.getByRole('link', { name: 'Xem lại và cho người dân xem' }).click();
    await desk.locator('video').evaluate(async (video: HTMLVideoElement) => {
      video.muted = true;
      await video.play();
    });
    assert.deepEqual(await violations(desk, { within: 'body' }), []);
    await desk.getByRole('button', { name: 'Cho người dân xem' }).click();
    await desk.getByText('Đang cho xem').waitFor();
    await desk.context().close();

    const page = await place.open(guides);
    await page.getByLabel('Ông/Bà cần làm việc gì?').fill('lay so thu tu');
    await page.getByText('Cách lấy số thứ tự').click();
    await page.getByRole('button', { name: /Xem 0:20/ }).click();
    await playsPast(page, 20.2);
    await page.context().close();
  });
});
