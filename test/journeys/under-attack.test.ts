import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { question } from '../support/backend.ts';
import { codeOf, site, sound, type Site } from '../support/site.ts';

const head = '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';

describe('A citizen while others attack', { timeout: 180_000 }, () => {
  let place: Site;
  let status: string;
  let feedback: string;

  before(async () => {
    place = await site();
    status = place.put('/tra-cuu', `${head}<mc-status-lookup></mc-status-lookup>${place.scripts()}`);
    feedback = place.put('/gop-y', `${head}<mc-feedback-form kind="opinion"></mc-feedback-form>${place.scripts()}`);
  });
  after(() => place.close());

  const guess = (code: string, times: number) =>
    Promise.all(
      Array.from({ length: times }, () =>
        fetch(`${place.api}/api/dossiers/read`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(question(code, 41)),
        }),
      ),
    );

  it('finds the own dossier although its code is being guessed: the page does a sum by itself', async () => {
    const code = await codeOf(place, 42);
    await guess(code, 25);
    const page = await place.open(status);
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    const lookUp = async (factor: string) => {
      await page.getByLabel('Mã hồ sơ').fill(code.replaceAll('-', ' '));
      await page.getByLabel('4 số cuối điện thoại').fill(factor);
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    };
    await lookUp('9999');
    await page.getByText('Không tìm thấy').first().waitFor();
    await lookUp('0042');
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    assert.equal(
      asked.filter(url => url.endsWith('/proof.js')).length,
      1,
      'the part is loaded once, when it is needed',
    );
    assert.ok(asked.filter(url => url.endsWith('/dossiers/read')).length >= 4);
    await page.context().close();
  });

  it('is told that the device computes, and can go on typing meanwhile', async () => {
    const page = await place.open(status);
    await page.route('**/dossiers/read', route =>
      route.fulfill({
        status: 428,
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify({
          type: 'x#proof-needed',
          status: 428,
          challenge: { algorithm: 'SCRYPT', challenge: 'never', salt: 'x?&', maxnumber: 1e9, signature: 'x' },
        }),
      }),
    );
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 43));
    await page.getByLabel('4 số cuối điện thoại').fill('0043');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByText('phải làm một phép tính trước').waitFor();
    await page.getByLabel('4 số cuối điện thoại').fill('0044');
    assert.equal(await page.getByLabel('4 số cuối điện thoại').inputValue(), '0044');
    await page.context().close();
  });

  it('sees why an opinion was refused, in whatever shape another backend says it', async () => {
    const page = await place.open(feedback);
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    // As ASP.NET Core answers (ValidationProblemDetails).
    await page.route('**/feedback', route =>
      route.fulfill({
        status: 422,
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify({
          type: 'x#invalid-input',
          title: 'x',
          status: 422,
          errors: { phone: ['Số điện thoại sai'] },
        }),
      }),
    );
    await page.getByLabel('Nội dung góp ý').fill('Cần thêm ghế');
    await page.getByRole('button', { name: 'Gửi góp ý' }).click();
    await page.locator('[role=alert], .stopped, #summary').first().waitFor();
    assert.equal(await page.getByLabel('Nội dung góp ý').inputValue(), 'Cần thêm ghế', 'what was typed stays');
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('books only with a number whose code they have typed, where the agency asks for it', async () => {
    const { db } = place.database;
    const ask = (isAsked: boolean) =>
      sql`update agency set settings = jsonb_set(settings, '{booking,confirmPhone}', ${String(isAsked)}::jsonb)
        where settings->'booking' <> 'null'`.execute(db);
    await ask(true);
    const booking = place.put(
      '/dat-lich',
      `${head}<mc-appointment-booker service="chung-thuc-ban-sao" place="26506.1" way="time"></mc-appointment-booker>${place.scripts()}`,
    );
    const page = await place.open(booking);
    await page.getByRole('button', { name: 'Chọn giờ này' }).click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Họ và tên người đến').fill('Đỗ Thị Mã');
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill('0987 111 222');
    await page.getByText('Tôi đồng ý').click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('heading', { name: 'Xác nhận số điện thoại' }).waitFor();
    await page.getByText('một mã 6 số tới 0987 111 222').first().waitFor();
    await sound(page);

    await page.getByLabel('Mã 6 số').fill('12');
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByText('Mã chưa đúng').first().waitFor();
    await sound(page);
    // Back to the phone field and forward again: nothing typed is lost.
    await page.getByRole('button', { name: 'Sửa số điện thoại' }).click();
    assert.equal(await page.getByLabel('Họ và tên người đến').inputValue(), 'Đỗ Thị Mã');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('một mã 6 số tới').first().waitFor();
    const message = await db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', '+84987111222')
      .where('state', '<>', 'replaced')
      .executeTakeFirstOrThrow();
    await page.getByLabel('Mã 6 số').fill(/là (\d{6})/.exec(message.words)![1]!);
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByRole('button', { name: 'Xác nhận đặt lịch' }).click();
    await page.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    const booked = await db
      .selectFrom('appointment')
      .select('state')
      .where('contact_name', '=', 'Đỗ Thị Mã')
      .executeTakeFirstOrThrow();
    assert.equal(booked.state, 'booked');
    await ask(false);
    await page.context().close();
  });
});
