import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Appointment, Hold, Session, Slot } from '../../src/contract/index.ts';
import { canLookAtPaper, lookAt } from '../support/paper.ts';
import { site, type Site } from '../support/site.ts';

const papers = {
  'A5 paper': { width: '148mm', height: '210mm' },
  'a roll of 80 mm': { width: '80mm', height: '260mm' },
  'A4 paper': { width: '210mm', height: '297mm' },
};
const consents = [{ purpose: 'appointment', version: '2026-01' }];
const skip = canLookAtPaper ? false : 'pdftoppm is not here';

describe('A printed ticket', { timeout: 240_000, skip }, () => {
  let place: Site;
  let keys = 0;

  const send = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(`${place.api}/api${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': `print-key-${String(++keys).padStart(12, '0')}`,
      },
      body: JSON.stringify({ agency: '26506', ...body }),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return (await answer.json()) as T;
  };
  const get = async <T>(path: string) => (await (await fetch(`${place.api}/api${path}`)).json()) as T;
  const book = async (service: string, slot: string, more: object = {}, units?: number) => {
    const phone = `0918${String(++keys).padStart(6, '0')}`;
    const { token } = await send<Hold>('/holds', { service, slot, phone, ...(units && { units }) });
    return send<Appointment>('/appointments', {
      hold: token,
      contact: { name: 'Nguyễn Thị Tuyết Nhung', phone },
      consents,
      ...more,
    });
  };
  const sessions = async (service: string, way: string) =>
    (await get<{ sessions: Session[] }>(`/services/${service}/sessions?agency=26506&way=${way}`)).sessions.filter(
      ({ state }) => state === 'open',
    );
  const tickets: Record<string, () => Promise<Appointment>> = {
    'a time at the desk': async () => {
      const day = (await sessions('trich-luc', 'home'))[3]!.date;
      const { slots } = await get<{ slots: Slot[] }>(
        `/services/chung-thuc-ban-sao/slots?agency=26506&place=26506.1&date=${day}`,
      );
      return book('chung-thuc-ban-sao', slots[0]!.id);
    },
    'twelve pages of a session': async () =>
      book('chung-thuc-ban-sao', (await sessions('chung-thuc-ban-sao', 'session'))[0]!.id, {}, 12),
    'a visit at home': async () =>
      book('trich-luc', (await sessions('trich-luc', 'home'))[0]!.id, {
        home: {
          elder: { name: 'Nguyễn Thị Tám', birthYear: 1941 },
          hamlet: 'Khu phố 2',
          line: '12 Lê Lai',
          relation: 'con gái',
          returns: 'home',
        },
      }),
  };
  /** The printed document, as a page. */
  const printed = async (appointment: Appointment): Promise<Page> => {
    const page = await place.open('about:blank');
    await page.context().addInitScript(() => (window.print = () => {}));
    await page.goto(
      `${place.portal}/dat-lich#motcua:mc-appointment-booker?secret=${encodeURIComponent(appointment.secret)}`,
    );
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    await page.getByRole('button', { name: 'In phiếu' }).click();
    const sheet = await page.waitForFunction(() => {
      const document = window.document.querySelector('iframe')?.contentDocument;
      const rules = document?.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
      return (
        document?.body.childElementCount &&
        `<!doctype html><html lang="vi"><meta charset="utf-8"><style>${rules?.join('\n')}</style><body>${document.body.innerHTML}`
      );
    });
    const own = await page.context().newPage();
    await own.setContent(String(await sheet.jsonValue()));
    await own.evaluate(() => document.fonts.ready);
    return own;
  };

  before(async () => {
    place = await site();
    place.put(
      '/dat-lich',
      `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Phường</title><main><mc-appointment-booker></mc-appointment-booker></main>${place.scripts({ files: ['motcua.js', 'mc-appointment-booker.js'] })}`,
    );
  });
  after(() => place.close());

  for (const [what, ticket] of Object.entries(tickets))
    it(`of ${what} is whole on A5, A4 and on a roll of 80 mm, with every mark`, async () => {
      const appointment = await ticket();
      const page = await printed(appointment);
      for (const [paper, size] of Object.entries(papers)) {
        const { pages, words, white, scanned, picture } = lookAt(await page.pdf({ ...size, printBackground: true }));
        const { number, service, place: at, home, papers: bring, fees } = appointment;
        if (process.env['SCREENSHOTS'])
          writeFileSync(join(process.env['SCREENSHOTS'], `${what} on ${paper}.pgm`), picture);
        assert.equal(pages, 1, paper);
        for (const said of [
          number,
          service.name,
          ...(home ? [home.doorCode, home.hamlet] : [at.name]),
          ...bring.map(({ name }) => name),
          ...bring.flatMap(({ originals, copies }) => [
            originals ? `${originals} bản chính` : '',
            copies ? `${copies} bản sao` : '',
          ]),
          ...fees.map(({ amount }) =>
            amount === null ? 'theo quy định' : amount ? `${amount.toLocaleString('vi')} đồng` : 'không thu',
          ),
        ])
          assert.ok(squeezed(words).includes(squeezed(said)), `${said} on ${paper}: ${words}`);
        assert.ok(scanned.endsWith(`secret=${encodeURIComponent(appointment.secret)}`), `${scanned} on ${paper}`);
        assert.equal(words, words.normalize('NFC'));
        assert.doesNotMatch(words, /[\uFFFD\u25A1]/);
        for (const [side, millimetres] of Object.entries(white))
          assert.ok(millimetres >= 3, `${side} of ${paper}: ${millimetres} mm`);
      }
      await page.context().close();
    });
});

/** Line breaks within words are ignored. */
const squeezed = (text: string) => text.replace(/\s+/g, '');
