import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { homeMade, type HomeMade } from '../support/home-made.ts';
import { build, site, violations, type Site } from '../support/site.ts';
import { walkThrough, walkThroughPaste } from '../support/walk-through.ts';

const head = '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Xã</title>';

describe('Whoever follows the walk-through of docs/mapping.md', { timeout: 240_000 }, () => {
  let place: Site;
  let php: HomeMade;

  before(async () => {
    php = await homeMade();
    place = await site();
    place.put('/motcua-map.json', {
      body: JSON.stringify(walkThrough(php.url, 4)),
      headers: { 'Content-Type': 'application/json' },
    });
  });
  after(async () => {
    await place.close();
    php.close();
  });

  const pasted = () =>
    walkThroughPaste()
      .replaceAll('https://API-HOST', place.api)
      .replaceAll('VERSION', build().folder)
      .replace('sha256-…', build().files['motcua.js']?.integrity ?? '');

  const lookUp = async (page: Page, digits: string) => {
    await page.getByLabel('Mã hồ sơ').fill('000.17.26.h29 – 261120-0007');
    await page.getByLabel('4 số cuối điện thoại').fill(digits);
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
  };

  it('has the widgets on the old system, without a program of their own', async () => {
    const watch: string[] = [];
    const page = await place.open(place.put('/xa', `${head}${pasted()}`), { watch });
    await lookUp(page, '9999');
    await page.getByText('Không tìm thấy hồ sơ').first().waitFor();
    await lookUp(page, '5678');
    await page.getByRole('heading', { name: 'Nộp thêm 2 giấy tờ' }).waitFor();
    for (const words of ['Đăng ký khai sinh', 'NGUYỄN *** BÌNH', 'Bản sao CCCD', 'Yêu cầu bổ sung'])
      await page.getByText(words).first().waitFor();

    await page.getByLabel('Nội dung góp ý').fill('Ghế chờ “hỏng” & <b>đèn</b> tối');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByText('GY-0001').waitFor();
    assert.deepEqual(
      php.opinions.map(({ noi_dung, ho_ten }) => ({ noi_dung, ho_ten })),
      [{ noi_dung: 'Ghế chờ “hỏng” & <b>đèn</b> tối', ho_ten: '' }],
    );
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('sees refusals of the old system at the field, and what was typed stays', async () => {
    const page = await place.open(place.put('/xa-loi', `${head}${pasted()}`));
    await page.getByLabel('Nội dung góp ý').fill('spam spam');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByRole('alert').or(page.locator('#summary')).first().waitFor();
    assert.equal(await page.getByLabel('Nội dung góp ý').inputValue(), 'spam spam');
    await page.context().close();
  });

  it('never sends twice what may have arrived, and says to call', async () => {
    const page = await place.open(place.put('/xa-mat', `${head}${pasted()}`));
    const before = php.opinions.length;
    php.faults.set('/gop_y.php', ['cut-after', 'cut-after', 'cut-after', 'cut-after']);
    await page.getByLabel('Nội dung góp ý').fill('Trả lời bị mất');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByText('Xin Ông/Bà đừng gửi lại mà gọi điện để hỏi').first().waitFor();
    php.faults.clear();
    const sent = php.opinions.slice(before);
    assert.deepEqual([...new Set(sent.map(({ noi_dung }) => noi_dung))], ['Trả lời bị mất']);
    assert.equal(await page.getByLabel('Nội dung góp ý').inputValue(), 'Trả lời bị mất');
    await page.context().close();
  });

  it('pays for the map’s reader only on pages that name a map', async () => {
    const asked: string[] = [];
    for (const [path, scripts] of [
      ['/khong-map', place.scripts()],
      ['/co-map', pasted()],
    ] as const) {
      const page = await place.open('about:blank');
      page.on('request', request => asked.push(`${path} ${request.url().split('/').at(-1)}`));
      await page.goto(place.put(path, `${head}<mc-status-lookup></mc-status-lookup>${scripts}`));
      await page.getByLabel('Mã hồ sơ').first().waitFor();
      await page.waitForTimeout(500);
      await page.context().close();
    }
    assert.deepEqual(
      asked.filter(line => line.endsWith(' map.js')),
      ['/co-map map.js'],
    );
  });
});
