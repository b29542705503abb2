import { expect, html } from '@open-wc/testing';
import type { dayList, Hold, Output } from '../../src/contract/index.ts';
import { weekday } from '../../src/domain/calendar.ts';
import type { AppointmentBooker } from '../../src/index.ts';
import { answering, field, json, mount, press, seen, spoken, type, until, violations } from '../support/mount.ts';

type Page = Parameters<typeof mount>[1];

let phones = 0;
const freshPhone = () => `0938${String(++phones).padStart(6, '0')}`;

const on = <T extends Element>(widget: HTMLElement, selector: string): T | null =>
  widget.shadowRoot?.querySelector<T>(selector) ?? null;
const pressFirst = (widget: HTMLElement, selector: string) => on<HTMLElement>(widget, selector)?.click();
const readOut = (button: Element | null | undefined) => button?.getAttribute('aria-label') ?? '';
const day = (widget: HTMLElement, words: string) =>
  [...(widget.shadowRoot?.querySelectorAll<HTMLElement>('[part=grid] button') ?? [])].find(button =>
    readOut(button).includes(words),
  );
const reads = (widget: HTMLElement, words: string) =>
  until(() => seen(widget).includes(words), words).catch(() => expect(seen(widget)).to.contain(words));

/** A booker at the time step, whose service has one place. */
const atTime = async (more: Page = {}) => {
  sessionStorage.clear();
  const widget = await mount<AppointmentBooker>(
    html`<mc-appointment-booker service="2.000815" place="26506.1" way="time"><p>Gọi 0254</p></mc-appointment-booker>`,
    more,
  );
  await until(() => on(widget, '.time'), 'times');
  return widget;
};

type Days = Output<typeof dayList>;

/** The real days, changed. */
const daysWith = (change: (days: Days) => Days): Page => ({
  fetch: answering('/days', async request => json(change((await (await fetch(request)).json()) as Days))),
});
const sundaysOpen = (answer: Days): Days => ({
  ...answer,
  days: answer.days.map(day => (weekday(day.date) === 7 ? { ...day, state: 'open', left: 5 } : day)),
});

/** Selects the first free time and continues to the contact. */
const atContact = async (more: Page = {}, date = '') => {
  const widget = await atTime(more);
  if (date) {
    day(widget, date.replace(/\b0/g, ''))?.click();
    await until(() => on(widget, '[part=times] h3')?.textContent?.includes(date) && on(widget, '.time'));
  }
  pressFirst(widget, '.time:not([aria-disabled])');
  press(widget, 'Tiếp tục');
  await until(() => on(widget, '#name'));
  return widget;
};

const fill = (widget: HTMLElement, phone = freshPhone()) => {
  type(widget, 'name', 'Nguyễn Thị Lan');
  type(widget, 'phone', phone);
  if (!field(widget, 'consent-appointment').checked) field(widget, 'consent-appointment').click();
};

const atCheck = async (more: Page = {}) => {
  const widget = await atContact(more);
  fill(widget);
  press(widget, 'Tiếp tục');
  await reads(widget, 'Chúng tôi giữ chỗ này');
  return widget;
};

describe('<mc-appointment-booker>', () => {
  beforeEach(() => sessionStorage.clear());

  it('is accessible at each step, with mistakes, booked and cancelled', async () => {
    const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`);
    await reads(widget, 'Chứng thực bản sao');
    expect(await violations(widget)).to.deep.equal([]);
    [...widget.shadowRoot!.querySelectorAll<HTMLElement>('.row')]
      .find(row => row.textContent?.includes('Chứng thực bản sao'))
      ?.click();
    await reads(widget, 'Ông/Bà muốn làm ở đâu?');
    expect(await violations(widget)).to.deep.equal([]);
    pressFirst(widget, '.ways button');
    await reads(widget, 'Điểm tiếp nhận Thắng Nhì');
    await reads(widget, 'Sớm nhất: ');
    expect(await violations(widget)).to.deep.equal([]);
    pressFirst(widget, '.rows button');
    await until(() => on(widget, '.time'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Theo tuần');
    await widget.updateComplete;
    expect(await violations(widget)).to.deep.equal([]);
    pressFirst(widget, '.time:not([aria-disabled])');
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '#name'));
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '#summary'));
    expect(await violations(widget)).to.deep.equal([]);
    fill(widget);
    press(widget, 'Tiếp tục');
    await reads(widget, 'Chúng tôi giữ chỗ này');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Xác nhận đặt lịch');
    await until(() => on(widget, 'svg.qr'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Hủy lịch hẹn');
    await reads(widget, 'Hủy lịch hẹn này?');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Hủy lịch hẹn');
    await reads(widget, 'Lịch hẹn đã hủy');
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('finds what people come for by the words that they use', async () => {
    const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`);
    await reads(widget, 'Đăng ký kết hôn');
    type(widget, 'search', 'photo cong chung');
    await until(() => spoken(widget) === '1 việc');
    expect(seen(widget)).to.contain('Chứng thực bản sao').and.not.to.contain('Đăng ký kết hôn');
    type(widget, 'search', 'hộ chiếu');
    await reads(widget, 'Không tìm thấy việc này');
    expect(spoken(widget)).to.equal('Không tìm thấy việc này. Xin nhập từ khác, hoặc gọi cho chúng tôi.');
    press(widget, 'Xem tất cả các việc');
    await reads(widget, 'Đăng ký kết hôn');
    expect(field(widget, 'search').value).to.equal('');
    expect(widget.shadowRoot!.activeElement?.id).to.equal('search');
  });

  it('offers the first free time and reads each day out in full', async () => {
    const widget = await atTime();
    expect(seen(widget)).to.match(/Sớm nhất , còn \d+ chỗ buổi sáng 07:30 Thứ Tư, 25\/11/);
    expect(readOut(day(widget, '24/11/2026'))).to.equal(
      'Thứ Ba, 24/11/2026, 16 tháng Mười âm lịch, Ngày Văn hóa Việt Nam, nghỉ lễ, không làm việc',
    );
    expect(readOut(day(widget, '28/11/2026'))).to.match(/^Thứ Bảy, 28\/11\/2026, 20 tháng Mười âm lịch, còn \d+ chỗ$/);
    expect(day(widget, '23/11/2026')?.getAttribute('aria-current')).to.equal('date');
    expect(day(widget, '24/11/2026')?.getAttribute('aria-disabled')).to.equal('true');
    expect(on(widget, '.names')?.textContent?.replace(/\s+/g, ' ').trim()).to.equal(
      '24/11 Ngày Văn hóa Việt Nam, nghỉ lễ',
    );
    expect(day(widget, '25/11/2026')?.getAttribute('aria-pressed')).to.equal('true');
  });

  it('goes from the chosen time to the next free one, earlier or later, on whatever day it is', async () => {
    const widget = await atTime();
    const live = () => on(widget, '[aria-live=polite].number:not(h3)')?.textContent ?? '';
    const chosen = () => /Đã chọn: (.*)/.exec(live())?.[1]?.trim();
    const button = (words: string) =>
      [...(widget.shadowRoot?.querySelectorAll('button') ?? [])].find(each => each.textContent?.trim() === words);
    const step = async (words: string, time: string) => {
      button(words)?.focus();
      button(words)?.click();
      await until(() => chosen() === time, `${time}, not ${chosen()}`);
      expect(widget.shadowRoot?.activeElement?.textContent?.trim()).to.equal(words);
    };
    const times = () => [...(widget.shadowRoot?.querySelectorAll<HTMLElement>('.time:not([aria-disabled])') ?? [])];
    expect(button('Muộn hơn')).to.equal(undefined);
    press(widget, 'Chọn giờ này');
    await until(() => chosen() === '07:30 Thứ Tư, 25/11');
    expect(button('Sớm hơn')?.getAttribute('aria-disabled')).to.equal('true');
    const [, second] = times().map(time => time.textContent!.trim());
    await step('Muộn hơn', `${second} Thứ Tư, 25/11`);
    await step('Sớm hơn', '07:30 Thứ Tư, 25/11');

    times().at(-1)!.click();
    await until(() => !chosen()?.includes('07:30'));
    const last = chosen()!;
    await step('Muộn hơn', '07:30 Thứ Năm, 26/11');
    expect(on(widget, '[part=times] h3')?.textContent).to.equal('Thứ Năm, 26/11/2026');
    await until(() => on(widget, '.time.chosen')?.textContent?.trim() === '07:30');
    await step('Sớm hơn', last);

    press(widget, 'Theo tuần');
    await widget.updateComplete;
    const rows = () => [...(widget.shadowRoot?.querySelectorAll<HTMLElement>('button.wday') ?? [])];
    const next = () => on<HTMLElement>(widget, '[aria-label="Tuần sau"]:not([aria-disabled])');
    const heading = () => on(widget, '#week')?.textContent?.trim();
    while (next()) {
      const before = heading();
      next()!.click();
      await until(() => heading() !== before && on(widget, '[part=grid][aria-busy]') === null);
    }
    while (!rows().length) {
      on<HTMLElement>(widget, '[aria-label="Tuần trước"]')!.click();
      await widget.updateComplete;
    }
    const [date] = /\d\d\/\d\d/.exec(rows().at(-1)!.textContent!)!;
    rows().at(-1)!.click();
    await until(() => on(widget, '.wday.chosen')?.textContent?.includes(date) && times().length);
    times().at(-1)!.click();
    await until(() => chosen()?.includes(date));
    button('Muộn hơn')!.click();
    await until(() => button('Muộn hơn')?.getAttribute('aria-disabled') === 'true');
    expect(live()).to.contain(date).and.to.contain('Muộn hơn: không còn giờ trống.');
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '#name'));
    expect(seen(widget)).to.contain(date);
  });

  it('moves through the days by the keys as a calendar of the field does', async () => {
    await import('cally');
    const widget = await atTime(daysWith(sundaysOpen));
    const oracle = document.createElement('calendar-date') as HTMLElement;
    oracle.innerHTML = '<calendar-month></calendar-month>';
    Object.assign(oracle, { min: '2026-11-23', max: '2027-01-31', value: '2026-11-25', today: '2026-11-23' });
    document.body.append(oracle);
    const month = oracle.querySelector('calendar-month') as HTMLElement;
    const theirs = () => month.shadowRoot?.querySelector<HTMLElement>('button[tabindex="0"]');
    const ours = () => on<HTMLElement>(widget, '[part=grid] button[tabindex="0"]');
    await until(theirs);
    ours()?.focus();

    const keys = [
      ...['ArrowRight', 'ArrowDown', 'ArrowDown', 'Home', 'ArrowLeft', 'End', 'ArrowRight', 'ArrowUp', 'PageDown'],
      ...['ArrowRight', 'PageDown', 'PageDown', 'ArrowDown', 'ArrowDown', 'PageUp', 'End', 'PageUp', 'PageUp', 'Home'],
      ...['ArrowLeft', 'ArrowUp'],
    ];
    for (const key of [...keys, '+PageDown', '+PageUp']) {
      const press = { key: key.replace('+', ''), shiftKey: key.startsWith('+'), bubbles: true, composed: true };
      theirs()?.focus();
      theirs()?.dispatchEvent(new KeyboardEvent('keydown', { ...press, cancelable: true }));
      await new Promise(done => setTimeout(done, 50));
      ours()?.focus();
      ours()?.dispatchEvent(new KeyboardEvent('keydown', { ...press, cancelable: true }));
      await widget.updateComplete;
      const label = () => /(\d+)\/(\d+)\/\d+/.exec(readOut(ours()));
      await until(
        () => {
          const [, date, number] = label() ?? [];
          const [name, oracleDate] = [theirs()?.getAttribute('aria-label') ?? '', theirs()?.textContent];
          const months = ['January', 'February', '', '', '', '', '', '', '', '', 'November', 'December'];
          const here = widget.shadowRoot?.activeElement === ours();
          return here && Number(date) === Number(oracleDate) && name.includes(months[Number(number) - 1] || '?');
        },
        `${key}: ${label()?.[0]}, not ${theirs()?.getAttribute('aria-label')}`,
      );
    }
    oracle.remove();
  });

  it('has no column for Sundays on which nobody can come, and the keys go past them', async () => {
    const widget = await atTime();
    const shown = () => [...widget.shadowRoot!.querySelectorAll('th')].map(({ textContent }) => textContent);
    expect(shown()).to.deep.equal(['T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
    const at = () => readOut(on<HTMLElement>(widget, '[part=grid] button[tabindex="0"]'));
    const key = async (name: string) => {
      const stop = on<HTMLElement>(widget, '[part=grid] button[tabindex="0"]')!;
      stop.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }));
      await widget.updateComplete;
    };
    day(widget, '28/11/2026')?.click();
    await until(() => at().includes('28/11/2026'));
    await key('ArrowRight');
    expect(at()).to.contain('Thứ Hai, 30/11/2026');
    await key('ArrowLeft');
    expect(at()).to.contain('Thứ Bảy, 28/11/2026');
    await key('End');
    expect(at()).to.contain('Thứ Bảy, 28/11/2026');
    const open = await atTime(daysWith(sundaysOpen));
    expect(open.shadowRoot!.querySelectorAll('th').length).to.equal(7);
  });

  it('names services in English where the office has, and marks the others as Vietnamese', async () => {
    const names = async (lang: string, more: Page = {}) => {
      const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`, {
        settings: { lang },
        ...more,
      });
      await until(() => on(widget, '.tiled .name'), 'a service');
      return [...widget.shadowRoot!.querySelectorAll<HTMLElement>('.tiled')].map(row => ({
        name: row.querySelector('.name')!.textContent!.trim(),
        isMarked: row.querySelector('.name [lang=vi]') !== null,
      }));
    };
    expect(await names('en')).to.deep.include({ name: 'Certified copy', isMarked: false });
    expect(await names('vi')).to.deep.include({ name: 'Chứng thực bản sao', isMarked: false });
    type Named = { services: { words?: unknown }[] };
    const untranslated = answering('/services', async request => {
      const { services } = (await (await fetch(request)).json()) as Named;
      return json({ services: services.map(({ words: _, ...service }) => service) });
    });
    expect(await names('en', { fetch: untranslated })).to.deep.include({ name: 'Chứng thực bản sao', isMarked: true });
  });

  it('books, gives a number, and tells the page nothing of who or when', async () => {
    const told: unknown[] = [];
    const widget = await atCheck();
    widget.addEventListener('mc-appointment-booked', event => told.push({ ...event }));
    expect(seen(widget)).to.match(/Người đến Nguyễn Thị Lan, 093\*\*\*\*\d{3}/);
    press(widget, 'Xác nhận đặt lịch');
    await reads(widget, 'Đã đặt lịch');
    await until(() => on(widget, 'svg.qr'));
    expect(seen(widget)).to.match(/Số của Ông\/Bà A\d{3} Tháng 11\/2026 25 Thứ Tư \d\d:\d\d Chứng thực bản sao/);
    expect(seen(widget)).to.contain('Giấy tờ cần chứng thực (1 bản chính, 1 bản sao)');
    expect(seen(widget)).to.contain('2.000 đồng/trang');
    expect(told).to.deep.equal([{ service: 'chung-thuc-ban-sao' }].map(more => ({ isTrusted: false, ...more })));
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain('Lan');
  });

  it('says at each field what is wrong, an old number too, and keeps what was typed', async () => {
    const widget = await atContact();
    await until(() => widget.shadowRoot?.activeElement?.id === 'title');
    press(widget, 'Tiếp tục');
    await until(() => widget.shadowRoot?.activeElement?.id === 'summary', 'focus on the first empty submit');
    type(widget, 'phone', '0123 456 7890');
    press(widget, 'Tiếp tục');
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Còn 3 chỗ cần sửa').and.to.contain('đã đổi từ năm 2018');
    expect(widget.shadowRoot?.activeElement?.id).to.equal('summary');
    type(widget, 'name', 'H’Hen Niê');
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Còn 2 chỗ cần sửa');
    expect(field(widget, 'phone').value).to.equal('0123 456 7890');
    fill(widget);
    type(widget, 'email', 'lan@');
    press(widget, 'Tiếp tục');
    await reads(widget, 'Địa chỉ thư điện tử chưa đúng');
  });

  it('keeps everything when somebody else was faster, and offers five other times', async () => {
    const widget = await atContact({}, '03/12/2026');
    fill(widget);
    for (let seats = 0; seats < 2; seats++) {
      const answer = await fetch('/api/holds', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `a-faster-citizen-${seats}` },
        body: JSON.stringify({
          agency: '26506',
          service: '2.000815',
          slot: `26506.A:${Date.parse('2026-12-03T07:30:00+07:00') / 60_000}`,
          phone: freshPhone(),
        }),
      });
      expect(answer.status).to.equal(201);
    }
    press(widget, 'Tiếp tục');
    await reads(widget, 'Giờ này vừa có người đặt');
    expect(widget.shadowRoot?.querySelectorAll('[part=lost] .row').length).to.equal(5);
    expect(widget.shadowRoot?.activeElement?.id).to.equal('lost');
    expect(field(widget, 'name').value).to.equal('Nguyễn Thị Lan');
    expect(await violations(widget)).to.deep.equal([]);
    pressFirst(widget, '[part=lost] .row');
    await reads(widget, 'Chúng tôi giữ chỗ này');
  });

  it('gives back a place that was held too late, before another is held', async () => {
    const sent: string[] = [];
    let answerFirst = () => {};
    let isHeld = false;
    const slow: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (request.method === 'POST') sent.push(pathname);
      const answer = await window.fetch(request);
      if (sent.filter(path => path === '/api/holds').length === 1 && pathname === '/api/holds')
        await new Promise<void>(resolve => {
          answerFirst = resolve;
          isHeld = true;
        });
      return answer;
    };
    const widget = await atContact({ fetch: slow });
    fill(widget);
    press(widget, 'Tiếp tục');
    await until(() => sent.includes('/api/holds'));
    press(widget, 'Quay lại');
    await until(() => on(widget, '.time'));
    on<HTMLElement>(widget, '.time:not([aria-disabled]):not(.chosen)')?.click();
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '#name'));
    expect(on(widget, '.primary')?.getAttribute('aria-disabled')).to.equal('true');
    await until(() => isHeld, 'answer of the first hold');
    answerFirst();
    await until(() => sent.includes('/api/holds/release'), 'release');
    await until(() => !on(widget, '.primary')?.hasAttribute('aria-disabled'));
    fill(widget, field(widget, 'phone').value);
    press(widget, 'Tiếp tục');
    await reads(widget, 'Chúng tôi giữ chỗ này');

    expect(sent).to.deep.equal(['/api/holds', '/api/holds/release', '/api/holds']);
  });

  it('keeps the other times on screen while a field is put right', async () => {
    const taken = json(
      {
        type: '#slot-taken',
        title: '',
        status: 409,
        alternatives: [
          { id: 'x', place: '26506.1', start: '2026-11-25T08:00:00+07:00', end: '2026-11-25T08:20:00+07:00', left: 1 },
        ],
      },
      409,
    );
    const widget = await atContact({ fetch: answering('/holds', () => taken.clone()) });
    fill(widget);
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '[part=lost]'));
    type(widget, 'name', '');
    press(widget, 'Tiếp tục');
    await until(() => on(widget, '#summary'));

    expect(seen(widget)).to.contain('Giờ này vừa có người đặt');
    expect(spoken(widget)).to.contain('Còn 1 chỗ cần sửa');
  });

  it('counts the hold down by the backend’s clock, speaks at two minutes, and extends it', async () => {
    const soon = answering('/holds', async request => {
      const answer = await fetch(request);
      const hold = (await answer.json()) as Hold;
      return json({ ...hold, expiresAt: new Date(Date.parse(hold.now) + 121_000).toISOString() }, 201);
    });
    const widget = await atCheck({ fetch: soon });
    expect(seen(widget)).to.not.contain('Giữ lâu hơn');
    await until(() => spoken(widget).includes('Còn 2 phút giữ chỗ.'), 'the warning');
    press(widget, 'Giữ lâu hơn');
    await until(() => spoken(widget).includes('Đã giữ thêm'), 'longer');
  });

  it('says when the hold is over, and takes the place again with everything as it was', async () => {
    let first = true;
    const over = answering('/holds', async request => {
      const answer = await fetch(request);
      const hold = (await answer.json()) as Hold;
      const expiresAt = first ? new Date(Date.parse(hold.now) + 1500).toISOString() : hold.expiresAt;
      first = false;
      return json({ ...hold, expiresAt }, 201);
    });
    const widget = await atCheck({ fetch: over });
    on<HTMLElement>(widget, '.primary')?.focus();
    await reads(widget, 'Đã hết thời gian giữ chỗ');
    await until(() => widget.shadowRoot?.activeElement?.id === 'expired', 'focus on what has happened');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Giữ lại chỗ này');
    await reads(widget, 'Chúng tôi giữ chỗ này');
    expect(seen(widget)).to.contain('Nguyễn Thị Lan');
  });

  it('comes back after a reload with the time and what was typed, but not the consent', async () => {
    const first = await atContact();
    fill(first);
    const when = first.shadowRoot?.querySelector('strong')?.textContent;
    first.remove();
    const widget = await mount<AppointmentBooker>(
      html`<mc-appointment-booker service="2.000815" place="26506.1" way="time"></mc-appointment-booker>`,
    );
    await until(() => on(widget, '#name'), 'the contact');
    expect(field(widget, 'name').value).to.equal('Nguyễn Thị Lan');
    expect(field(widget, 'consent-appointment').checked).to.equal(false);
    expect(widget.shadowRoot?.querySelector('strong')?.textContent).to.equal(when);
  });

  it('takes a time at another place for what it is, also when the day is looked at again', async () => {
    const elsewhere = {
      id: `26506.D:${Date.parse('2026-12-09T09:10:00+07:00') / 60_000}`,
      place: '26506.2',
      start: '2026-12-09T09:10:00+07:00',
      end: '2026-12-09T09:30:00+07:00',
      left: 1,
    };
    let refused = false;
    const once = answering('/holds', request => {
      if (refused) return fetch(request);
      refused = true;
      return json({ type: 'x#slot-taken', status: 409, alternatives: [elsewhere] }, 409);
    });
    const widget = await atContact({ fetch: once });
    fill(widget);
    press(widget, 'Tiếp tục');
    await reads(widget, 'Giờ này vừa có người đặt');
    pressFirst(widget, '[part=lost] .row');
    await reads(widget, 'Chúng tôi giữ chỗ này');
    expect(seen(widget)).to.contain('Điểm tiếp nhận Thắng Nhì').and.to.contain('Tháng 12/2026 09 Thứ Tư 09:10');
    press(widget, 'Đổi ngày giờ');
    await until(() => on(widget, '.time'));
    expect(seen(widget)).to.contain('Điểm tiếp nhận Thắng Nhì');
    expect(readOut(day(widget, ' 9/12/2026'))).to.match(/còn 2[01] chỗ$/);
  });

  it('offers nothing but to ask again while it is not known whether the place was booked', async () => {
    let lost = true;
    const unsure = answering('/appointments', async request => {
      const answer = await fetch(request);
      return lost ? json('', 502) : answer;
    });
    let over = false;
    const soon = answering('/holds', async request => {
      const hold = (await (await unsure(request)).json()) as Hold;
      over = true;
      return json({ ...hold, expiresAt: new Date(Date.parse(hold.now) + 3000).toISOString() }, 201);
    });
    const both: typeof fetch = (input, init) =>
      new URL((input as Request).url).pathname.endsWith('/holds') ? soon(input, init) : unsure(input, init);
    const widget = await atCheck({ fetch: both });
    press(widget, 'Xác nhận đặt lịch');
    await reads(widget, 'Xác nhận lại');
    await new Promise(done => setTimeout(done, 500));
    expect(over).to.equal(true);
    expect(seen(widget)).to.not.contain('Giữ lại chỗ này').and.not.contain('Sửa').and.not.contain('Quay lại');
    lost = false;
    press(widget, 'Xác nhận lại');
    await reads(widget, 'Đã đặt lịch');
  });

  it('has no button to book again where not even the backend can learn whether it was booked', async () => {
    const lost = answering('/appointments', () => json({ type: 'errors#outcome-unknown', status: 409 }, 409));
    const widget = await atCheck({ fetch: lost });
    press(widget, 'Xác nhận đặt lịch');
    await reads(widget, 'đừng gửi lại mà gọi điện để hỏi');
    expect(seen(widget))
      .to.not.match(/Xác nhận (?:đặt|lại)/)
      .and.not.contain('Sửa')
      .and.not.contain('Quay lại');
    expect(seen(widget)).to.not.contain('Chúng tôi giữ chỗ này');
    press(widget, 'Đặt lịch khác');
    await until(() => on(widget, '.time'), 'a new beginning');
  });

  it('shows the new day when a page that was open over midnight is looked at again', async () => {
    let midnight = false;
    const widget = await atTime(
      daysWith(answer => (midnight ? answer : { ...answer, now: '2026-11-21T23:59:00+07:00' })),
    );
    const today = () => on(widget, '[aria-current=date]')?.getAttribute('aria-label') ?? '';
    expect(today()).to.contain('21/11/2026, hôm nay');
    midnight = true;
    const { now } = performance;
    performance.now = () => now.call(performance) + 3600_000;
    try {
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => today().includes('23/11/2026'), 'the new day');
    } finally {
      performance.now = now;
    }
  });

  it('opens an appointment by its secret, and says so when there is none', async () => {
    const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`);
    location.hash = '#motcua:mc-appointment-booker?secret=nonsense';
    await reads(widget, 'Không tìm thấy lịch hẹn của đường dẫn này');
    expect(location.hash).to.equal('');
    press(widget, 'Đặt lịch khác');
    await reads(widget, 'Chứng thực bản sao');
  });

  it('finds an appointment again by number and phone, and keeps what was typed when there is none', async () => {
    localStorage.clear();
    const phone = freshPhone();
    const booked = await atContact();
    fill(booked, phone);
    press(booked, 'Tiếp tục');
    await reads(booked, 'giữ chỗ này');
    press(booked, 'Xác nhận đặt lịch');
    await until(() => on(booked, '[part=ticket] .huge'));
    const number = on(booked, '[part=ticket] .huge')!.textContent!.trim();
    localStorage.clear();

    const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`);
    await until(() => on(widget, '.tiled'));
    press(widget, 'Tìm lại lịch hẹn đã đặt');
    await until(() => on(widget, '#number'));
    press(widget, 'Tìm lịch hẹn');
    await reads(widget, 'Còn 2 chỗ cần sửa');
    expect(seen(widget)).to.contain('Xin nhập số thứ tự, ví dụ A012').and.contain('Xin nhập số điện thoại');
    expect(await violations(widget)).to.deep.equal([]);

    type(widget, 'number', 'B 900');
    type(widget, 'phone', phone);
    press(widget, 'Tìm lịch hẹn');
    await reads(widget, 'Không có lịch hẹn nào khớp');
    expect(spoken(widget)).to.contain('Không có lịch hẹn nào khớp');
    expect(field(widget, 'phone').value).to.equal(phone);

    type(widget, 'number', number.toLowerCase());
    press(widget, 'Tìm lịch hẹn');
    await until(() => on(widget, '[part=ticket] svg.qr'));
    expect(on(widget, '[part=ticket] .huge')!.textContent).to.contain(number);
    expect(widget.shadowRoot!.activeElement?.id).to.equal('title');
    press(widget, 'Đặt lịch khác');
    await until(() => on(widget, '.tiled'));
    expect(seen(widget), 'the device may be somebody else’s').not.to.contain('Lịch hẹn đã đặt trên máy này');

    type(widget, 'search', 'khai sinh');
    await until(() => / việc$/.test(spoken(widget)));
    press(widget, 'Tìm lại lịch hẹn đã đặt');
    await until(() => on(widget, '#number'));
    expect(field(widget, 'phone').value, 'nothing of the one before').to.equal('');
    press(widget, 'Quay lại');
    await until(() => on(widget, '#search'));
    expect(field(widget, 'search').value, 'back where it was').to.equal('khai sinh');
  });

  it('shows a refusal of each kind without a blank, and a way on', async () => {
    const refusing = (path: string, slug: string, status: number): Page => ({
      fetch: answering(path, () => json({ type: `x#${slug}`, status, requestId: '12345678' }, status)),
    });
    const many = await atContact(refusing('/holds', 'too-many-appointments', 409));
    fill(many);
    press(many, 'Tiếp tục');
    await reads(many, 'Số điện thoại này đã có 3 lịch hẹn');

    const closed = await atContact(refusing('/holds', 'slot-closed', 409));
    fill(closed);
    press(closed, 'Tiếp tục');
    await reads(closed, 'Giờ này không đặt được nữa');
    expect(seen(closed)).to.contain('Gần đây không còn giờ trống').and.to.contain('Gọi 0254 385 0000');
    press(closed, 'Chọn ngày khác');
    await until(() => on(closed, '.time'));

    sessionStorage.clear();
    const days = await mount<AppointmentBooker>(
      html`<mc-appointment-booker service="2.000815" place="26506.1" way="time"></mc-appointment-booker>`,
      refusing('/days', 'internal', 500),
    );
    await reads(days, 'Hiện chưa làm được việc này');
    expect(seen(days)).to.contain('Mã sự cố: 12345678').and.to.contain('Thử lại');
  });

  it('is not offered where the office has not opened it', async () => {
    const none = answering('/capabilities', async request => {
      const answer = await fetch(request);
      return json({ ...((await answer.json()) as object), booking: null });
    });
    const widget = await mount<AppointmentBooker>(html`<mc-appointment-booker></mc-appointment-booker>`, {
      fetch: none,
    });
    await reads(widget, 'chưa cung cấp dịch vụ này trực tuyến');
    expect(seen(widget)).to.contain('Gọi 0254 385 0000');
  });

  it('speaks English when told', async () => {
    const widget = await mount<AppointmentBooker>(
      html`<mc-appointment-booker service="2.000815" place="26506.1" way="time"></mc-appointment-booker>`,
      { settings: { lang: 'en' } },
    );
    await until(() => on(widget, '.time'));
    expect(seen(widget)).to.contain('Choose day and time').and.to.contain('November 2026');
    expect(readOut(day(widget, '28/11/2026'))).to.match(
      /Saturday, 28\/11\/2026, lunar day 20 of month 10, \d+ places left/,
    );
  });
});
