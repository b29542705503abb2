import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../src/server/app.ts';
import type { Database } from '../../src/server/database.ts';
import { testDatabase } from '../support/database.ts';

const dist = join(import.meta.dirname, '../../dist');
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
        `/frame/mc-status-lookup?to=${portal}&code=H29.132-261118-0042&agency=${markup}&phone=${markup}&kind=${markup}`,
      )
    ).text();
    assert.ok(!page.includes('0042'));
    assert.ok(!page.includes('<script>alert'));
  });
});
