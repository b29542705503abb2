import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Slot } from '../../../src/contract/index.ts';
import { parse } from 'yaml';
import { exportOffice, type OfficeFile } from '../../../src/server/office/index.ts';
import { fieldTexts } from '../../../src/server/office/officer/field.texts.ts';
import type { FormField } from '../../../src/server/office/officer/form-field.ts';
import { itemKinds, settingKind, settingNames } from '../../../src/server/office/officer/item-kinds.ts';
import { textOf } from '../../../src/server/office/officer/render-fields.ts';
import { addOfficer, setPassword } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { book, dayOfSlots } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { formOf } from '../../support/form.ts';
import { Browser, password } from '../../support/officer-browser.ts';

const of = (path: string) => `/desk/office/of/${path}`;

describe('The forms of an office in the officers’ site', () => {
  let server: Backend;
  let admin: Browser;

  const signedIn = async (id: string, agency: string) => {
    await addOfficer(server.database.db, { id, name: id, agency, role: 'admin' });
    await setPassword(server.database.db, id, password);
    const browser = new Browser(server.app);
    assert.equal((await browser.signIn(password, {}, id)).status, 303);
    return browser;
  };
  /** Sends the form of a page with other values; null takes a field out. */
  const send = async (
    page: string,
    values: Record<string, string | string[] | null> = {},
    { action = 'save', browser = admin } = {},
  ) => {
    const form = formOf(page, of(''));
    const kept = form.fields.filter(([name]) => !(name in values));
    const given = Object.entries(values).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    );
    const body = new URLSearchParams([...kept, ...given, ['action', action]]).toString();
    const answer = await browser.open(form.action, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) },
      body,
    });
    const text = await answer.text();
    return { status: answer.status, page: text, words: text.replace(/\s+/g, ' ') };
  };
  const office = (agency = ward) => exportOffice(server.database.db, agency);

  before(async () => {
    server = await backend(await testDatabase());
    admin = await signedIn('tinh', '79');
  });
  after(() => server.database.close());

  it('change nothing when they are saved as they are', async () => {
    const { db } = server.database;
    const all = await exportOffice(db);
    const paths = ['79', ward].flatMap(id => [
      `${id}/agency/${id}`,
      ...settingNames.map(name => `${id}/setting/${name}`),
    ]);
    const { agencies, procedures } = parse(all) as OfficeFile;
    for (const { code } of procedures ?? []) paths.push(`79/procedure/${code}`);
    for (const { id, places = [], services = [], calendar = [] } of agencies)
      if (id === '79' || id === ward) {
        for (const service of services) paths.push(`${id}/service/${service.id}`);
        for (const { date } of calendar) paths.push(`${id}/day/${date}`);
        for (const { counters = [], ...place } of places)
          paths.push(`${id}/place/${place.id}`, ...counters.map(counter => `${id}/counter/${counter.id}`));
      }
    assert.ok(paths.length > 60);
    for (const path of paths) {
      const page = await admin.page(of(path));
      const { status, words } = await send(page);
      assert.equal(status, 303, `${path}: ${words}`);
    }
    assert.equal(await exportOffice(db), all);
    const changes = await db.selectFrom('audit').select('action').where('action', '=', 'office.change').execute();
    assert.deepEqual(changes, []);
  });

  it('have words for every field, in both languages', () => {
    const missing: string[] = [];
    const check = (fields: readonly FormField[], at: string) => {
      for (const field of fields) {
        for (const language of ['vi', 'en'] as const) {
          const { labels, options } = fieldTexts[language];
          if (textOf(labels, `${at}.${field.name}`) === undefined) missing.push(`${language} ${at}.${field.name}`);
          if ('options' in field)
            for (const option of field.options)
              if (textOf(options, `${at}.${field.name}.${option}`) === undefined)
                missing.push(`${language} ${at}.${field.name}.${option}`);
        }
        if ('fields' in field) check(field.fields, `${at}.${field.name}`);
      }
    };
    for (const [name, { fields }] of Object.entries(itemKinds)) check(fields, name);
    for (const name of settingNames) check(settingKind(name).fields, 'setting');
    assert.deepEqual(missing, []);
  });

  it('change opening hours, add a row, take one away', async () => {
    const page = await admin.page(of(`${ward}/place/26506.1`));
    const { status } = await send(page, {
      phone: '0254 385 1111',
      'hours.0.drop': '1',
      'hours.2.days': ['6'],
      'hours.2.from': '7h45',
      'hours.2.to': '11:00',
    });
    assert.equal(status, 303);
    const place = await server.database.db
      .selectFrom('place')
      .select(['phone', 'hours'])
      .where('id', '=', '26506.1')
      .executeTakeFirstOrThrow();
    assert.equal(place.phone, '0254 385 1111');
    const saturday = place.hours.filter(({ weekday }) => weekday === 6);
    assert.deepEqual(saturday, [{ to: '11:00', from: '07:45', weekday: 6 }]);
    const overview = await admin.page(of(ward));
    assert.match(overview, /T7: 07:45–11:00/);
  });

  it('say what is wrong at its field, and keep what was typed', async () => {
    const page = await admin.page(of(`${ward}/counter/26506.A`));
    const before = await office();
    const { status, words } = await send(page, {
      letter: 'quầy',
      'times.0.to': '06:00',
      'times.1.every': '-5',
      services: ['khong-co'],
    });
    assert.equal(status, 422);
    assert.match(words, /<a href="#letter">Chữ cái đầu số thứ tự<\/a>: xin ghi một hoặc hai chữ cái in hoa/);
    assert.match(words, /<a href="#times.1.every">Cách nhau \(phút\) \(dòng 2\)<\/a>: phải từ 1 trở lên/);
    assert.match(words, /id="letter" name="letter" type="text" value="quầy" .*?aria-invalid="true"/);
    const again = await send(page, { 'times.0.to': '06:00', services: ['khong-co'] });
    assert.match(again.words, /giờ kết thúc phải sau giờ bắt đầu \(07:30\)/);
    assert.match(again.words, /#services">Dịch vụ ở quầy này<\/a>: dòng 1: không có dịch vụ “khong-co”/);
    assert.match(again.words, /name="times.0.to" type="time" value="06:00"/);
    assert.equal(await office(), before);
  });

  it('add a place with a counter that citizens can book at once', async () => {
    const added = await send(await admin.page(of(`${ward}/place`)), {
      name: 'Điểm Rạch Dừa',
      address: '1 Đường 30/4',
      'hours.0.days': ['1', '2', '3', '4', '5'],
      'hours.0.from': '07:30',
      'hours.0.to': '11:30',
    });
    assert.equal(added.status, 303, added.words);
    const place = await server.database.db
      .selectFrom('place')
      .select('id')
      .where('name', '=', 'Điểm Rạch Dừa')
      .executeTakeFirstOrThrow();
    assert.match(place.id, /^26506\.\d$/);
    const counter = await send(await admin.page(`${of(`${ward}/counter`)}?place=${place.id}`), {
      name: 'Quầy Rạch Dừa',
      letter: 'R',
      services: ['chung-thuc-ban-sao'],
      'times.0.days': ['1', '2', '3', '4', '5'],
      ...{ 'times.0.from': '08:00', 'times.0.to': '11:00', 'times.0.every': '30', 'times.0.capacity': '1' },
    });
    assert.equal(counter.status, 303, counter.words);
    const slots = await server.app.request(
      `/api/services/chung-thuc-ban-sao/slots?agency=${ward}&place=${place.id}&date=2026-12-15`,
    );
    assert.equal(slots.status, 200);
    const { slots: times } = (await slots.json()) as { slots: Slot[] };
    assert.equal(times.length, 6);
  });

  it('declare a day off later: who booked is told, once the number is confirmed and a reason given', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-16')) as [Slot];
    const booked = await book(server, slot.id);
    const page = await admin.page(of(`${ward}/day`));
    const day = { date: '2026-12-16', type: 'swapOff', 'name.vi': 'Nghỉ bão số 12' };
    const planned = await send(page, day);
    assert.equal(planned.status, 200);
    assert.match(planned.words, /thêm ngày đặc biệt <strong>16\/12\/2026<\/strong>/);
    assert.match(planned.words, /1 lịch hẹn đã đặt sẽ bị hủy/);
    const without = await send(planned.page, { reason: '' }, { action: 'apply' });
    assert.equal(without.status, 409);
    assert.match(without.words, /Xin ghi lý do/);
    const wrong = await send(planned.page, { confirm: '7', reason: 'Bão' }, { action: 'apply' });
    assert.equal(wrong.status, 409);
    assert.match(wrong.words, /Vừa có người đặt, hủy lịch hoặc sửa cài đặt/);
    assert.equal((await send(planned.page, { reason: 'Bão số 12' }, { action: 'apply' })).status, 303);
    const read = await server.post('/api/appointments/read', { agency: ward, secret: booked.secret });
    assert.equal(((await read.json()) as Appointment).status, 'cancelled');
    const message = await server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('words', 'like', '%Bão số 12%')
      .executeTakeFirst();
    assert.ok(message, 'who booked is told why');
    assert.match(await admin.page(of(ward)), /16\/12\/2026<\/a\s*>/);
    const twice = await send(page, day);
    assert.equal(twice.status, 422);
    assert.match(twice.words, /“2026-12-16” đã có rồi/);
    // Taken back, nobody has to confirm.
    const removal = await send(await admin.page(of(`${ward}/day/2026-12-16`)), {}, { action: 'remove' });
    assert.match(removal.words, /kết thúc ngày đặc biệt/);
    assert.equal((await send(removal.page, {}, { action: 'removeNow' })).status, 303);
    assert.ok(!(await admin.page(of(ward))).includes('16/12/2026'));
  });

  it('give an agency a setting of its own, that from above, or none', async () => {
    const path = of(`${ward}/setting/booking`);
    const own = await send(await admin.page(path), { mode: 'own', 'booking.horizonDays': '21' });
    assert.equal(own.status, 303, own.words);
    const settings = async () =>
      (
        await server.database.db
          .selectFrom('agency')
          .select('settings')
          .where('id', '=', ward)
          .executeTakeFirstOrThrow()
      ).settings as Record<string, { horizonDays: number; purposes: { text: { vi: string } }[] } | null>;
    assert.equal((await settings())['booking']?.horizonDays, 21);
    assert.match((await settings())['booking']?.purposes[0]?.text.vi ?? '', /\{days\} ngày/);
    assert.ok((await settings())['home'], 'other settings stay');
    assert.match(await admin.page(of(ward)), /Đặt lịch hẹn<\/a>\s*<\/td>\s*<td>của riêng cơ quan này/);
    const planned = await send(await admin.page(path), { mode: 'none' });
    assert.equal(planned.status, 303, planned.words);
    assert.equal((await settings())['booking'], null);
    assert.equal((await send(await admin.page(path), { mode: 'above' })).status, 303);
    assert.equal((await settings())['booking'], undefined);
    const carriers = await admin.page(of(`${ward}/setting/carriers`));
    const more = {
      mode: 'own',
      'carriers.1.key': 'Viettel Post',
      'carriers.1.value': 'https://viettelpost.vn/{tracking}',
    };
    assert.equal((await send(carriers, more)).status, 303);
    assert.deepEqual(Object.keys((await settings())['carriers'] ?? {}).sort(), ['Bưu điện Việt Nam', 'Viettel Post']);
  });

  it('do not overwrite what somebody else has just changed, unless told to', async () => {
    const path = of(`${ward}/service/chung-thuc-ban-sao`);
    const first = await admin.page(of('79/service/chung-thuc-ban-sao'));
    assert.equal((await admin.open(path)).status, 404, 'the service is of the province');
    assert.equal((await send(first, { minutes: '25' })).status, 303);
    const late = await send(first, { minutes: '30', name: 'Chứng thực' });
    assert.equal(late.status, 409);
    assert.match(late.words, /Có người vừa thay đổi mục này/);
    assert.match(late.words, /name="minutes" type="text" value="30"/);
    assert.equal((await send(late.page)).status, 303);
    const { name, minutes } = await server.database.db
      .selectFrom('service')
      .select(['name', 'minutes'])
      .where('id', '=', 'chung-thuc-ban-sao')
      .executeTakeFirstOrThrow();
    assert.deepEqual([name, minutes], ['Chứng thực', 30]);
  });

  it('add a unit below, a service and a procedure, and take no identifier twice', async () => {
    const unit = { id: '26506.kp4', name: 'Khu phố 4', kind: 'hamlet' };
    assert.equal((await send(await admin.page(of(`${ward}/below`)), unit)).status, 303);
    assert.match(await admin.page(of(ward)), /Khu phố 4/);
    const again = await send(await admin.page(of(`${ward}/below`)), { ...unit, id: openWard });
    assert.match(again.words, /“26526” đã có rồi/);
    const procedure = {
      ...{ code: '9.000001', name: 'Thủ tục thử', shortName: 'Thử', field: 'Thử', onlineMode: 'none' },
      ...{ 'fees.0.kind': 'phi', 'fees.0.amount': '8000', 'components.0.name': 'Tờ khai' },
      ...{ 'components.0.originals': '1', 'components.0.copies': '0', 'term.value': '3', 'term.unit': 'workday' },
    };
    const made = await send(await admin.page(of(`${ward}/procedure`)), procedure);
    assert.equal(made.status, 303, made.words);
    assert.match((await send(await admin.page(of(`${ward}/procedure`)), procedure)).words, /“9\.000001” đã có rồi/);
    const service = { name: 'Thử việc mới', field: 'Thử', procedure: '9.000001', synonyms: 'một\nhai' };
    assert.equal((await send(await admin.page(of(`${ward}/service`)), service)).status, 303);
    assert.equal((await send(await admin.page(of(`${ward}/service`)), service)).status, 303);
    const rows = await server.database.db.selectFrom('service').select('id').where('field', '=', 'Thử').execute();
    assert.deepEqual(rows.map(({ id }) => id).sort(), ['26506.thu-viec-moi', '26506.thu-viec-moi-2']);
    assert.match(await admin.page(of(ward)), /9\.000001/);
  });

  it('read amounts as Vietnamese write them', async () => {
    const page = await admin.page(of('79/procedure/2.000815'));
    assert.equal((await send(page, { 'fees.0.amount': '8.000' })).status, 303);
    const { procedures } = parse(await office('79')) as OfficeFile;
    const fees = procedures?.find(({ code }) => code === '2.000815')?.fees;
    assert.equal(fees?.[0]?.amount, 8000);
  });

  it('mark a procedure that messages must not name', async () => {
    const page = await admin.page(of('79/procedure/2.000815'));
    assert.equal((await send(page, { sensitive: 'true' })).status, 303);
    const { facts } = await server.database.db
      .selectFrom('procedure')
      .select('facts')
      .where('code', '=', '2.000815')
      .executeTakeFirstOrThrow();
    assert.equal(facts['sensitive'], true);
  });

  it('give no two counters of a place the same letter', async () => {
    const page = await admin.page(of(`${ward}/counter/26506.B`));
    assert.match((await send(page, { letter: 'A' })).words, /chữ cái này là của “Quầy chứng thực”/);
    const added = { name: 'Quầy hai', letter: 'B' };
    const place = `${of(`${ward}/counter`)}?place=26506.1`;
    assert.match((await send(await admin.page(place), added)).words, /chữ cái này là của “Quầy hộ tịch”/);
  });

  it('ask for a new version when words of consent change', async () => {
    const page = await admin.page(of('79/setting/opinion'));
    const changed = { 'opinion.purposes.0.text.vi': 'Lời khác, xóa sau {days} ngày.' };
    const refused = await send(page, changed);
    assert.match(refused.words, /Phiên bản \(dòng 1\)<\/a>: nội dung đã đổi: xin ghi phiên bản mới/);
    assert.equal((await send(page, { ...changed, 'opinion.purposes.0.version': '2026-12' })).status, 303);
  });

  it('keep a setting of one’s own, though it says nothing', async () => {
    const page = await admin.page(of(`${ward}/setting/visits`));
    const { status } = await send(page, { mode: 'own', 'visits.handIn': '', 'visits.collect': '' });
    assert.equal(status, 303);
    const work = await admin.page(of(`${ward}/setting/work`));
    assert.equal((await send(work, { mode: 'own', 'work.pausing': null })).status, 303);
    const { settings } = await server.database.db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    assert.deepEqual((settings as Record<string, unknown>)['visits'], {});
    assert.deepEqual((settings as Record<string, unknown>)['work'], { pausing: [] });
    for (const kept of ['setting/visits', 'agency/26506']) {
      const forged = await send(await admin.page(of(`${ward}/${kept}`)), {}, { action: 'removeNow' });
      assert.equal(forged.status, 404, kept);
    }
    assert.equal((await admin.open(of(`${ward}/agency/khac`))).status, 404);
  });

  it('leave the rules of sessions alone when a counter gets another name', async () => {
    const rules = () =>
      server.database.db.selectFrom('session_rule').select('id').where('counter', '=', '26506.N').execute();
    const before = await rules();
    const page = await admin.page(of(`${ward}/counter/26506.N`));
    assert.equal((await send(page, { name: 'Chứng thực buổi tối' })).status, 303);
    assert.deepEqual(await rules(), before);
  });

  it('do not let an admin change a procedure that dossiers elsewhere have', async () => {
    const other = await signedIn('ban-khac', openWard);
    const page = await other.page(of(`${openWard}/procedure/1.004222`));
    const { status, words } = await send(page, { name: 'Đã sửa' }, { browser: other });
    assert.equal(status, 422);
    assert.match(words, /cơ quan khác cũng dùng thủ tục “1\.004222”/);
  });

  it('take a service away from the counters, also of agencies below, which can be saved as before', async () => {
    const removal = await send(await admin.page(of('79/service/khai-tu')), {}, { action: 'remove' });
    assert.match(removal.words, /kết thúc dịch vụ <strong>Đăng ký khai tử/);
    assert.equal((await send(removal.page, { reason: 'Thôi làm' }, { action: 'removeNow' })).status, 303);
    const counter = await admin.page(of(`${ward}/counter/26506.B`));
    assert.ok(!counter.includes('value="khai-tu"'));
    assert.equal((await send(counter, { name: 'Quầy hộ tịch 2' })).status, 303);
    assert.equal((await send(await admin.page(of(`${ward}/place/26506.1`)), { phone: '0254 385 2222' })).status, 303);
    const again = await exportOffice(server.database.db, ward);
    assert.ok(!again.includes('khai-tu'));
  });

  it('can be saved one after the other, though something else of the office is wrong', async () => {
    const { db } = server.database;
    const service = { id: '26526.rieng', agency: openWard, name: 'Riêng', folded: 'rieng', field: 'x', minutes: 20 };
    await db
      .insertInto('service')
      .values({ ...service, synonyms: '[]' })
      .execute();
    await db.insertInto('counter_service').values({ counter: '26506.A', service: service.id }).execute();
    for (const path of ['agency/26506', 'place/26506.1']) {
      const { status, words } = await send(await admin.page(of(`${ward}/${path}`)), { phone: '0254 385 3333' });
      assert.equal(status, 303, words);
    }
    const counter = await admin.page(of(`${ward}/counter/26506.A`));
    assert.match((await send(counter, { name: 'Quầy A' })).words, /không có dịch vụ “26526\.rieng”/);
    assert.equal((await send(counter, { services: ['chung-thuc-ban-sao', 'chung-thuc-chu-ky'] })).status, 303);
  });

  it('do not remove what is history', async () => {
    const page = await admin.page(of('79/day/2026-01-01'));
    assert.ok(!page.includes('value="remove"'));
    assert.equal((await send(page, {}, { action: 'removeNow' })).status, 404);
  });

  it('are not there for other agencies', async () => {
    const other = await signedIn('phuong-khac', openWard);
    for (const path of [ward, `${ward}/place`, `${ward}/place/26506.1`, `${ward}/setting/booking`, '79/agency/79']) {
      assert.equal((await other.open(of(path))).status, 404, path);
      const { fields } = formOf(await other.page(of(`${openWard}/place`)), of(''));
      const token = fields.find(([name]) => name === 'token')?.[1] ?? '';
      const answer = await other.post(of(path), { token, was: '', name: 'Bị chiếm', action: 'save' });
      assert.equal(answer.status, 404, path);
    }
    assert.equal((await other.open(`/desk/office/file?agency=${ward}`)).status, 404);
    for (const path of [`${openWard}/khong-co`, `${openWard}/place/khong-co`, `${openWard}/setting/__proto__`])
      assert.equal((await other.open(of(path))).status, 404, path);
  });
});
