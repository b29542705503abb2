import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { refusal } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';

const dist = join(import.meta.dirname, '../../../dist');
const portal = 'https://phuong.example';

describe('A page for frames', () => {
  let database: Database;
  let ask: (path: string) => Promise<Response>;

  before(async () => {
    database = await testDatabase({ now: new Date() });
    const app = await createApp(database, { origins: [portal], dist });
    ask = async path => app.request(path);
  });
  after(() => database.close());

  it('is for the portal that its address names, and for no other', async () => {
    const answer = await ask(`/frame/mc-status-lookup?agency=26506&to=${portal}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('Content-Security-Policy') ?? '', /frame-ancestors https:\/\/phuong\.example;/);
    assert.equal(answer.headers.get('X-Frame-Options'), null);
    for (const to of ['', '*', 'https://evil.example', `${portal}/`, `${portal};sandbox`, 'javascript:alert(1)'])
      assert.equal((await ask(`/frame/mc-status-lookup?to=${encodeURIComponent(to)}`)).status, 403, to);
  });

  it('has no page for what is no widget', async () => {
    for (const tag of ['motcua', 'mc-none', '..%2fmc-status-lookup'])
      assert.equal((await ask(`/frame/${tag}?to=${portal}`)).status, 404, tag);
  });

  it('takes no code from its address, and no markup', async () => {
    const markup = encodeURIComponent('"><script>alert(1)</script>');
    const page = await (
      await ask(
        `/frame/mc-status-lookup?to=${portal}&code=H29.132-261118-0042&agency=26506&phone=${markup}&kind=${markup}`,
      )
    ).text();
    assert.ok(!page.includes('0042'));
    assert.ok(!page.includes('<script>alert'));
  });

  it('shows no number, word or link that is not the agency’s or the portal’s own', async () => {
    const query = new URLSearchParams({
      agency: '26506',
      to: portal,
      phone: '1900 6666 (phí 50.000đ/phút)',
      lang: 'Xin chào',
      theme: 'national evil',
      links: `booking=https://evil.example/dat-lich feedback=${portal}/gop-y status=/tra-cuu submit=javascript:alert(1)`,
      kind: 'Chuyển khoản cho tôi',
      service: 'chung-thuc-ban-sao',
    });
    const page = await (await ask(`/frame/mc-appointment-booker?${query}`)).text();
    for (const foreign of ['1900', 'evil', 'Xin chào', 'Chuyển khoản', 'javascript'])
      assert.ok(!page.includes(foreign), foreign);
    assert.match(page, /data-phone="0254 385 0000"/);
    assert.match(page, /<p>0254 385 0000<\/p>/);
    assert.match(page, /data-links="feedback=https:\/\/phuong\.example\/gop-y status=\/tra-cuu"/);
    assert.match(page, /<div data-motcua="mc-appointment-booker" data-service="chung-thuc-ban-sao">/);
    for (const agency of ['', '0', '"><b>', 'x'.repeat(70)])
      assert.deepEqual(
        await refusal(await ask(`/frame/mc-status-lookup?to=${portal}&agency=${encodeURIComponent(agency)}`)),
        { slug: 'agency-not-found', status: 404 },
      );
  });

  it('that is refused has the headers of every other answer', async () => {
    for (const path of ['/frame/mc-none', '/frame/mc-status-lookup?to=https://evil.example', '/frame/frame.css']) {
      const { headers } = await ask(path);
      assert.match(headers.get('Content-Security-Policy') ?? '', /frame-ancestors 'none'/, path);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', path);
      assert.equal(headers.get('X-Frame-Options'), 'DENY', path);
    }
  });
});
