import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Appointment, Session } from '../../src/contract/index.ts';
import { instantAt } from '../../src/domain/calendar.ts';
import { addOfficer, type Officer, setPassword } from '../../src/server/platform/officers.ts';
import { ward } from '../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold, type Citizen, citizenOf } from '../support/booking.ts';
import { site, violations, type Site } from '../support/site.ts';
import { workbook } from '../support/workbook.ts';

const monday = '2026-11-23';
const wednesday = '2026-11-25';
const pages =
  'today dossiers dossiers/receive dossiers/receive?procedure=1.001193 appointments appointments/book?here=1 visits duties duties?add= sessions sessions?add= opinions opinions/ratings guides outbox log doctor account search nowhere sign-in?other'.split(
    ' ',
  );
const screens = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desk: { width: 1280, height: 900 },
};

describe('An officer at the desk', { timeout: 240_000 }, () => {
  let place: Site;
  let citizen: Citizen;
  let now = instantAt(monday, 9 * 60);
  const open = (path: string, viewport = screens.desk, officer = place.officer) =>
    place.open(`${place.api}/desk/${path}`, { officer, viewport });
  const passwordOf = async (officer: Officer) => {
    const password = 'mười chữ là đủ';
    await addOfficer(place.database.db, officer);
    await setPassword(place.database.db, officer.id, password);
    return [officer.id, password] as const;
  };
  const whole = async (page: Page) =>
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), page.url());
  const sound = async (page: Page) => {
    assert.deepEqual(await violations(page, { within: 'body' }), [], page.url());
    await whole(page);
  };
  const stateOf = async ({ secret }: Appointment) => {
    const [id = ''] = secret.split('.');
    return (await place.database.db.selectFrom('appointment').select('state').where('id', '=', id).execute())[0]?.state;
  };

  before(async () => {
    place = await site({ clock: () => now });
    citizen = citizenOf(place.api);
  });
  after(() => place.close());

  it('checks in with one scan, or the number and Enter, and books for others in four presses', async () => {
    const [first, second, third] = (await dayOfSlots(citizen, wednesday)).filter(({ left }) => left);
    const shown = await book(citizen, first!.id);
    const told = await book(citizen, second!.id);
    now = instantAt(wednesday, 7 * 60);
    const page = await open('appointments?counter=26506.A');
    const enter = async (words: string) => {
      await page.locator('#ticket:focus').waitFor();
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
    };
    const says = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
    await enter(`https://phuong.example/dat-lich#motcua:mc-appointment-booker?secret=${shown.secret}`);
    await says(`${shown.number} Nguyễn Thị Lan đã đến lúc 07:00.`);
    assert.ok(!page.url().includes(shown.secret));
    assert.equal(await stateOf(shown), 'arrived');
    await enter(told.number.toLowerCase());
    await says(`${told.number} Nguyễn Thị Lan đã đến lúc 07:00.`);
    await sound(page);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã lưu.').waitFor();
    assert.equal(await stateOf(told), 'booked');
    await enter('X999');
    await page.getByRole('alert').waitFor();
    await sound(page);

    // A caller: the free time, the service, the consent, the button.
    await page.goto(`${place.api}/desk/appointments?place=26506.1&date=${wednesday}`);
    const time = third!.start.slice(11, 16);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: time }) });
    await row
      .getByRole('link', { name: `lúc ${time}: đặt hộ` })
      .first()
      .click();
    await page.getByRole('link', { name: 'Chứng thực bản sao' }).click();
    await page.getByLabel('Người đến').fill('Bùi Văn Tám');
    await page.getByLabel('Điện thoại', { exact: true }).fill('0912 345 670');
    await sound(page);
    await page.getByLabel('Đã đọc cho người dân nghe').check();
    await page.getByRole('button', { name: 'Đặt lịch' }).click();
    await page.getByRole('heading', { name: /^A\d+ Đã đặt$/ }).waitFor();
    assert.match((await page.locator('.chosen').textContent()) ?? '', new RegExp(`Bùi Văn Tám[^]*${time}`));
    await sound(page);

    // Moves the caller by keys, then gives a walk-in a number.
    await page.keyboard.press('m');
    await page.getByText('Chọn giờ mới trong bảng').waitFor();
    await page
      .getByRole('button', { name: /^chuyển đến/ })
      .last()
      .click();
    await page.getByText('Đã lưu.').waitFor();
    await page.keyboard.press('w');
    await page.getByRole('link', { name: 'Chứng thực bản sao' }).click();
    await page.getByRole('button', { name: 'Cấp số, ghi đã đến' }).click();
    await page.getByRole('heading', { name: /đã đến 07:00/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).getByText('Khách vãng lai').waitFor();
    await sound(page);
    await page.context().close();
  });

  it('plans a week of duty by keys and by file, is told which line is wrong, swaps two turns and takes it back', async () => {
    now = instantAt(monday, 9 * 60);
    const page = await open('duties?week=2027-01-04');
    const type = (label: string, words: string) => page.getByLabel(label, { exact: true }).fill(words);
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Thêm ca trực' }).waitFor();
    await type('Từ giờ', '07:30');
    await type('Đến giờ', '11:00');
    await type('Tên (không ghi họ)', 'Bình');
    await page.getByLabel('Viết giúp đơn, tờ khai').check();
    await sound(page);
    await page.getByLabel('Tên (không ghi họ)').press('Enter');
    await page.getByText('Đã lưu.').waitFor();
    const planned = () =>
      place.database.db
        .selectFrom('duty')
        .select(['date', 'helpers', 'tasks'])
        .where('opens', '=', '07:30')
        .where('closes', '=', '11:00')
        .execute();
    assert.deepEqual(await planned(), [{ date: '2027-01-04', helpers: ['Bình'], tasks: ['write'] }]);

    await page.getByText('Nhập từ tệp bảng tính').click();
    await page.getByLabel('Tệp', { exact: true }).setInputFiles({
      name: 'lich.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(
        workbook([
          ['Điểm', 'Ngày', 'Từ giờ', 'Đến giờ', 'Đội', 'Tên'],
          ['26506.1', '05/01/2027', '07:30', '11:00', 'Hội Phụ nữ', 'Mai'],
          ['26506.1', '06/01/2027', '11:00', '07:30', 'Hội Phụ nữ', 'Nguyễn Lan'],
        ]),
      ),
    });
    await page.getByRole('button', { name: 'Nhập tệp' }).click();
    await page.getByText('Đã nhập 1 dòng.').waitFor();
    await page.getByRole('alert').getByText('Dòng 3: Giờ kết thúc phải sau giờ bắt đầu. Chỉ ghi tên').waitFor();
    await sound(page);

    await page.goto(`${place.api}/desk/duties?week=2027-01-04`);
    await page.getByRole('link', { name: 'Bình Đoàn Thanh niên' }).click();
    await page.getByRole('heading', { name: 'Ca trực' }).waitFor();
    await sound(page);
    await page.keyboard.press('m');
    await page.getByText('Chọn ca của đội khác').waitFor();
    await sound(page);
    await page.getByRole('button', { name: 'Đổi với Mai Hội Phụ nữ' }).click();
    await page.getByText('Đã lưu.').waitFor();
    const names = async () =>
      (await planned()).sort((a, b) => (a.date < b.date ? -1 : 1)).map(({ helpers }) => helpers[0]);
    assert.deepEqual(await names(), ['Mai', 'Bình']);
    await page.keyboard.press('z');
    await page.getByText('Đã hoàn tác.').waitFor();
    assert.deepEqual(await names(), ['Bình', 'Mai']);
    await page.goto(`${place.api}/desk/duties?week=2027-01-11`);
    await page.getByText('2 ca trống').waitFor();
    await page.getByRole('button', { name: 'Chép tuần trước' }).click();
    await page.getByRole('link', { name: 'Mai Hội Phụ nữ' }).waitFor();
    await sound(page);
    await page.context().close();
  });

  it('plans sessions by picking how they repeat', async () => {
    const page = await open('sessions?counter=26506.N');
    await sound(page);
    await page.keyboard.press('n');
    await page.getByLabel('Theo thứ trong tháng').check();
    await page.getByLabel('Thứ', { exact: true }).selectOption('Thứ Bảy');
    await page.getByLabel('Từ giờ').fill('08:00');
    await page.getByLabel('Đến giờ').fill('10:00');
    await page.getByLabel('Số chỗ một buổi').fill('30');
    await sound(page);
    await page.getByRole('button', { name: 'Thêm buổi' }).click();
    await page.getByRole('link', { name: 'Thứ Bảy đầu tiên của tháng' }).waitFor();
    await page.getByText('02/01/2027').waitFor();
    await page.context().close();
  });

  it('goes the round of the homes with the codes for the doors', async () => {
    const of = 'trich-luc';
    const found = await citizen.get(`/api/services/${of}/sessions?agency=${ward}&way=home`);
    const { sessions } = (await found.json()) as { sessions: Session[] };
    const half = sessions.find(({ state }) => state === 'open')!;
    const phone = freshPhone();
    const { token } = await hold(citizen, half.id, phone, of);
    const home = {
      elder: { name: 'Phạm Thị Ba', birthYear: 1941 },
      hamlet: 'Khu phố 1',
      line: '12 Lê Lai',
      relation: 'con gái',
      returns: 'home',
    };
    const booked = await citizen.send('/appointments', { ...bookingBody(token, phone, 'Trần Thị Út'), home });
    const { number, home: visit } = (await booked.json()) as Appointment;
    const officer = { id: 'nam', name: 'Trần Văn Nam', agency: ward, role: 'officer' } as const;
    const page = await open(`visits?date=${half.date}`, screens.phone, await passwordOf(officer));
    await page.getByText('Nhận chuyến này để xem mã').waitFor();
    assert.equal(await page.getByText(visit!.doorCode, { exact: true }).count(), 0);
    await page.getByRole('button', { name: `Tôi đi chuyến này, ${number}` }).click();
    await page.getByText(visit!.doorCode, { exact: true }).waitFor();
    await sound(page);
    await page.getByRole('button', { name: `Đang đến, ${number}` }).click();
    await page.getByRole('button', { name: `Đã nhận giấy tờ, ${number}` }).click();
    await page.getByRole('button', { name: `Đã trả kết quả, ${number}` }).waitFor();
    assert.equal(await page.getByText(visit!.doorCode, { exact: true }).count(), 0);
    assert.deepEqual(await place.database.db.selectFrom('home_visit').select(['elder_name', 'state']).execute(), [
      { elder_name: 'Phạm Thị Ba', state: 'received' },
    ]);
    await page.context().close();
  });

  it('has every page whole on a phone, a tablet and a desk, without an accessibility violation', async () => {
    const page = await open('', screens.phone);
    const { id } = await place.database.db
      .selectFrom('dossier')
      .select('id')
      .where('agency', '=', ward)
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    for (const path of [...pages, `dossiers/${id}`, `dossiers/${id}?to=supplement`]) {
      await page.setViewportSize(screens.phone);
      assert.equal((await page.goto(`${place.api}/desk/${path}`))?.status(), path === 'nowhere' ? 404 : 200, path);
      await sound(page);
      await page.setViewportSize(screens.tablet);
      await whole(page);
      await page.setViewportSize(screens.desk);
      await sound(page);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of ['today', 'dossiers', `dossiers/${id}?to=supplement`]) {
      await page.goto(`${place.api}/desk/${path}`);
      await sound(page);
    }
    await page.context().close();
  });
});
