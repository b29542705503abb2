import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readMap } from '../../src/server/upstream/read-map.ts';
import { build, site, sound, type Site } from '../support/site.ts';
import { open311, open311Map, type Open311 } from '../support/open311.ts';
import { openCps, openCpsMap, type OpenCps } from '../support/opencps.ts';

process.env['MAP_OPEN311_KEY'] = 'khoa';

const head = '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';

describe('A citizen on a portal in front of', { timeout: 240_000 }, () => {
  let cps: OpenCps;
  let office: Open311;
  let place: Site;

  before(async () => {
    cps = await openCps();
    office = await open311('standard');
    const opinions = { ...open311Map(office.url), agencies: ['hien-truong'] };
    place = await site({
      maps: [await readMap(JSON.stringify(openCpsMap(cps.url))), await readMap(JSON.stringify(opinions))],
    });
  });
  after(async () => {
    await place.close();
    cps.close();
    office.stop();
  });

  it('OpenCPS looks a dossier up, sees its steps, and rates it when it is done', async () => {
    const watch: string[] = [];
    const answers: string[] = [];
    const page = await place.open('about:blank', { watch });
    page.on('response', async response => {
      if (response.url().includes('/api/')) answers.push(await response.text().catch(() => ''));
    });
    await page.goto(
      place.put(
        '/opencps',
        `${head}<mc-status-lookup></mc-status-lookup><mc-feedback-form></mc-feedback-form>${place.scripts({ attributes: 'data-links="feedback=/opencps"' })}`,
      ),
    );
    await page.getByLabel('Mã hồ sơ').fill('000.00.26.h29-261118-0001');
    await page.getByLabel('4 số cuối điện thoại').fill('5678');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByText('NGUYỄN *** BÌNH; TRẦN *** NAM').waitFor();
    await page.getByText('Thẩm định').first().waitFor();
    await sound(page);

    await page.getByRole('button', { name: 'Tra mã khác' }).click();
    await page.getByRole('button', { name: /mã tra cứu/i }).click();
    await page.getByLabel('Mã hồ sơ').fill('000.00.26.H29-261110-0002');
    await page.locator('mc-status-lookup #factor').fill('k7q2');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('link', { name: /[Đđ]ánh giá/ }).click();
    await page.getByText('Thái độ phục vụ của công chức').waitFor();
    for (const question of await page.locator('mc-feedback-form fieldset').all())
      await question.locator('label').first().click();
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
    await page.getByRole('heading', { name: /Cảm ơn/ }).waitFor();
    assert.deepEqual(
      cps.votes.map(({ votingId, classPk }) => [votingId, classPk]),
      [
        ['11', '1002'],
        ['12', '1002'],
      ],
    );
    for (const secret of ['NGUYỄN THỊ', '079182000123', '0912345678', 'Lê Lợi', 'Cường'])
      assert.ok(!answers.some(text => text.includes(secret)), secret);
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('OpenCPS books a day, is told the time, moves and cancels', async () => {
    const watch: string[] = [];
    const page = await place.open(
      place.put(
        '/dat-lich',
        `${head}<mc-appointment-booker service="1.001193"></mc-appointment-booker>${place.scripts()}`,
      ),
      { watch },
    );
    await page.locator('.time:not([aria-disabled])').first().click();
    await page.getByText('7:30–16:30').waitFor();
    await sound(page);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Họ và tên người đến').fill('Nguyễn Thị Bình');
    await page.locator('mc-appointment-booker #phone').fill('0912345678');
    await page.locator('mc-appointment-booker .tick').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Chỗ này chưa được giữ trước').waitFor();
    await sound(page);
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    assert.deepEqual(
      cps.bookings.map(({ bookingName, telNo, serviceCode }) => [bookingName, telNo, serviceCode]),
      [['Nguyễn Thị Bình', '0912345678', '1.001193']],
    );
    const first = cps.bookings[0]!;

    cps.faults.set(`DELETE /bookings/${first['bookingId']}`, [500]);
    await page.getByRole('button', { name: 'Đổi ngày giờ' }).click();
    await page.locator('button.wday').nth(1).click();
    await page.locator('.time:not([aria-disabled])').first().click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.locator('mc-appointment-booker .primary').click();
    await page.getByText(`Lịch hẹn cũ (số ${first['codeNumber']}) chưa hủy được`).waitFor();
    await sound(page);
    assert.equal(cps.bookings.length, 2);
    assert.deepEqual(watch, []);
    await page.context().close();
  });

  it('Open311 sends an opinion and reads what became of it', async () => {
    const watch: string[] = [];
    const page = await place.open(
      place.put(
        '/open311',
        `${head}<mc-portal data-agency="hien-truong"><mc-feedback-form></mc-feedback-form></mc-portal>${place.scripts()}`,
      ),
      { watch },
    );
    await page.getByLabel('Nội dung góp ý').fill('Đèn đường hỏng');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.getByText('Ttk-1').waitFor();
    await place.put('/x', '');
    office.requests.push({ description: 'khác' });
    office.close(1, 'Đã sửa đèn');
    const follow = await place.open(
      place.put(
        '/theo-doi',
        `${head}<mc-portal data-agency="hien-truong"><mc-feedback-form kind="answer"></mc-feedback-form></mc-portal>${place.scripts()}`,
      ),
      { watch },
    );
    await follow.getByText('Ví dụ 638344').waitFor();
    await follow.locator('mc-feedback-form #tracking').fill(' Ttk-1 ');
    await follow.locator('mc-feedback-form .primary').click();
    await follow.getByText('Đã sửa đèn').waitFor();
    await sound(follow);
    assert.deepEqual(watch, []);
    await page.context().close();
    await follow.context().close();
  });

  it('nothing but a file of every night sees where a dossier stands', async () => {
    const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
    place.put('/du-lieu/ho-so.csv', {
      body: Buffer.from(
        `\uFEFFMã hồ sơ;Trạng thái;Ngày nhận;Hẹn trả;Ngày trả\r\n000.17.26.H29-261120-0007;4;20/11/2026;${due};\r\n000.17.26.H29-261120-0008;Chờ ký;20/11/2026;${due};\r\n`,
      ),
      headers: { 'Content-Type': 'text/csv', 'Last-Modified': new Date().toUTCString() },
    });
    place.put('/map.json', {
      body: JSON.stringify({
        motcua: '1',
        name: 'Xã',
        preset: `${place.api}/dist/${build().folder}/maps/file.json`,
        vars: {
          file: '/du-lieu/ho-so.csv',
          columns: {
            code: 'Mã hồ sơ',
            status: 'Trạng thái',
            received: 'Ngày nhận',
            due: 'Hẹn trả',
            finished: 'Ngày trả',
          },
          agency: { id: 'xa', name: 'UBND xã Bình Minh', phone: '0254 385 0000' },
        },
      }),
      headers: { 'Content-Type': 'application/json' },
    });
    const watch: string[] = [];
    const scripts = place.scripts({ files: ['motcua.js'] }).replace(/data-api="[^"]*"/, 'data-map="/map.json"');
    const page = await place.open(place.put('/tep', `${head}<mc-status-lookup></mc-status-lookup>${scripts}`), {
      watch,
    });
    const look = async (code: string) => {
      await page.getByLabel('Mã hồ sơ').fill(code);
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    };
    await look('000.17.26.h29-261120-0007');
    await page.getByText('Đang xem xét').first().waitFor();
    await page.getByRole('img', { name: due }).waitFor();
    await sound(page);
    await page.getByRole('button', { name: 'Tra mã khác' }).click();
    await look('000.17.26.H29-261120-0008');
    await page.getByText('Chờ ký').first().waitFor();
    await page.getByRole('button', { name: 'Tra mã khác' }).click();
    await look('000.17.26.H29-261120-9999');
    await page.getByText('Không tìm thấy hồ sơ').first().waitFor();
    assert.deepEqual(watch, []);
    await page.context().close();
  });
});
