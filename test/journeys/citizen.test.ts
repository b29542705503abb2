import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { on, press } from '../support/keyboard.ts';
import { emptyPhoto, photoOf } from '../support/photo.ts';
import { codeOf, site, violations, type Site } from '../support/site.ts';

describe('A citizen at a portal', { timeout: 180_000 }, () => {
  let place: Site;
  let status: string;
  let feedback: string;

  const accessible = async (page: Page) => assert.deepEqual(await violations(page), []);
  const fits = async (page: Page) =>
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'the page scrolls sideways',
    );

  before(async () => {
    place = await site();
    const head =
      '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title>';
    feedback = place.put(
      '/gop-y',
      `${head}<main><h1>Góp ý</h1><mc-feedback-form></mc-feedback-form></main>${place.scripts()}`,
    );
    status = place.put(
      '/tra-cuu',
      `${head}<main><h1>Tra cứu</h1><mc-status-lookup></mc-status-lookup></main>${place.scripts({ attributes: 'data-links="feedback=/gop-y"' })}`,
    );
  });
  after(() => place.close());

  it('looks a dossier up by keyboard alone, on a small phone', async () => {
    const page = await place.open(status);
    await page.getByRole('button', { name: 'Dùng mã tra cứu' }).waitFor();
    await accessible(page);
    await fits(page);

    await press(page, 'Tab');
    await page.keyboard.type((await codeOf(place, 42)).toLowerCase());
    await press(page, 'Tab');
    await page.keyboard.type('9999');
    await press(page, 'Enter');
    await page.getByText('Không tìm thấy hồ sơ khớp').first().waitFor();
    await accessible(page);

    await press(page, 'Control+A', 'Backspace');
    await page.keyboard.type('0042');
    await press(page, 'Enter');
    await page
      .locator('[part~=status]')
      .getByText(await codeOf(place, 42))
      .waitFor();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await accessible(page);
    await fits(page);

    const reached: (string | undefined)[] = [];
    while (reached[reached.length - 1] !== 'Tra mã khác' && reached.length < 10) {
      await press(page, 'Tab');
      reached.push(
        await page.evaluate(() =>
          document.activeElement?.shadowRoot?.activeElement?.textContent?.trim().replace(/\s+/g, ' '),
        ),
      );
    }
    assert.deepEqual(reached, [
      ...['Chép', 'Gọi 0254 385 0000', 'Chỉ đường'],
      ...['Lưu mã trên máy này', 'Nhận tin về hồ sơ', 'In', 'Tra mã khác'],
    ]);
    await press(page, 'Enter');
    await page.getByLabel('Mã hồ sơ').waitFor();
    assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), '');
    await page.context().close();
  });

  it('scans the code of the receipt from a photo, and types it when the photo shows none', async () => {
    const page = await place.open(status, { hasTouch: true });
    const code = await codeOf(place, 42);
    const photograph = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Quét' }).click();
      await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer });
    };
    await page.getByRole('button', { name: 'Quét' }).waitFor();
    await accessible(page);
    await fits(page);
    for (const [name, buffer] of [
      ['nothing.jpg', await emptyPhoto()],
      ['no-picture.jpg', Buffer.from('no picture')],
      ['citizen-card.jpg', await photoOf('001082012345|012345678|Nguyễn Văn An|01011982|Nam|Hà Nội|01012022')],
    ] as const) {
      await page.getByLabel('Mã hồ sơ').fill('H29');
      await photograph(name, buffer);
      await page.getByText('Không thấy mã hồ sơ trong ảnh').first().waitFor();
      assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), 'H29', name);
      await accessible(page);
    }
    await photograph('receipt.jpg', await photoOf(`https://dvc.example/tra-cuu?MHS=${code}&SGT=1`));
    await page.waitForFunction(
      code =>
        document.querySelector('mc-status-lookup')?.shadowRoot?.querySelector<HTMLInputElement>('#code')?.value ===
        code,
      code,
    );
    await page.keyboard.type('0042');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await page.context().close();
  });

  it('pastes a list of codes, which opens them all, and prints one sheet', async () => {
    const page = await place.open(status);
    const field = page.getByLabel('Mã hồ sơ');
    await field.waitFor();
    await page.getByRole('button', { name: 'Tra nhiều mã một lúc' }).waitFor();
    const [one, other] = [await codeOf(place, 42), await codeOf(place, 56)];
    await field.evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
      );
    }, `${one}\t0042\r\n${other}\t0056\r\nH29.132-990101-9999\t1111`);
    await page.getByLabel('Các mã hồ sơ').waitFor();
    assert.match(await page.getByLabel('Các mã hồ sơ').inputValue(), /0042[^]*0056/);
    await page.getByRole('button', { name: 'Tra cứu tất cả' }).click();
    await page.getByText('Không tìm thấy: xin xem lại mã').waitFor();
    await page.getByRole('button', { name: 'In tờ này' }).waitFor();
    assert.equal(await page.locator('.several li').count(), 3);
    await accessible(page);
    await fits(page);
    await page.getByRole('button', { name: 'Tra một mã' }).click();
    await field.waitFor();
    await page.context().close();
  });

  it('is read from a scanner that types, wherever the focus is', async () => {
    const page = await place.open(status);
    await page.getByRole('button', { name: 'Tra nhiều mã một lúc' }).waitFor();
    const [one, other] = [await codeOf(place, 42), await codeOf(place, 56)];
    /** The scanner has moved the focus to what is still missing. */
    const read = (code: string) =>
      page.waitForFunction(code => {
        const root = document.querySelector('mc-status-lookup')?.shadowRoot;
        return root?.querySelector<HTMLInputElement>('#code')?.value === code && root.activeElement?.id === 'factor';
      }, code);
    await page.locator('h1').click();
    await page.keyboard.type(`]C1${one}`);
    await press(page, 'Enter');
    await read(one);
    await page.keyboard.type('0042');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    // The next receipt, from the answer.
    await page.keyboard.type(other);
    await press(page, 'Enter');
    await read(other);
    await page.keyboard.type('0056');
    await press(page, 'Enter');
    await page.getByRole('link', { name: 'Đánh giá phục vụ' }).waitFor();
    // Who types slowly into the page is no scanner.
    await page.locator('h1').click();
    await page.keyboard.type(one.slice(0, 12), { delay: 90 });
    await press(page, 'Enter');
    await page.getByRole('link', { name: 'Đánh giá phục vụ' }).waitFor();
    await page.context().close();
  });

  it('keeps what was typed while the view of the answer cannot be loaded, and sees the answer once it can', async () => {
    const page = await place.open(status);
    await page.route('**/dossiers.js', route => route.abort('internetdisconnected'));
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.locator('[part=failure]').filter({ hasText: 'Chưa kết nối được' }).waitFor();
    assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), await codeOf(place, 42));
    await accessible(page);

    await page.unroute('**/dossiers.js');
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    await page.route('**/dossiers.js', async route => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('button', { name: 'Đang tra cứu…' }).waitFor();
    assert.equal(await page.getByLabel('4 số cuối điện thoại').inputValue(), '0042');
    release();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();
    await page.context().close();
  });

  it('sees every state that a dossier can be in', async () => {
    const page = await place.open(status, { viewport: { width: 360, height: 2000 } });
    for (let number = 42; number <= 58; number++) {
      const code = await codeOf(place, number);
      await page.getByLabel('Mã hồ sơ').fill(code);
      await page.getByLabel('4 số cuối điện thoại').fill(String(number).padStart(4, '0'));
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.locator('[part~=status]').getByText(code).waitFor();
      const words = await page.locator('mc-status-lookup .mc').innerText();
      assert.ok(words.includes(code));
      assert.doesNotMatch(words, /undefined|NaN|\[object/);
      await accessible(page);
      await fits(page);
      await page.getByRole('button', { name: 'Tra mã khác' }).click();
    }
    await page.context().close();
  });

  it('rates a returned dossier once, led there from its status', async () => {
    const page = await place.open(status);
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 56));
    await page.getByLabel('4 số cuối điện thoại').fill('0056');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('link', { name: 'Đánh giá phục vụ' }).click();

    await page.waitForURL(/gop-y/);
    await page.getByText('Hồ sơ …0056, không cần ghi tên').waitFor();
    assert.equal(new URL(page.url()).hash, '');
    await press(page, 'Tab', 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await page.getByText('Vì sao?').waitFor();
    await accessible(page);
    await press(page, 'Tab', 'Space');
    await on(page, 'Gửi đánh giá', 'Enter');
    await page.getByRole('heading', { name: 'Cảm ơn Ông/Bà' }).waitFor();
    await accessible(page);

    const ratings = await place.database.db.selectFrom('rating').selectAll().where('dossier', 'is not', null).execute();
    assert.deepEqual(
      ratings.map(({ scores, reasons }) => [scores, reasons]),
      [[[{ criterion: 'overall', value: 2 }], ['waiting']]],
    );
    await page.context().close();
  });

  it('sends an opinion, an officer answers it, and the answer is read', async () => {
    const page = await place.open(feedback);
    await page.getByRole('button', { name: 'Gửi góp ý' }).waitFor();
    await on(page, 'Gửi góp ý', 'Enter');
    await page.getByLabel('Nội dung góp ý').waitFor();
    await press(page, 'Tab', 'Tab');
    await page.keyboard.type('Xin mở thêm quầy chứng thực sáng thứ Hai.');
    await press(page, 'Tab');
    await page.keyboard.type('0912.345.678');
    await press(page, 'Tab', 'Tab', 'Space');
    await accessible(page);
    await fits(page);
    await on(page, 'Gửi góp ý', 'Enter');
    await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
    await accessible(page);
    const code = (await page.getByText(/^PA-/).textContent())?.trim() ?? '';

    const officer = await place.open(`${place.api}/desk/opinions`, {
      officer: place.officer,
      viewport: { width: 1280, height: 900 },
    });
    await officer.getByRole('link', { name: code }).click();
    assert.match((await officer.locator('main').textContent()) ?? '', /0912345678/);
    await officer.getByLabel('Nội dung trả lời').fill('Từ tuần sau có thêm quầy số 4.');
    await officer.getByRole('button', { name: 'Gửi trả lời' }).click();
    await officer.getByText('Đã lưu.').waitFor();
    await officer.getByRole('link', { name: 'Cần gọi điện' }).click();
    await officer.getByRole('link', { name: 'Mọi tin nhắn' }).click();
    await officer.getByText(`Góp ý ${code} của Ông/Bà đã có trả lời`).waitFor();
    await officer.context().close();

    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: 'Xem trả lời góp ý' }).click();
    await page.getByLabel('Mã góp ý').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Xem trả lời', exact: true }).click();
    await page.getByText('Từ tuần sau có thêm quầy số 4.').waitFor();
    await accessible(page);
    await page.context().close();
  });

  it('sees at once, on the open page, what an officer has just done', async () => {
    const page = await place.open(status);
    await page.clock.install();
    await page.reload();
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 43));
    await page.getByLabel('4 số cuối điện thoại').fill('0043');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page
      .locator('[part~=status]')
      .getByText(await codeOf(place, 43))
      .waitFor();

    const officer = await place.open(`${place.api}/desk/dossiers`, {
      officer: place.officer,
    });
    await officer
      .getByRole('row')
      .filter({ hasText: await codeOf(place, 43) })
      .getByRole('link')
      .click();
    await officer.getByRole('link', { name: 'Có kết quả' }).click();
    await officer.getByRole('button', { name: 'Có kết quả' }).click();
    await officer.getByText('Mời Ông/Bà đến nhận kết quả').waitFor();
    await officer.getByRole('button', { name: 'Chuyển' }).click();
    await officer.getByText('Đã chuyển sang “Có kết quả”.').waitFor();
    await officer.context().close();

    await page.clock.runFor(61_000);
    await page.getByRole('heading', { name: 'Mời Ông/Bà đến nhận kết quả' }).waitFor();
    assert.match(
      (await page.getByRole('status').textContent()) ?? '',
      /Hồ sơ vừa thay đổi: Mời Ông\/Bà đến nhận kết quả/,
    );
    await page.context().close();
  });

  it('reads every face at 320 px, with large text, in forced colours and in high contrast', async () => {
    const contrast = place.put(
      '/tuong-phan',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title><main><h1>x</h1><mc-status-lookup></mc-status-lookup><mc-feedback-form kind="rating"></mc-feedback-form></main>${place.scripts({ attributes: 'data-theme="contrast"' })}<style>mc-status-lookup,mc-feedback-form{--mc-text-size:2.25em}</style>`,
    );
    for (const forcedColors of ['none', 'active'] as const) {
      const page = await place.open(contrast, {
        viewport: { width: 320, height: 640 },
        forcedColors,
        reducedMotion: 'reduce',
      });
      await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 46));
      await page.getByLabel('4 số cuối điện thoại').fill('0046');
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.getByText('nay hẹn lại').waitFor();
      await page.getByText('Rất hài lòng').waitFor();
      await fits(page);
      await accessible(page);
      await page.context().close();
    }
  });

  it('has targets of 48 px', async () => {
    const page = await place.open(feedback);
    await page.getByRole('button', { name: 'Đánh giá phục vụ' }).click();
    await page.getByText('Không hài lòng', { exact: true }).click();
    const small = await page.evaluate(() =>
      [
        ...(document
          .querySelector('mc-feedback-form')
          ?.shadowRoot?.querySelectorAll('button, .choice, .chip, textarea') ?? []),
      ]
        .map(target => [target.textContent?.trim().slice(0, 30), target.getBoundingClientRect().height] as const)
        .filter(([, height]) => height < 48),
    );
    assert.deepEqual(small, []);
    await page.context().close();
  });

  it('prints a sheet of its own', async () => {
    const page = await place.open(status);
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('button', { name: 'In', exact: true }).click();
    await page.waitForFunction(() =>
      document.querySelector('iframe')?.contentDocument?.body.textContent?.includes('Nộp thêm 1 giấy tờ'),
    );
    const sheet = await page.evaluate(() => {
      const paper = document.querySelector('iframe')?.contentDocument as Document;
      return {
        sheets: paper.adoptedStyleSheets.length,
        lang: paper.documentElement.lang,
        buttons: paper.defaultView?.getComputedStyle(paper.querySelector('.actions') as Element).display,
      };
    });
    assert.deepEqual(sheet, { sheets: 1, lang: 'vi', buttons: 'none' });
    await page.context().close();
  });

  it('leaves on the device, in the address, in the title and in events only what is allowed', async () => {
    const page = await place.open(status);
    await page.evaluate(() => {
      const told: string[] = [];
      for (const name of ['mc-dossier-found', 'mc-dossier-not-found', 'mc-feedback-sent', 'mc-feedback-sending']) {
        document.addEventListener(name, event => told.push(JSON.stringify([event.type, { ...event }])));
      }
      (window as unknown as { told: string[] }).told = told;
    });
    await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
    await page.getByLabel('4 số cuối điện thoại').fill('0042');
    await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
    await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();

    const left = await page.evaluate(async () => ({
      stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      databases: (await indexedDB.databases()).length,
      cookie: document.cookie,
      address: location.href,
      title: document.title,
      told: (window as unknown as { told: string[] }).told,
    }));
    assert.equal(left.stores, '[{},{}]');
    assert.deepEqual([left.databases, left.cookie], [0, '']);
    // The number of a request is random, and may end like a phone number.
    const outside = JSON.stringify([left, place.log], (name, value: unknown) =>
      name === 'requestId' ? undefined : value,
    );
    for (const secret of [await codeOf(place, 42), 'Lan"', '0042"', '0912345678', '912345678', 'Xin mở thêm'])
      assert.ok(!outside.includes(secret), secret);
    assert.ok(left.told.length > 0);
    await page.context().close();
  });
});
