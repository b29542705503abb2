import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../support/browser.ts';
import { freshPostgres } from '../support/database.ts';
import { on, press, reach } from '../support/keyboard.ts';
import { officeText } from '../support/office.ts';
import { freePort } from '../support/free-port.ts';

const main = join(import.meta.dirname, '../../src/server/main.ts');
const password = 'chim sẻ ăn thóc';

const postgres = process.env['TEST_DATABASE_URL'];
const kind = postgres ? 'PostgreSQL' : 'the embedded database';
const open = async () => (postgres ? freshPostgres(postgres) : undefined);

describe(`A commune that goes live on ${kind}`, { timeout: 240_000 }, () => {
  let folder: string;
  let portal: Server;
  let page = '';
  let env: NodeJS.ProcessEnv;
  let url = '';
  let database: Awaited<ReturnType<typeof open>>;
  let server: ChildProcess | undefined;
  let browser: Browser;
  let token = '';

  const motcua = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, main, ...args], {
      env,
      encoding: 'utf8',
      input: '',
    });
    return { status, output: stdout + stderr };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-set-up-'));
    database = await open();
    portal = createServer((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page),
    );
    const port = await freePort();
    await new Promise<void>(resolve => portal.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${port}`;
    env = {
      ...process.env,
      ...{ MOTCUA_DATA: folder, DATABASE_URL: database?.url ?? '', PORT: String(port), MOTCUA_LANG: 'vi' },
      MOTCUA_ORIGINS: `http://127.0.0.1:${(portal.address() as AddressInfo).port}`,
    };
    const { executablePath, args, env: own } = await findBrowser();
    browser = await chromium.launch({ executablePath, args, env: own });
  });
  after(async () => {
    await browser.close();
    server?.kill('SIGTERM');
    await new Promise(resolve => (server ? server.once('exit', resolve) : resolve(undefined)));
    portal.closeAllConnections();
    portal.close();
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is made by one command, in whatever way its name is written; a second run changes nothing', () => {
    const office = ['--address', '89 Lý Thường Kiệt', '--phone', '0254 385 0000', '--hours', '7h30-11h30, 13h-17h'];
    assert.match(motcua('init', 'long dien', ...office).output, /26659 {2}Xã Long Điền, Thành phố Hồ Chí Minh\n/);
    assert.match(motcua('init', 'Xã Không Có', ...office).output, /Không có phường, xã nào tên “Xã Không Có”/);
    assert.match(
      motcua('init', 'Vũng Tàu', '--address', 'x', '--phone', 'gọi').output,
      /Không phải số điện thoại: gọi/,
    );
    const long = ['--address', 'x'.repeat(400), '--phone', '0254 385 0000'];
    assert.match(motcua('init', 'Vũng Tàu', ...long).output, /address: quá dài/);
    const made = motcua('init', 'phuong thang nhi', ...office);
    assert.equal(made.status, 0, made.output);
    assert.match(made.output, /Đã tạo Phường Vũng Tàu \(26506\)/);
    token = /mã dùng một lần (\S+)/.exec(made.output)?.[1] ?? '';
    page = `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><h1>Phường</h1>${/<script[^]*$/.exec(made.output)?.[0]}</main>`;
    const again = motcua('init', '26506', ...office);
    assert.match(again.output, /đã có sẵn: không có gì thay đổi/);
    assert.ok(!again.output.includes('mã dùng một lần'));
    assert.match(motcua('init', '26526', ...office).output, /tên đăng nhập admin đã có ở cơ quan 26506/);
  });

  it('takes a second office from a file while it runs', async () => {
    server = spawn(process.execPath, [...process.execArgv, main, 'serve'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>(resolve =>
      server!.stdout!.on('data', data => /listens at/.test(String(data)) && resolve()),
    );
    const file = join(folder, 'office.yaml');
    await writeFile(file, officeText.replace('letter: A', 'letter: a'));
    const wrong = motcua('apply', file);
    assert.deepEqual([wrong.status, /dòng \d+, .*letter: phải là/.test(wrong.output)], [1, true], wrong.output);
    await writeFile(file, officeText);
    assert.match(motcua('apply', file, '--dry-run').output, /Chạy thử: chưa có gì thay đổi/);
    assert.match(motcua('apply', file).output, /Đã làm \d+ thay đổi/);
    assert.match(motcua('apply', file).output, /Không có gì thay đổi/);
    const exported = motcua('export', '26506').output;
    await writeFile(file, exported);
    assert.match(motcua('apply', file).output, /Không có gì thay đổi/);
  });

  let number = '';

  it('has a page of the printed lines on which a citizen books by keyboard, and is told', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const tab = await context.newPage();
    await tab.goto(env['MOTCUA_ORIGINS']!);
    await tab.getByRole('button', { name: /Chứng thực bản sao/ }).waitFor();
    await on(tab, 'Chứng thực bản sao');
    await tab.locator('[part=grid]').waitFor();
    await reach(tab, /còn|chỗ/);
    await press(tab, 'Enter');
    await on(tab, /^\d\d:\d\d, còn/);
    await on(tab, 'Tiếp tục');
    await tab.getByRole('heading', { name: 'Ai sẽ đến?' }).waitFor();
    await press(tab, 'Tab');
    await tab.keyboard.type('Nguyễn Thị Mới');
    await press(tab, 'Tab');
    await tab.keyboard.type('0912345678');
    await press(tab, 'Tab', 'Tab', 'Space');
    await on(tab, 'Tiếp tục');
    await tab.getByText('Chúng tôi giữ chỗ này').waitFor();
    await on(tab, 'Xác nhận đặt lịch');
    await tab.getByRole('heading', { name: 'Đã đặt lịch' }).waitFor();
    number = /\bA-\d+\b|\bA\d+\b/.exec(await tab.locator('mc-appointment-booker').innerText())?.[0] ?? '';
    await context.close();
  });

  it('has an officer who signs in with the token and sees the citizen', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const tab = await context.newPage();
    await tab.goto(`${url}/desk`);
    await tab.getByLabel('Tên đăng nhập').focus();
    await tab.keyboard.type('admin');
    await press(tab, 'Tab');
    await tab.keyboard.type(token);
    await press(tab, 'Enter');
    await tab.getByLabel('Mật khẩu mới', { exact: true }).focus();
    await tab.keyboard.type(password);
    await press(tab, 'Tab');
    await tab.keyboard.type(password);
    await press(tab, 'Enter');
    await tab.getByText('Đã lưu.').waitFor();
    await tab.keyboard.press('/');
    await tab.keyboard.type('nguyen thi moi');
    await press(tab, 'Enter');
    await tab.getByText('Nguyễn Thị Mới').first().waitFor();
    assert.ok((await tab.locator('main').innerText()).includes(number));
    await tab.goto(`${url}/desk/outbox`);
    await tab
      .getByText(/Chứng thực bản sao|lịch hẹn/i)
      .first()
      .waitFor();
    await context.close();
  });
});
