import { expect, html } from '@open-wc/testing';
import type { dutyList, Output } from '../../src/contract/index.ts';
import type { DutyRoster } from '../../src/index.ts';
import { answering, json, mount, press, seen, until, violations } from '../support/mount.ts';

type Roster = Output<typeof dutyList>;

const path = '/agencies/26506/duties';
const reads = (widget: HTMLElement, words: string) =>
  until(() => seen(widget).includes(words), words).catch(() => expect(seen(widget)).to.contain(words));
const on = <T extends Element>(widget: HTMLElement, selector: string) => widget.shadowRoot!.querySelector<T>(selector);
const open = async (more: Parameters<typeof mount>[1] = {}) => {
  const widget = await mount<DutyRoster>(html`<mc-duty-roster><p>Gọi 0254</p></mc-duty-roster>`, more);
  await until(() => on(widget, '.band, .stopped, p'), 'a face');
  return widget;
};
const real = async (): Promise<Roster> => (await (await fetch(`/api${path}`)).json()) as Roster;
/** The real roster at another time, or with changes. */
const changed = async (change: Partial<Roster>) => {
  const roster = { ...(await real()), ...change };
  return { fetch: answering(path, () => json(roster)) };
};
const at = (now: string) => changed({ now });

describe('<mc-duty-roster>', () => {
  it('says who is here now, what they help with, and who comes later', async () => {
    const widget = await open();
    for (const words of [
      'Đang trực, đến 11:30 Đoàn Thanh niên M H Minh, Hoa',
      'Lấy số, chỉ quầy Nộp hồ sơ trực tuyến, VNeID',
      'Gọi 0254 385 0000',
      'Trung tâm Phục vụ hành chính công Phường Vũng Tàu 89 Lý Thường Kiệt',
      'Có: Máy quét; Máy in',
      'Tiếp theo Tháng 11/2026 23 Thứ Hai 13:00–16:30',
    ])
      await reads(widget, words);
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('offers the calendar of the office, and runs nothing that an answer calls one', async () => {
    for (const feed of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x']) {
      const widget = await open(await changed({ feed }));
      expect(widget.shadowRoot!.querySelectorAll('.ways a').length, feed).to.equal(0);
    }
    const widget = await open(await changed({ feed: 'https://phuong.example/truc.ics' }));
    expect(on<HTMLAnchorElement>(widget, '.ways a')!.href).to.equal('https://phuong.example/truc.ics');
  });

  it('is complete in English', async () => {
    const widget = await mount<DutyRoster>(html`<mc-duty-roster></mc-duty-roster>`, { settings: { lang: 'en' } });
    await reads(widget, 'On duty until 11:30');
    await reads(widget, 'Youth Union');
    press(widget, 'Show the support points');
    await reads(widget, 'Open until 11:30');
    expect(seen(widget)).not.to.match(/undefined|Đang|Mời/);
  });

  it('sends people to the desk when nobody is on duty, and names the next', async () => {
    const widget = await open(await at('2026-11-27T15:00:00+07:00'));
    await reads(
      widget,
      'Hôm nay không còn tình nguyện viên trực. Mời Ông/Bà đến quầy hướng dẫn, quầy số 1. Gọi 0254 385 0000',
    );
    await reads(widget, 'Tiếp theo Tháng 11/2026 28 Thứ Bảy 08:00–11:00 Đoàn Thanh niên Minh');
    expect(on(widget, '.leaf')!.getAttribute('aria-label')).to.equal('Thứ Bảy, 28/11/2026');
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('sends nobody to a desk that is closed', async () => {
    const night = await open(await at('2026-11-25T21:00:00+07:00'));
    await reads(night, 'Cơ quan mở cửa lại lúc 07:30 Thứ Năm, 26/11/2026.');
    expect(seen(night)).not.to.contain('Mời Ông/Bà đến');
    const holiday = await open(await at('2026-11-24T09:00:00+07:00'));
    await reads(holiday, 'Hôm nay nghỉ: Ngày Văn hóa Việt Nam. Cơ quan mở cửa lại lúc 07:30 Thứ Tư, 25/11/2026.');
  });

  it('keeps the hours of a Friday on a Saturday worked in exchange', async () => {
    const day = { date: '2026-11-28', type: 'swapWork' as const, name: { vi: 'Làm bù' } };
    const widget = await open(await changed({ now: '2026-11-28T14:00:00+07:00', days: [day] }));
    await reads(widget, 'Hôm nay, Thứ Bảy');
    press(widget, 'Xem các điểm hỗ trợ');
    await reads(widget, 'Đang mở cửa, đến 17:00');
  });

  it('names a place without a sentence of the office, and no place twice', async () => {
    const widget = await open(await changed({ now: '2026-11-27T15:00:00+07:00', instead: undefined }));
    await reads(widget, 'Mời Ông/Bà đến Trung tâm Phục vụ hành chính công Phường Vũng Tàu.');
  });

  it('finds the support points with what somebody needs', async () => {
    const widget = await open();
    await reads(widget, 'Đang trực');
    press(widget, 'Xem các điểm hỗ trợ');
    await reads(widget, 'Chỉ hướng dẫn, không nhận hồ sơ');
    expect(widget.shadowRoot?.activeElement?.id).to.equal('title');
    const select = widget.shadowRoot!.querySelector<HTMLSelectElement>('#need')!;
    select.value = 'wheelchair';
    select.dispatchEvent(new Event('change'));
    await until(() => !seen(widget).includes('Nhà văn hóa'), 'fewer points');
    await reads(widget, 'Điểm tiếp nhận Thắng Nhì');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Xem ai trực');
    await reads(widget, 'Đang trực, đến 11:30');
  });

  it('says that it does not know when its plan has run out, in either face', async () => {
    const widget = await open(await at('2027-03-01T09:00:00+07:00'));
    await reads(widget, 'Lịch trực ở đây đã cũ và chưa cập nhật được. Xin gọi để hỏi.');
    widget.view = 'points';
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Lịch trực ở đây đã cũ').and.not.to.contain('Đang đóng cửa');
  });

  it('leads to booking only where something of the session is free', async () => {
    const coming = (await real()).sessions.find(({ left }) => left > 0)!;
    const links = { settings: { links: 'booking=/dat-lich' } };
    const widget = await open({ ...links, ...(await changed({ sessions: [coming] })) });
    await reads(widget, 'Đặt lịch hẹn');
    const full = await open({ ...links, ...(await changed({ sessions: [{ ...coming, left: 0 }] })) });
    await reads(full, 'Bàn viết giúp');
    expect(seen(full)).not.to.contain('Đặt lịch hẹn');
  });

  it('is about one place when the page says so', async () => {
    const widget = await open();
    widget.place = '26506.2';
    await until(() => !seen(widget).includes('Trung tâm Phục vụ'), 'one place');
    await reads(widget, '26 Thứ Năm 07:30–11:30 Hội Phụ nữ Dung');
    expect(seen(widget)).not.to.contain('Xem các điểm hỗ trợ');
  });

  it('keeps what stands in it when the network never came', async () => {
    const widget = await open({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await reads(widget, 'Chưa kết nối được với máy chủ');
    expect(widget.shadowRoot?.querySelector('slot')?.assignedElements().length ?? widget.children.length).to.equal(1);
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('says so when the office has no roster', async () => {
    const refused = answering(path, () => json({ type: 'errors#not-offered', status: 409 }, 409));
    const widget = await open({ fetch: refused });
    await reads(
      widget,
      'Cơ quan chưa cung cấp dịch vụ này trực tuyến. Xin đến quầy hoặc gọi cho cơ quan. Gọi 0254 385 0000',
    );
  });
});
