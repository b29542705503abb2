import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Guide, guideList, Output } from '../../../src/contract/index.ts';
import { readMp4 } from '../../../src/server/guides/mp4.ts';
import { officerHeaders } from '../../support/desk.ts';
import { backend, type Backend, newKey, refusal, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';

const folder = join(import.meta.dirname, '../../../src/server/sample/guides');
const sample = (name: string) => readFileSync(join(folder, name));
const birth = 'dang-ky-khai-sinh';

/** A sample film with four bytes changed, some bytes behind a word. */
function changed(word: string, behind: number, value: number): Buffer {
  const data = Buffer.from(sample('chung-thuc-ban-sao.mp4'));
  data.writeUInt32BE(value, data.indexOf(word) + 4 + behind);
  return data;
}
function renamed(from: string, to: string): Buffer {
  const data = Buffer.from(sample('chung-thuc-ban-sao.mp4'));
  data.write(to, data.lastIndexOf(from), 'latin1');
  return data;
}

/** The same film with `moov` behind the media data, as a camera writes it. */
function indexLast(data: Buffer): Buffer {
  const start = data.indexOf('moov') - 4;
  const size = data.readUInt32BE(start);
  const moov = Buffer.from(data.subarray(start, start + size));
  for (let at = moov.indexOf('stco'); at >= 0; at = moov.indexOf('stco', at + 4)) {
    const count = moov.readUInt32BE(at + 8);
    for (let i = 0; i < count; i++) moov.writeUInt32BE(moov.readUInt32BE(at + 12 + 4 * i) - size, at + 12 + 4 * i);
  }
  return Buffer.concat([data.subarray(0, start), data.subarray(start + size), moov]);
}

describe('Guides', () => {
  let server: Backend;
  let headers: Record<string, string>;

  before(async () => {
    server = await backend(await testDatabase());
    headers = await officerHeaders(server.database.db, 'lan', { name: 'Trần Lan' });
  });
  after(() => server.database.close());

  const list = async (query = '') =>
    (await (await server.get(`/api/guides?agency=${ward}${query}`)).json()) as Output<typeof guideList>;
  const read = async (id: string) => server.get(`/api/guides/${id}?agency=${ward}`);
  const guide = async (id: string) => (await (await read(id)).json()) as Guide;
  const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });

  it('are found by what people call the procedure, without diacritics', async () => {
    assert.deepEqual(
      (await list('&q=lam%20khai%20sinh')).guides.map(({ id }) => id),
      [birth],
    );
    assert.equal((await list()).total, 3);
    assert.equal((await list('&procedure=2.000815')).guides.length, 1);
    assert.equal((await list('&q=100%25')).total, 0);
  });

  it('have steps, words, papers of the procedure and what each file weighs', async () => {
    const { chapters, captions, papers, sources, poster, seconds, outdated } = await guide(birth);
    assert.equal(outdated, null);
    assert.equal(chapters.length, 4);
    assert.ok(chapters.every(({ at }) => at < seconds));
    assert.deepEqual(
      captions.map(({ lang }) => lang),
      ['vi', 'en'],
    );
    assert.equal(captions[0]?.cues?.[0]?.text.startsWith('Muốn đăng ký khai sinh'), true);
    assert.deepEqual(
      papers.map(({ name, at }) => [name, at !== null]),
      [
        ['Tờ khai đăng ký khai sinh', true],
        ['Giấy chứng sinh', true],
      ],
    );
    for (const { url, type, bytes } of sources) {
      const answer = await get(`/api/${url}`);
      assert.equal(answer.headers.get('Content-Type'), type);
      assert.equal((await answer.arrayBuffer()).byteLength, bytes);
    }
    assert.equal((await get(`/api/${poster}`)).headers.get('Content-Type'), 'image/jpeg');
    const vtt = await (await get(`/api/${captions[0]?.url}`)).text();
    assert.ok(vtt.startsWith('WEBVTT\n\n00:00:00.000 --> '));
  });

  it('are served by ranges, to any page', async () => {
    const { sources } = await guide(birth);
    const { url, bytes } = sources[0]!;
    const whole = sample(`${birth}.mp4`);
    const part = async (range: string, more = {}) => get(`/api/${url}`, { Range: range, ...more });
    const first = await part('bytes=0-99');
    assert.equal(first.status, 206);
    assert.equal(first.headers.get('Content-Range'), `bytes 0-99/${bytes}`);
    assert.deepEqual(Buffer.from(await first.arrayBuffer()), whole.subarray(0, 100));
    const middle = await part(`bytes=300000-`);
    assert.deepEqual(Buffer.from(await middle.arrayBuffer()), whole.subarray(300_000));
    const last = await part('bytes=-10');
    assert.deepEqual(Buffer.from(await last.arrayBuffer()), whole.subarray(bytes - 10));
    const beyond = await part(`bytes=${bytes}-`);
    assert.deepEqual([beyond.status, beyond.headers.get('Content-Range')], [416, `bytes */${bytes}`]);
    assert.equal((await part('bytes=0-9', { 'If-Range': '"another"' })).status, 200);
    const tag = first.headers.get('ETag') ?? '';
    assert.equal((await part('bytes=0-9', { 'If-Range': tag })).status, 206);
    assert.equal((await get(`/api/${url}`, { 'If-None-Match': tag })).status, 304);
    for (const odd of ['bytes=5-1', 'lines=1-2', 'bytes=0-1,5-6', 'nonsense'])
      assert.ok([200, 416].includes((await part(odd)).status), odd);
    const elsewhere = await get(`/api/${url}`, { Origin: 'https://portal.example' });
    assert.equal(elsewhere.headers.get('Access-Control-Allow-Origin'), 'https://portal.example');
    assert.equal(elsewhere.headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
    const head = await server.app.request(`/api/${url}`, { method: 'HEAD' });
    assert.deepEqual([head.headers.get('Content-Length'), (await head.arrayBuffer()).byteLength], [String(bytes), 0]);
  });

  it('that are not there are refused by name', async () => {
    assert.deepEqual(await refusal(await read('nowhere')), { slug: 'guide-not-found', status: 404 });
    assert.deepEqual(await refusal(await get(`/api/guides/${birth}/nothing.mp4`)), {
      slug: 'guide-not-found',
      status: 404,
    });
    assert.equal((await get(`/api/guides/${birth}/km.vtt`)).status, 404);
    assert.equal((await get(`/api/guides?agency=${ward}&after=nowhere`)).status, 404);
  });

  it('tell when the procedure has changed since, and are no longer listed', async () => {
    const { db } = server.database;
    const { facts } = await db
      .selectFrom('procedure')
      .select('facts')
      .where('code', '=', '1.001193')
      .executeTakeFirstOrThrow();
    const set = (more: object) =>
      db
        .updateTable('procedure')
        .set({ facts: JSON.stringify({ ...(facts as object), ...more }) })
        .where('code', '=', '1.001193')
        .execute();
    await set({ validFrom: '2027-01-01' });
    assert.deepEqual((await guide(birth)).outdated, {
      reason: 'procedure-changed',
      since: '2027-01-01',
      instead: null,
    });
    assert.equal((await list('&q=khai%20sinh')).total, 0);
    await set({ replacedBy: '2.000815' });
    assert.deepEqual((await guide(birth)).outdated, {
      reason: 'procedure-replaced',
      since: null,
      instead: 'chung-thuc-ban-sao',
    });
    await set({});
    await db.updateTable('guide').set({ valid_to: '2026-11-22' }).where('id', '=', birth).execute();
    assert.equal((await guide(birth)).outdated?.reason, 'expired');
    await db.updateTable('guide').set({ valid_to: null }).where('id', '=', birth).execute();
    assert.equal((await list()).total, 3);
  });

  it('count whom they helped, and at which step they did not, once per key', async () => {
    const answer = { kind: 'guide', agency: ward, guide: birth, helpful: false, step: 2 };
    const key = newKey();
    assert.equal((await server.write(answer, key)).status, 201);
    assert.equal((await server.write(answer, key)).status, 200);
    await server.write({ ...answer, helpful: true, step: undefined });
    const rows = await server.database.db.selectFrom('guide_answer').select(['guide', 'helpful', 'step']).execute();
    assert.deepEqual(rows, [
      { guide: birth, helpful: false, step: 2 },
      { guide: birth, helpful: true, step: null },
    ]);
    assert.equal((await refusal(await server.write({ ...answer, step: 9 }))).slug, 'invalid-input');
    assert.equal((await refusal(await server.write({ ...answer, guide: 'nowhere' }))).slug, 'guide-not-found');
  });

  describe('published at the desk', () => {
    const open = async (path: string) => (await server.app.request(path, { headers })).text();
    const hidden = (page: string, name: string) =>
      new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? '';
    const send = async (path: string, page: string, fields: Record<string, string | Blob>) => {
      const body = new FormData();
      body.set('token', hidden(page, 'token'));
      body.set('version', hidden(page, 'version'));
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return server.app.request(path, { method: 'POST', headers, body });
    };
    const film = (bytes: Uint8Array = sample('chung-thuc-ban-sao.mp4')) =>
      new File([new Uint8Array(bytes)], 'film.mp4');
    const captions = (text = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nXin chào <b>bà con</b> &amp; cô bác.\n') =>
      new File([text], 'vi.vtt');
    const good = () => ({
      title: 'Nhận kết quả tại quầy',
      procedure: '2.000815',
      mp4: film(),
      captionsVi: captions(),
    });
    const steps = '0:00 Lấy số | Take a number\n0:20 Nhận kết quả';
    const lines = '0:00–0:02 Xin chào bà con & cô bác. | Hello everybody.';
    /** Sets captions and steps along the film. */
    const time = async (at: string, fields: Record<string, string | Blob> = {}) =>
      send(`${at}/timing`, await open(`${at}/timing`), { captions: lines, chapters: steps, ...fields });

    it('are a draft first, then shown, changed, and taken away again', async () => {
      const made = await send('/desk/guides', await open('/desk/guides'), good());
      assert.equal(made.status, 303);
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      const id = at.split('/').at(-1)!;
      assert.match(id, /^nhan-ket-qua-tai-quay-/);
      let page = await open(at);
      assert.ok(page.includes('Bản nháp') && page.includes('<video'));
      assert.equal((await read(id)).status, 404);
      const [address = ''] = /\/desk\/guides\/[^"]+\.mp4/.exec(page) ?? [];
      const publicly = `/api/guides/${id}/${address.split('/').at(-1)}`;
      const preview = () => server.app.request(address, { headers });
      for (const path of [publicly, `/api/guides/${id}/vi.vtt`]) assert.equal((await server.get(path)).status, 404);
      assert.equal((await preview()).status, 200, 'whoever made it looks at it');
      assert.equal((await preview()).headers.get('Cache-Control'), 'private, no-store');
      assert.equal((await server.app.request(address)).status, 401);

      const early = await send(`${at}/state`, page, { to: 'published' });
      assert.equal(early.status, 409);
      assert.match(await early.text(), /Cần ghi ít nhất một bước/);
      assert.equal((await time(at)).status, 303);
      await send(`${at}/state`, await open(at), { to: 'published' });
      assert.equal((await server.get(publicly)).status, 200);
      const shown = await guide(id);
      assert.deepEqual(shown.chapters, [
        { at: 0, title: { vi: 'Lấy số', en: 'Take a number' } },
        { at: 20, title: { vi: 'Nhận kết quả' } },
      ]);
      assert.equal(shown.captions[0]?.cues?.[0]?.text, 'Xin chào bà con & cô bác.');
      assert.equal(shown.publisher, 'Phường Vũng Tàu');

      assert.equal(shown.captions[1]?.cues?.[0]?.text, 'Hello everybody.');

      page = await open(at);
      const { title, procedure } = good();
      assert.equal((await time(at, { 'paper:Giấy tờ cần chứng thực': '0:05' })).status, 303);
      assert.deepEqual(
        (await guide(id)).papers.map(({ at }) => at),
        [5],
      );
      const stale = await send(at, page, { title, procedure });
      assert.equal(stale.status, 422);
      assert.match(await stale.text(), /Có người vừa thay đổi/);

      await send(`${at}/state`, await open(at), { to: 'withdrawn' });
      assert.equal((await read(id)).status, 404);
      assert.equal((await server.get(publicly)).status, 404, 'its film is withdrawn too');
      assert.equal((await preview()).status, 200);
      const log = await server.database.db.selectFrom('audit').select('action').where('subject', '=', id).execute();
      assert.deepEqual(
        log.map(({ action }) => action),
        ['guide.create', 'guide.timing', 'guide.published', 'guide.timing', 'guide.withdrawn'],
      );
    });

    it('replace the film in every format, and keep what somebody else has saved', async () => {
      const made = await send('/desk/guides', await open('/desk/guides'), {
        ...good(),
        webm: new File([new Uint8Array(sample('chung-thuc-ban-sao.webm'))], 'x.webm'),
      });
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      const id = at.split('/').at(-1)!;
      await time(at);
      await send(`${at}/state`, await open(at), { to: 'published' });
      const before = await guide(id);
      assert.deepEqual(
        before.sources.map(({ type }) => type),
        ['video/mp4', 'video/webm'],
      );
      const { title, procedure } = good();
      const again = await open(at);
      await send(at, again, { title, procedure, mp4: film(sample('tra-cuu-va-dat-lich.mp4')) });
      assert.deepEqual(
        (await guide(id)).sources.map(({ type }) => type),
        ['video/mp4'],
      );
      for (const { url } of before.sources)
        assert.equal((await get(`/api/${url}`)).status, 200, 'who is watching goes on');

      const late = await send(at, again, { title: 'Tên khác', procedure });
      const shown = await late.text();
      assert.ok(!shown.includes('Tên khác') && shown.includes(title));
    });

    const refused: [what: string, change: Record<string, string | Blob>, words: RegExp][] = [
      ['a film of three bytes', { mp4: new File(['abc'], 'x.mp4') }, /không phải là video MP4/],
      [
        'captions that are not UTF-8',
        { captionsVi: new File([new Uint8Array([0xff, 0xfe, 0x57])], 'x.vtt') },
        /không dùng bảng mã Unicode/,
      ],
      ['captions of 300 KB', { captionsVi: captions(`WEBVTT\n\n${'<'.repeat(300_000)}`) }, /lớn hơn 200 KB/],
      ['a title of 300 characters', { title: 'Rất dài '.repeat(38) }, /dài quá 200 ký tự/],
      [
        'captions without their first word',
        { captionsVi: captions('1\n00:00 --> 00:01\nA') },
        /phải bắt đầu bằng chữ WEBVTT/,
      ],
      [
        'captions with a broken time',
        { captionsVi: captions('WEBVTT\n\n00:00.000 --> 00:02.000\nMột\n\n00:02 -> 00:03\nHai\n') },
        /thời gian viết chưa đúng[^<]*\(dòng 6\)/,
      ],
      ['a film that is cut off', { mp4: film(sample('chung-thuc-ban-sao.mp4').subarray(0, 200_000)) }, /bị cắt cụt/],
      [
        'something that is no film',
        { mp4: new File(['not a film at all, only words'], 'x.mp4') },
        /không phải là video MP4/,
      ],
      [
        'a film that ends in the middle of its header',
        { mp4: film(sample('chung-thuc-ban-sao.mp4').subarray(0, 40)) },
        /bị cắt cụt/,
      ],
      ['a film of three hours', { mp4: film(changed('mvhd', 16, 3 * 3600 * 1000)) }, /dài hơn một giờ/],
      ['a film that televisions do not play', { mp4: film(renamed('avc1', 'hvc1')) }, /không dùng mã H.264/],
      ['a day that is none', { validTo: '2026-02-31' }, /không có thật/],
    ];
    for (const [what, change, words] of refused)
      it(`say what is wrong with ${what}, and keep what was typed`, async () => {
        const answer = await send('/desk/guides', await open('/desk/guides'), { ...good(), ...change });
        assert.equal(answer.status, 422);
        const page = (await answer.text()).replace(/\s+/g, ' ');
        assert.match(page, words);
        assert.ok(page.includes('value="Nhận kết quả tại quầy"') || 'title' in change);
      });

    const badTiming: [what: string, fields: Record<string, string | Blob>, words: RegExp][] = [
      ['a sentence without a time', { captions: `${lines}\nChào` }, /chưa có giờ[^<]*\(dòng 2\)/],
      ['sentences out of order', { captions: `0:05–0:06 Hai\n${lines}` }, /phải tăng dần[^<]*\(dòng 2\)/],
      ['a sentence that ends before it begins', { captions: '0:05–0:02 Một' }, /phải tăng dần[^<]*\(dòng 1\)/],
      ['a sentence after the end of the film', { captions: '9:05–9:06 Một' }, /sau khi video hết[^<]*\(dòng 1\)/],
      ['steps after the end of the film', { chapters: '0:00 Một\n9:59 Hai' }, /trong video[^<]*\(dòng 2\)/],
      ['two steps at one time', { chapters: '0:05 Một\n0:05 Hai' }, /tăng dần[^<]*\(dòng 2\)/],
      ['steps without times', { chapters: 'Một' }, /viết phút:giây[^<]*\(dòng 1\)/],
      [
        'more steps than anybody follows',
        { chapters: Array.from({ length: 51 }, (_, i) => `0:${String(i).padStart(2, '0')} Bước`).join('\n') },
        /nhiều nhất 50 bước/,
      ],
      ['a poster that is no picture', { poster: new File(['no picture at all'], 'x.jpg') }, /phải là JPEG/],
      ['a paper explained after the end', { 'paper:Giấy tờ cần chứng thực': '9:00' }, /Thời gian nói về giấy tờ/],
    ];
    it('say what is wrong with captions and steps, and keep what was typed', async () => {
      const made = await send('/desk/guides', await open('/desk/guides'), good());
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      for (const [what, fields, words] of badTiming) {
        const answer = await time(at, fields);
        assert.equal(answer.status, 422, what);
        const page = (await answer.text()).replace(/\s+/g, ' ');
        assert.match(page, words, what);
        const { captions: typed = lines } = fields;
        assert.ok(page.includes(String(typed).replace(/\s+/g, ' ').replace(/&/g, '&amp;')), what);
      }
    });

    it('keep English captions that have times of their own', async () => {
      const english = new File(['WEBVTT\n\n00:00:00.500 --> 00:00:03.000\nGood morning.\n'], 'en.vtt');
      const made = await send('/desk/guides', await open('/desk/guides'), { ...good(), captionsEn: english });
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      assert.match(await open(`${at}/timing`), /có giờ riêng/);
      await time(at, { captions: '0:01–0:02 Chào' });
      const rows = await server.database.db
        .selectFrom('guide_caption')
        .select(['lang', 'cues'])
        .where('guide', '=', at.split('/').at(-1)!)
        .orderBy('lang')
        .execute();
      assert.deepEqual(
        rows.map(({ lang, cues }) => [lang, cues[0]?.text]),
        [
          ['en', 'Good morning.'],
          ['vi', 'Chào'],
        ],
      );
      await time(at, { captions: '0:01–0:02 Chào | Hello | there' });
      assert.match(await open(`${at}/timing`), /0:01–0:02 Chào \| Hello \/ there/);
    });

    it('stay as they are when the page is saved without a change', async () => {
      const { db } = server.database;
      await db
        .updateTable('guide')
        .set({
          agency: ward,
          chapters: JSON.stringify([
            { at: 0, title: { vi: 'Một' } },
            { at: 19.6, title: { vi: 'Hai' } },
          ]),
        })
        .where('id', '=', birth)
        .execute();
      const count = [{ chapter: 1, played: 1, finished: 0, rewound: 0 }];
      await server.post(`/api/guides/${birth}/count`, { agency: ward, chapters: count });
      const stored = async () => [
        await db.selectFrom('guide').select(['chapters', 'paper_times']).where('id', '=', birth).execute(),
        await db.selectFrom('guide_caption').selectAll().where('guide', '=', birth).orderBy('lang').execute(),
        await db.selectFrom('guide_watch').selectAll().where('guide', '=', birth).execute(),
      ];
      const before = await stored();
      const page = await open(`/desk/guides/${birth}/timing`);
      const unescaped = (text = '') =>
        text
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
      const fields: Record<string, string> = {};
      for (const [, name = '', text] of page.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<\/textarea/g))
        fields[name] = unescaped(text);
      for (const [, name = '', value] of page.matchAll(/name="(paper:[^"]+)"[^>]*value="([^"]*)"/g))
        fields[name] = unescaped(value);
      assert.equal((await send(`/desk/guides/${birth}/timing`, page, fields)).status, 303);
      assert.deepEqual(await stored(), before);
      const emptied = await send(`/desk/guides/${birth}/timing`, await open(`/desk/guides/${birth}/timing`), {
        ...{ captions: '', chapters: '' },
      });
      assert.equal(emptied.status, 422, 'citizens see it');
      assert.match(await emptied.text(), /Cần có phụ đề tiếng Việt/);
    });

    it('keep what two officers have written at the same time', async () => {
      const made = await send('/desk/guides', await open('/desk/guides'), good());
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      const [mine, form] = [await open(`${at}/timing`), await open(at)];
      await time(at, { captions: '0:01–0:02 Của chị Hoa' });
      const late = await send(`${at}/timing`, mine, { captions: '0:01–0:02 Của tôi', chapters: steps });
      assert.equal(late.status, 422);
      const both = await late.text();
      assert.ok(both.includes('Của chị Hoa') && both.includes('Của tôi'));
      assert.equal((await send(`${at}/timing`, both, { captions: '0:01–0:02 Của tôi', chapters: steps })).status, 303);

      const wrong = await send(at, form, { title: 'Tên của tôi', validTo: '2026-02-31' });
      const again = await send(at, await wrong.text(), { title: 'Tên của tôi', validTo: '' });
      assert.match(await again.text(), /Có người vừa thay đổi/, 'a mistake in between changes nothing');
    });

    it('show by step how they were watched, and count anew when the steps change', async () => {
      const made = await send('/desk/guides', await open('/desk/guides'), good());
      const at = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
      const id = at.split('/').at(-1)!;
      await time(at);
      const count = async (...chapters: number[]) =>
        server.post(`/api/guides/${id}/count`, {
          agency: ward,
          chapters: chapters.map(chapter => ({ chapter, played: 3, finished: 2, rewound: 1 })),
        });
      assert.equal((await count(0)).status, 404, 'a draft');
      await send(`${at}/state`, await open(at), { to: 'published' });
      assert.match(await open(at), /Chưa có ai xem/);
      assert.deepEqual(await (await count(0)).json(), { counted: true });
      await count(0, 1, 7);
      const cells = async () =>
        [...(await open(at)).matchAll(/<td class="number">(\d+)<\/td>/g)].map(([, cell]) => cell);
      assert.deepEqual(await cells(), ['6', '4', '2', '3', '2', '1']);
      for (const bad of [{ chapter: -1 }, { played: 21 }, { finished: 0.5 }, { chapter: 1e9 }]) {
        const chapters = [{ chapter: 0, played: 1, finished: 1, rewound: 1, ...bad }];
        assert.equal((await server.post(`/api/guides/${id}/count`, { agency: ward, chapters })).status, 422);
      }
      await time(at);
      assert.equal((await cells()).length, 6, 'the same steps');
      await time(at, { chapters: '0:00 Lấy số\n0:25 Nhận kết quả' });
      assert.match(await open(at), /Chưa có ai xem/);
    });

    it('take a film as cameras write it, with the index at its end', async () => {
      const original = sample('chung-thuc-ban-sao.mp4');
      const behind = indexLast(original);
      assert.notDeepEqual(behind, original);
      const made = await send('/desk/guides', await open('/desk/guides'), { ...good(), mp4: film(behind) });
      assert.equal(made.status, 303);
      const { data } = await server.database.db
        .selectFrom('guide_file')
        .select('data')
        .where('guide', 'like', 'nhan-ket-qua%')
        .orderBy('guide', 'desc')
        .executeTakeFirstOrThrow();
      assert.deepEqual(Buffer.from(data), original, 'the same bytes as a film made for the web');

      // The last box may say that it goes to the end of the file.
      const open0 = Buffer.from(behind);
      open0.writeUInt32BE(0, open0.lastIndexOf('moov') - 4);
      const read = readMp4(open0);
      assert.ok('data' in read && 'data' in readMp4(read.data));
    });

    it('are read or refused, whatever bytes an MP4 has', () => {
      const films = [sample('chung-thuc-ban-sao.mp4'), indexLast(sample('chung-thuc-ban-sao.mp4'))];
      const moov = films.map(data => data.lastIndexOf('moov') - 4);
      fc.assert(
        fc.property(
          fc.nat(1),
          fc.nat(6000),
          fc.constantFrom(0, 1, 7, 8, 0x7fff_ffff, 0xffff_ffff),
          (which, at, value) => {
            const data = Buffer.from(films[which]!);
            data.writeUInt32BE(value, Math.min(data.length - 4, moov[which]! + at));
            const read = readMp4(data);
            assert.ok('fault' in read || read.seconds > 0);
          },
        ),
        { numRuns: 300 },
      );
    });
  });

  it('are listed page by page when there are 500', async () => {
    const { db } = server.database;
    const rows = Array.from({ length: 500 }, (_, i) => ({
      id: `many-${i}`,
      agency: ward,
      procedure: null,
      title: JSON.stringify({ vi: `Hướng dẫn số ${i}` }),
      folded: `huong dan so ${String(i).padStart(3, '0')}`,
      seconds: 60,
      chapters: '[]',
      paper_times: '{}',
      state: 'published' as const,
      valid_to: null,
      reviewed_at: '2026-11-01',
      created_at: new Date(),
    }));
    await db.insertInto('guide').values(rows).execute();
    const seen = new Set<string>();
    let page = await list('&q=huong%20dan%20so');
    assert.equal(page.total, 500);
    while (page.guides.length) {
      for (const { id } of page.guides) seen.add(id);
      page = await list(`&q=huong%20dan%20so&after=${page.guides.at(-1)?.id}`);
    }
    assert.equal(seen.size, 500);
    await db.deleteFrom('guide').where('id', 'like', 'many-%').execute();
  });
});
