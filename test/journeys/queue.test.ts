import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Appointment, Hold, Slot } from '../../src/contract/index.ts';
import { monday } from '../support/database.ts';
import { site, sound, type Site } from '../support/site.ts';

const service = 'chung-thuc-ban-sao';
const day = '2026-12-01';
const morning = new Date(`${day}T07:20:00+07:00`);
/** How often a ticket asks. */
const pollMs = 16_000;

describe('The queue of the hall', { timeout: 120_000 }, () => {
  let place: Site;
  let visitors: Appointment[];

  const send = async <T>(path: string, body: object, key: string) => {
    const answer = await fetch(`${place.api}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `queue-journey-${key}` },
      body: JSON.stringify({ agency: '26506', ...body }),
    });
    return (await answer.json()) as T;
  };
  const book = async (slot: string, phone: string): Promise<Appointment> => {
    const { token } = await send<Hold>('/holds', { service, slot, phone }, `hold-${phone}`);
    const contact = { name: 'Nguyễn Thị Lan', phone };
    const consents = [{ purpose: 'appointment', version: '2026-01' }];
    return send('/appointments', { hold: token, contact, consents }, `book-${phone}`);
  };
  const ticketOf = async ({ secret, number }: Appointment): Promise<Page> => {
    const url = place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title>
      <mc-appointment-booker></mc-appointment-booker>${place.scripts()}`,
    );
    const page = await place.open(`${url}#motcua:mc-appointment-booker?secret=${encodeURIComponent(secret)}`, {
      now: morning,
    });
    await page.getByText(number, { exact: true }).first().waitFor();
    return page;
  };

  before(async () => {
    let now = monday;
    place = await site({ clock: () => now });
    const answer = await fetch(`${place.api}/api/services/${service}/slots?agency=26506&place=26506.1&date=${day}`);
    const { slots } = (await answer.json()) as { slots: Slot[] };
    const free = slots.filter(({ left }) => left);
    visitors = [await book(free[0]!.id, '0981000001'), await book(free[1]!.id, '0981000002')];
    now = morning;
    const { db } = place.database;
    await db.updateTable('officer').set({ counter: '26506.A', desk: '3' }).where('id', '=', 'thu').execute();
  });
  after(() => place.close());

  it('is seen on the ticket: how many come before, then that the number is called, to which desk', async () => {
    const [first, second] = visitors as [Appointment, Appointment];
    const phone = await ticketOf(second);
    assert.ok(!(await phone.getByText('trước Ông/Bà').isVisible()), 'nobody is called here yet');

    // An officer, by keyboard alone, scans both tickets and calls.
    const desk = await place.open(`${place.api}/desk/appointments`, {
      officer: place.officer,
      viewport: { width: 1280, height: 900 },
    });
    const scan = async (number: string) => {
      await desk.getByLabel('Quét mã QR trên phiếu hẹn').fill(number);
      await desk.keyboard.press('Enter');
      await desk.getByText(/đã đến lúc/).waitFor();
    };
    for (const { number } of visitors) {
      await desk.goto(`${place.api}/desk/appointments`);
      await scan(number);
    }
    await desk.goto(`${place.api}/desk/appointments`);
    // The field for tickets takes the focus first, and gives it back.
    await desk.locator('#ticket:focus').waitFor();
    await desk.keyboard.press('Escape');
    await desk.locator('body').press('n');
    await desk.getByText(`Đã gọi ${first.number} lúc 07:20`).waitFor();
    if (process.env['SHOTS']) await desk.screenshot({ path: `${process.env['SHOTS']}/desk-call.png` });

    await phone.clock.runFor(pollMs);
    await phone.getByText('Sắp đến lượt Ông/Bà').waitFor();
    await desk.locator('body').press('n');
    await desk.getByText(`Đã gọi ${second.number} lúc 07:20`).waitFor();
    await phone.clock.runFor(pollMs);
    await phone.getByText('Mời Ông/Bà đến quầy 3', { exact: true }).waitFor();
    await sound(phone);
    if (process.env['SHOTS']) await phone.screenshot({ path: `${process.env['SHOTS']}/ticket-called.png` });

    // Who was called before has time to walk, whatever the counter calls next.
    const other = await ticketOf(first);
    await other.getByText('Mời Ông/Bà đến quầy 3', { exact: true }).waitFor();
  });

  it('tells the officer when nobody is left to call', async () => {
    const desk = await place.open(`${place.api}/desk/appointments`, { officer: place.officer });
    // The field for tickets takes the focus first, and gives it back.
    await desk.locator('#ticket:focus').waitFor();
    await desk.keyboard.press('Escape');
    await desk.locator('body').press('n');
    await desk.getByText('Chưa có ai đã đến mà chưa được gọi ở quầy này.').waitFor();
  });
});
