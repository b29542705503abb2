import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createNoticeCode } from '../../src/server/notifications/desk/notice-session.ts';
import { Secrets } from '../../src/server/platform/secrets.ts';
import { chromium, firefox, webkit, type Driver, type TypedTab } from '../hosts/drivers.ts';
import { inWidget, Reader } from '../support/reader.ts';
import { codeOf, site, type Site } from '../support/site.ts';

const widths = [360, 1280];

describe('Messages and calls, by keyboard alone', { timeout: 600_000 }, () => {
  let place: Site;
  let status: string;
  let desk: string;
  let nth = 0;

  /** Words of the last message to a phone. */
  const lastTo = async (phone: string) => {
    const row = await place.database.db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', phone)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    return row.words;
  };
  const call = async (words: string) => {
    const { id } = await place.database.db
      .insertInto('outbox')
      .values({
        ...{ created_at: new Date(), agency: '26506', subject: `dossier:H29.132-261118-${8000 + nth}` },
        ...{ recipient: `+8425438${String(nth).padStart(5, '0')}`, words, state: 'not-sent', last_error: 'call' },
        sent_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const page = (tag: string, files: string[]) =>
    `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Phường</h1><${tag}></${tag}></main>${place.scripts({ files })}`;

  before(async () => {
    place = await site();
    await place.database.db.deleteFrom('outbox').execute();
    status = place.put('/tra-cuu', page('mc-status-lookup', ['motcua.js', 'mc-status-lookup.js']));
    desk = place.put('/ban-goi', page('mc-notice-desk', ['motcua.js', 'mc-notice-desk.js']));
  });
  after(() => place.close());

  /** What is left on the device and in the page's address and title. */
  const traces = (tab: TypedTab) =>
    tab.run<string>(
      `[location.href, document.title, Object.keys(sessionStorage).map(function (key) { return sessionStorage.getItem(key); }), Object.keys(localStorage).map(function (key) { return localStorage.getItem(key); })].join(' ')`,
    );

  const journeys: Record<string, (open: (url: string) => Promise<TypedTab>) => Promise<void>> = {
    'a daughter has a phone told of a dossier, and stops it': async open => {
      const tab = await open(status);
      const reader = new Reader(tab, inWidget('mc-status-lookup'));
      const own = `09751${String(nth).padStart(5, '0')}`;
      await reader.fills('Mã hồ sơ', await codeOf(place, 42));
      await reader.fills('4 số cuối điện thoại', '0042');
      await reader.on('Tra cứu');
      await reader.on('Nhận tin về hồ sơ');
      await reader.sees('090****042');
      await reader.on('Thêm số điện thoại');
      await reader.fills('Số điện thoại nhận tin', own);
      await reader.on('Tôi đồng ý', 'Space');
      await reader.on(/^Nhận tin$/);
      await reader.sees('vừa nhắn một mã 6 số');
      await reader.fills('Mã 6 số', /\d{6}/.exec(await lastTo(`+84${own.slice(1)}`))![0]);
      await reader.on('Xác nhận');
      await reader.sees(`097****${own.slice(-3)}`);
      const found = await place.database.db
        .selectFrom('subscription')
        .select(['events', 'stopped_at'])
        .where('phone', '=', `+84${own.slice(1)}`)
        .executeTakeFirst();
      assert.deepEqual(found, { events: ['task', 'result'], stopped_at: null });
      await reader.on(`Ngừng gửi tin đến 097****${own.slice(-3)}`);
      await reader.sees('Thêm số điện thoại');
      for (const end = Date.now() + 10_000; Date.now() < end;) {
        const row = await place.database.db
          .selectFrom('subscription')
          .select('stopped_at')
          .where('phone', '=', `+84${own.slice(1)}`)
          .executeTakeFirst();
        if (row?.stopped_at) break;
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      assert.ok(!(await traces(tab)).includes(own.slice(1)), 'the number is not left anywhere');
      await tab.close();
    },
    'a support team asks for several dossiers at once': async open => {
      const tab = await open(status);
      const reader = new Reader(tab, inWidget('mc-status-lookup'));
      await reader.on('Tra nhiều mã một lúc');
      await reader.fills('Các mã hồ sơ', `${await codeOf(place, 42)} 0042`);
      await reader.press('Enter');
      await reader.type(`${await codeOf(place, 56)} 0056`);
      await reader.press('Enter');
      await reader.type('H29.132-990101-9999 1234');
      await reader.press('Enter');
      await reader.type(await codeOf(place, 43));
      await reader.on('Tra cứu tất cả');
      await reader.sees(/Người dân cần làm Nộp thêm 1 giấy tờ/);
      await reader.sees(/Đã xong/);
      await reader.sees('Không tìm thấy');
      await reader.sees('Thiếu 4 số cuối');
      await reader.sees('In tờ này');
      assert.doesNotMatch(await traces(tab), /-0042|-0056/, 'no code is left');
      await tab.close();
    },
    'an officer takes a call, and writes down that nobody answered': async open => {
      const id = await call('Hồ sơ đã có kết quả.');
      const tab = await open(desk);
      const reader = new Reader(tab, inWidget('mc-notice-desk'));
      const { db } = place.database;
      const code = await createNoticeCode(db, await Secrets.read(db), place.officer[0], new Date());
      await reader.fills('Mã 8 số', code);
      await reader.on('Vào bàn gọi');
      await reader.on(`Nhận gọi: Hồ sơ H29.132-261118-${8000 + nth}`);
      await reader.sees(`Gọi 025438${String(nth).padStart(5, '0')}`);
      await reader.on('Đã gặp và nói', 'ArrowDown');
      await reader.fills('Ghi chú', 'may ban');
      await reader.on('Ghi kết quả');
      await reader.sees('Đã ghi kết quả.');
      const row = await db
        .selectFrom('notice_call')
        .select(['outcome', 'note', 'officer'])
        .where('message', '=', id)
        .executeTakeFirst();
      assert.deepEqual(row, { outcome: 'no-answer', note: 'may ban', officer: place.officer[0] });
      assert.ok(!/8\d{4}\b.*38|may ban/.test(await traces(tab)), 'nothing of the call is left');
      await reader.sees(/Hẹn gọi lại [1-9]/);
      await reader.on('Xong việc');
      await reader.sees('Đã đóng bàn gọi.');
      await tab.close();
    },
  };

  const engines: Record<string, () => Promise<Driver<TypedTab> | undefined>> = {
    Chromium: async () => chromium(place.browser),
    Firefox: firefox,
    WebKit: webkit,
  };
  for (const [engine, launch] of Object.entries(engines))
    it(`in ${engine}: ${Object.keys(journeys).join('; ')}`, async t => {
      const driver = await launch();
      if (!driver) {
        // In CI no engine may be missing.
        assert.ok(!process.env['EVERY_ENGINE'], `${engine} is not here`);
        return t.skip(`${engine} is not here`);
      }
      try {
        for (const width of widths)
          for (const [what, journey] of Object.entries(journeys)) {
            nth++;
            await journey(url => driver.open(url, width)).catch((error: Error) => {
              throw new Error(`${what}, ${width} px: ${error.message}`, { cause: error });
            });
          }
      } finally {
        await driver.close();
      }
    });

  it('leaves no number in any log', () => {
    assert.doesNotMatch(JSON.stringify(place.log), /9751\d{5}|25438\d{5}/);
  });
});
