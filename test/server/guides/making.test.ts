import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { readConfig } from '../../../src/server/platform/config.ts';
import { openDatabase } from '../../../src/server/platform/open-database.ts';

const motcua = join(import.meta.dirname, '../../../src/server/main.ts');
const script = `# Lấy số thứ tự | Take a number
## Đến quầy | Go to the desk
draw desk
- Mời Ông Bà lấy số. | Please take a number. | Lấy số
- Rồi ngồi chờ gọi. | Then wait.
## Nhận kết quả
draw certificate
- Nghe gọi số thì đến quầy.
`;
/** Why nothing is drawn here: once is enough, and the command has an embedded database of its own. */
const skip = process.env['TEST_DATABASE_URL']
  ? 'it is the same on PostgreSQL'
  : !['ffmpeg', 'espeak-ng'].every(program => !spawnSync(program, ['--help']).error) &&
    'espeak-ng or ffmpeg is missing';

describe('motcua guide make', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'guide-make-'))));
  after(() => rmSync(folder, { recursive: true }));

  const make = async (text: string | Uint8Array, args: string[] = [], env = {}) => {
    writeFileSync(join(folder, 'lay-so.txt'), text);
    return promisify(execFile)(process.execPath, [motcua, 'guide', 'make', join(folder, 'lay-so.txt'), ...args], {
      env: { ...process.env, MOTCUA_DATA: join(folder, 'data'), DATABASE_URL: '', ...env },
    }).then(
      ({ stdout }) => ({ out: stdout, failure: '' }),
      ({ stderr }: { stderr: string }) => ({ out: '', failure: stderr }),
    );
  };

  it('tells the line of a mistake in the script', async () => {
    const mistakes: [string | Uint8Array, RegExp][] = [
      [script.replace('draw desk', 'draw dragon'), /lay-so\.txt:3: there is no such drawing: papers/],
      [script.replace('- Rồi', 'Rồi'), /lay-so\.txt:5: not understood/],
      [script.replace('# Lấy số thứ tự | Take a number', ''), /lay-so\.txt:1: the title is missing/],
      ['# Chỉ có tên', /a chapter without sentences/],
      [new Uint8Array([0x23, 0x20, 0xff]), /is not UTF-8/],
    ];
    for (const [text, words] of mistakes) assert.match((await make(text)).failure, words);
  });

  it('says what to install where a program is missing', async () => {
    const { failure } = await make(script, [], { PATH: '/nonexistent' });
    assert.match(failure, /is missing: apt install espeak-ng ffmpeg/);
  });

  it('draws a film with captions and a poster, and stores it as a draft of an agency', { skip }, async () => {
    const { out } = await make(script);
    assert.match(out, /lay-so\.mp4, .*: \d+ s/);
    for (const ending of ['mp4', 'webm', 'jpg', 'en.vtt']) assert.ok(existsSync(join(folder, `lay-so.${ending}`)));
    const captions = readFileSync(join(folder, 'lay-so.vi.vtt'), 'utf8');
    assert.match(captions, /^WEBVTT\n\n00:00:00\.000 --> 00:00:0\d\.\d{3}\nMời Ông Bà lấy số\./);

    const environment = { MOTCUA_DATA: join(folder, 'data'), DATABASE_URL: '' };
    await promisify(execFile)(process.execPath, [motcua, 'sample'], { env: { ...process.env, ...environment } });
    assert.match((await make(script, ['--agency', '999'])).failure, /no agency 999/);
    assert.match((await make(script, ['--agency', '26506'])).out, /stored as the draft lay-so-thu-tu-[0-9a-f]{6}/);
    const database = await openDatabase(readConfig(environment));
    const { state, chapters, seconds } = await database.db
      .selectFrom('guide')
      .selectAll()
      .where('id', 'like', 'lay-so-thu-tu-%')
      .executeTakeFirstOrThrow();
    assert.equal(state, 'draft');
    assert.deepEqual(
      chapters.map(({ title }) => title),
      [{ vi: 'Đến quầy', en: 'Go to the desk' }, { vi: 'Nhận kết quả' }],
    );
    assert.ok(chapters[1]!.at > 2 && chapters[1]!.at < seconds);
    const files = await database.db
      .selectFrom('guide_file')
      .select('type')
      .where('guide', 'like', 'lay-so-thu-tu-%')
      .orderBy('type')
      .execute();
    assert.deepEqual(
      files.map(({ type }) => type),
      ['image/jpeg', 'video/mp4', 'video/webm'],
    );
    await database.close();
  });
});
