import { expect, html } from '@open-wc/testing';
import type { StatusLookup } from '../../src/index.ts';
import { answering, field, json, mount, press, seen, spoken, type, until, violations } from '../support/mount.ts';

const lookup = async (number: string, more: Parameters<typeof mount>[1] = {}) => {
  const widget = await mount<StatusLookup>(html`<mc-status-lookup><p>Gọi 0254</p></mc-status-lookup>`, more);
  await until(() => widget.shadowRoot?.querySelector('.primary'), 'what the office asks for');
  type(widget, 'code', await code(number));
  type(widget, 'factor', number);
  press(widget, more.settings?.['lang'] === 'en' ? 'Look up' : 'Tra cứu');
  return widget;
};

/** The code of a sample dossier: dated in working days before the backend's clock. */
const days: Record<string, string> = {
  '0042': '261118',
  '0043': '261118',
  '0044': '261118',
  '0045': '261113',
  '0046': '261117',
  '0047': '261119',
  '0048': '261123',
  '0049': '261120',
  '0050': '261119',
  '0051': '261116',
  '0052': '261119',
  '0053': '261117',
  '0054': '261117',
  '0055': '261117',
  '0056': '261116',
  '0057': '261118',
  '0058': '261123',
};
const code = async (number: string) => `H29.132-${days[number]}-${number}`;

const found = async (number: string, more: Parameters<typeof mount>[1] = {}) => {
  const widget = await lookup(number, more);
  await until(() => widget.shadowRoot?.querySelector('#result'), `dossier ${number}: ${seen(widget)}`);
  return widget;
};

describe('<mc-status-lookup>', () => {
  it('is accessible empty, with a mistake, refused and answered', async () => {
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`);
    await until(() => seen(widget).includes('Dùng số căn cước'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Tra cứu');
    await widget.updateComplete;
    expect(await violations(widget)).to.deep.equal([]);
    expect(await violations(await found('0042'))).to.deep.equal([]);
  });

  it('says so when the code cannot be copied', async () => {
    const widget = await found('0042');
    const { clipboard } = navigator;
    const { execCommand } = document;
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    document.execCommand = () => false;
    try {
      press(widget, 'Chép');
      await until(() => seen(widget).includes('Chưa chép được, xin ghi lại mã'), 'the failure');
      expect(spoken(widget)).to.equal('Chưa chép được, xin ghi lại mã');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      document.execCommand = execCommand;
    }
  });

  it('tells first what the citizen has to do', async () => {
    const words = seen(await found('0042'));

    expect(words).to.contain(
      'Tháng 11/2026 27 Thứ Sáu Hạn nộp trước 17:00 còn 4 ngày Giấy chứng sinh (bản chính) Bản chụp giấy chứng sinh bị mờ',
    );
    expect(words.startsWith('Ông/Bà cần làm Nộp thêm 1 giấy tờ Mã hồ sơ H29.132-261118-0042')).to.equal(true);
    expect(words).to.contain(
      'Tạm dừng tính thời hạn. Sau khi nhận đủ giấy tờ, chúng tôi trả kết quả trong 3 ngày làm việc.',
    );
    expect(words).to.contain('Người nộp Nguyễn *** Lan');
    expect(words).to.contain('Đã chuyển xem xét');
    expect(words).to.contain('Đã nộp hồ sơ');
    expect(words).not.to.contain('Chờ cán bộ kiểm tra');
    expect(words).to.match(/Chờ Ông\/Bà nộp thêm giấy tờ .* Xem xét hồ sơ 3 ngày làm việc Trả kết quả/);
  });

  const faces: Record<string, string[]> = {
    '0043': [
      'Đang xem xét hồ sơ',
      'Ông/Bà chưa phải làm gì',
      'Hẹn trả kết quả trước 17:00 còn 4 ngày làm việc',
      'Trả kết quả 30/11',
    ],
    '0044': ['Hẹn trả kết quả trước 17:00 hôm nay'],
    '0045': ['Cơ quan trễ hẹn Hồ sơ trễ hẹn 3 ngày làm việc', 'Chúng tôi xin lỗi Ông/Bà', 'Gọi 0254 385 0000'],
    '0046': ['đã hẹn', 'nay hẹn lại', 'Lý do: Chờ ý kiến xác minh', 'Văn bản xin lỗi số 17/XL-UBND'],
    '0047': ['Thanh toán 100.000 đồng', 'Hạn nộp phí trước 17:00', 'Sau khi nhận đủ tiền'],
    '0048': ['Đang kiểm tra hồ sơ', 'Chờ cán bộ kiểm tra', 'Tiếp nhận hồ sơ'],
    '0049': ['Đã tiếp nhận'],
    '0050': ['Chưa được tiếp nhận', 'Xin sửa rồi nộp lại', 'Lý do Nơi thường trú'],
    '0051': ['Đã dừng giải quyết', 'Lý do Địa chỉ kinh doanh đang có tranh chấp', 'Xin Ông/Bà gọi để được hướng dẫn'],
    '0052': ['Đang rút hồ sơ'],
    '0053': ['Đã dừng theo yêu cầu', 'Ông/Bà đã rút hồ sơ', 'Đã rút ngày'],
    '0054': ['Mời Ông/Bà đến nhận kết quả', 'mang giấy hẹn'],
    '0055': ['Bưu điện Việt Nam Mã tra cứu bưu điện RR000000055VN', 'Xem bưu điện chuyển đến đâu'],
    '0056': ['Đã trả kết quả'],
    '0057': ['Đang chờ cơ quan thuế xác nhận'],
    '0058': ['Xin gửi hồ sơ', 'Hồ sơ chưa được gửi'],
  };
  for (const [number, words] of Object.entries(faces)) {
    it(`shows dossier ${number}: ${words[0]}`, async () => {
      const widget = await found(number);
      for (const word of words) expect(seen(widget)).to.contain(word);
      expect(seen(widget)).not.to.match(/undefined|NaN|\[object|null/);
      expect(await violations(widget)).to.deep.equal([]);
    });
  }

  it('says what it found to people who cannot see it, and moves them there', async () => {
    const widget = await found('0042');

    await until(() => spoken(widget).startsWith('Đã tìm thấy hồ sơ H29.132-261118-0042'));
    expect(widget.shadowRoot?.activeElement?.id).to.equal('result');
  });

  it('keeps what was typed when nothing is found, and says the same for a wrong code and a wrong number', async () => {
    const widget = await lookup('0042');
    await until(() => widget.shadowRoot?.querySelector('#result'));
    press(widget, 'Tra mã khác');
    await widget.updateComplete;
    type(widget, 'code', 'H29.132-261118-0042');
    type(widget, 'factor', '9999');
    press(widget, 'Tra cứu');

    await until(() => seen(widget).includes('Không tìm thấy hồ sơ khớp'));
    expect(field(widget, 'code').value).to.equal('H29.132-261118-0042');
    expect(field(widget, 'factor').value).to.equal('9999');
  });

  it('says at the field what is missing, and puts the citizen there', async () => {
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`);
    await until(() => seen(widget).includes('Dùng số căn cước'));
    type(widget, 'code', '??');
    press(widget, 'Tra cứu');

    await until(() => seen(widget).includes('Mã này chưa đúng dạng'));
    await until(() => widget.shadowRoot?.activeElement?.id === 'code');
    expect(field(widget, 'code').getAttribute('aria-invalid')).to.equal('true');
  });

  it('takes the last four digits of a whole phone or ID number', async () => {
    const widget = await lookup('0042');
    await until(() => widget.shadowRoot?.querySelector('#result'));
    press(widget, 'Tra mã khác');
    await widget.updateComplete;
    type(widget, 'code', 'H29.132-261118-0042');
    type(widget, 'factor', '0912 34 00 42');
    press(widget, 'Tra cứu');

    await until(() => widget.shadowRoot?.querySelector('#result'), seen(widget));
  });

  it('names what is amiss on top, once a field, and says at each field what to do', async () => {
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`);
    await until(() => seen(widget).includes('Dùng số căn cước'));
    press(widget, 'Tra cứu');

    await until(() => seen(widget).includes('Thiếu mã hồ sơ'));
    expect(seen(widget).split('Xin nhập mã hồ sơ in trên giấy hẹn.').length).to.equal(2);
    press(widget, 'Thiếu 4 số cuối hoặc mã tra cứu');
    await until(() => widget.shadowRoot?.activeElement?.id === 'factor');
  });

  it('copies the code, and keeps it on the device only on wish', async () => {
    localStorage.clear();
    const widget = await found('0042');
    expect(JSON.stringify({ ...localStorage })).not.to.contain('0042');
    press(widget, 'Lưu mã trên máy này');
    await until(() => spoken(widget) === 'Đã lưu mã hồ sơ trên máy này');
    expect(JSON.stringify({ ...localStorage })).to.contain('H29.132-261118-0042');
    expect(JSON.stringify({ ...localStorage })).not.to.match(/Lan|9999/);

    press(widget, 'Tra mã khác');
    await until(() => seen(widget).includes('Mã đã lưu trên máy này'));
    expect(await violations(widget)).to.deep.equal([]);
    widget.shadowRoot?.querySelector<HTMLElement>('.rows .row')?.click();
    await until(() => widget.shadowRoot?.activeElement?.id === 'factor');
    expect(field(widget, 'code').value).to.equal('H29.132-261118-0042');
    type(widget, 'code', '');
    await widget.updateComplete;
    widget.shadowRoot?.querySelector<HTMLElement>('.rows .row')?.click();
    await until(() => field(widget, 'code').value === 'H29.132-261118-0042', 'the same code again');
    widget.shadowRoot?.querySelector<HTMLElement>('[aria-label="Xóa Đăng ký khai sinh khỏi máy này"]')?.click();
    await until(() => !seen(widget).includes('Mã đã lưu'));
    expect(JSON.stringify({ ...localStorage })).not.to.contain('0042');
  });

  it('follows no link of the backend that is not a web address', async () => {
    const dossier = (await (
      await fetch('/api/dossiers/read', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          agency: '26506',
          code: await code('0047'),
          factor: { kind: 'phoneLast4', value: '0047' },
        }),
      })
    ).json()) as { task: { payment: object }; place: object };
    dossier.task.payment = { url: 'javascript:alert(1)' };
    dossier.place = { ...dossier.place, mapUrl: 'javascript:alert(1)' };
    const widget = await found('0047', { fetch: answering('/dossiers/read', () => json(dossier)) });

    expect([...widget.shadowRoot!.querySelectorAll('a')].map(({ protocol }) => protocol)).to.deep.equal([
      'tel:',
      'tel:',
    ]);
  });

  it('points out a code that does not look like those of the office', async () => {
    const capabilities = { ...(await (await fetch('/api/capabilities?agency=26506')).json()) } as {
      lookup: { codeExample?: string };
    };
    capabilities.lookup.codeExample = 'HS-2026-0001';
    const widget = await lookup('0042', {
      fetch: async (request, init) => {
        const path = new URL((request as Request).url ?? String(request), location.href).pathname;
        if (path.endsWith('/capabilities')) return json(capabilities);
        if (path.endsWith('/dossiers/read')) return json({ type: 'errors#dossier-not-found', status: 404 }, 404);
        return fetch(request, init);
      },
    });
    await until(() => seen(widget).includes('Mã thường có dạng HS-2026-0001.'));
  });

  it('offers to keep nothing on a shared computer', async () => {
    expect(seen(await found('0042', { settings: { kiosk: 'true' } }))).not.to.contain('Lưu mã');
  });

  it('shows the account and the VietQR code of a fee', async () => {
    const widget = await found('0047');
    press(widget, 'Chuyển khoản');

    await until(() => seen(widget).includes('Số tài khoản'));
    expect(seen(widget)).to.contain('Số tiền 100.000 đồng');
    expect(widget.shadowRoot?.querySelector('svg.qr')?.getAttribute('aria-label')).to.contain('VietQR');
    await until(() => widget.shadowRoot?.activeElement?.id === 'transfer');
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('takes the ID number or the secret code instead of the phone', async () => {
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`);
    await until(() => seen(widget).includes('Dùng mã tra cứu'));
    press(widget, 'Dùng mã tra cứu');
    await widget.updateComplete;
    type(widget, 'code', 'H29.132-261118-0042');
    type(widget, 'factor', 'k42mc');
    press(widget, 'Tra cứu');

    await until(() => widget.shadowRoot?.querySelector('#result'));
  });

  it('at an open ward shows the stage for a code that the page names, and opens the rest by the factor', async () => {
    const widget = await mount<StatusLookup>(html`<mc-status-lookup code="H29.133-261118-0061"></mc-status-lookup>`, {
      settings: { agency: '26526' },
    });
    await until(() => seen(widget).includes('Xem chi tiết hồ sơ'));
    expect(seen(widget)).not.to.contain('Đăng ký thường trú');
    expect(document.activeElement === widget).to.equal(false);
    expect(await violations(widget)).to.deep.equal([]);

    type(widget, 'factor', '0061');
    press(widget, 'Xem chi tiết hồ sơ');
    await until(() => seen(widget).includes('Đăng ký thường trú'));
  });

  it('opens with the code of a link, and takes it out of the address', async () => {
    location.hash = '#motcua:mc-status-lookup?code=H29.132-261118-0042';
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`);
    await widget.updateComplete;

    expect(field(widget, 'code').value).to.equal('H29.132-261118-0042');
    expect(location.hash).to.equal('');
  });

  it('shows nothing of one person’s dossier once the next code comes', async () => {
    const widget = await found('0042');
    widget.code = 'H29.132-261118-0043';
    await widget.updateComplete;
    expect(field(widget, 'code').value).to.equal('H29.132-261118-0043');
    expect(seen(widget)).not.to.match(/Lan|Giấy chứng sinh/);
    expect(field(widget, 'factor').value).to.equal('');
    widget.removeAttribute('code');
    widget.code = null as unknown as string;
    await widget.updateComplete;
    expect(field(widget, 'code').value).to.equal('');
  });

  it('leads to where this site has the next step', async () => {
    const widget = await found('0056', { settings: { links: 'feedback=/gop-y booking=javascript:alert(1)' } });
    const link = widget.shadowRoot?.querySelector<HTMLAnchorElement>('[part~=status] a.primary');

    expect(link?.textContent?.trim()).to.equal('Đánh giá phục vụ');
    expect(link?.href).to.match(/\/gop-y#motcua:mc-feedback-form\?code=H29\.132-261116-0056&ticket=/);
    expect(seen(await found('0042', { settings: { links: 'booking=javascript:alert(1)' } }))).not.to.contain(
      'Đặt lịch',
    );
  });

  it('leads from a result that is ready to the booking of its collection', async () => {
    const widget = await found('0054', { settings: { links: 'booking=/dat-lich' } });
    const link = widget.shadowRoot?.querySelector<HTMLAnchorElement>('[part~=status] a.primary');
    expect(link?.textContent?.trim()).to.equal('Đặt lịch đến nhận');
    expect(link?.href).to.match(/#motcua:mc-appointment-booker\?code=.*&service=nhan-ket-qua$/);

    location.hash = link!.hash;
    const booker = await mount<HTMLElement>(html`<mc-appointment-booker></mc-appointment-booker>`);
    await until(() => /Nhận kết quả ?, /.test(seen(booker)), `the service: ${seen(booker)}`);
    expect(seen(booker)).to.contain('Hồ sơ …0054');
  });

  it('speaks English where the page says so, and Vietnamese whatever the browser speaks', async () => {
    expect(seen(await found('0042', { settings: { lang: 'en' } }))).to.contain(
      'You need to act Hand in 1 more paper Dossier code H29.132-261118-0042',
    );
    document.documentElement.lang = 'en';
    expect(seen(await found('0042'))).to.contain('Ông/Bà cần làm');
  });

  it('tells a page that a dossier was found, but not whose or which', async () => {
    let told: Event | undefined;
    const listen = (event: Event) => (told = event);
    document.addEventListener('mc-dossier-found', listen, { once: true });
    await found('0042');

    expect(JSON.stringify(told, Object.keys(told ?? {}))).not.to.match(/0042|Lan/);
    expect((told as { status?: string }).status).to.equal('supplement');
  });

  it('shows the phone number and the page’s own fallback when the backend is down', async () => {
    const down = answering('/capabilities', () => Promise.reject(new TypeError('Failed to fetch')));
    const widget = await mount<StatusLookup>(html`<mc-status-lookup><p>Gọi 0254</p></mc-status-lookup>`, {
      fetch: down,
    });

    await until(() => seen(widget).includes('Chưa kết nối được với máy chủ'));
    expect(seen(widget)).to.contain('Gọi 0254 385 0000');
    expect(widget.shadowRoot?.querySelector('slot')).not.to.equal(null);
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('counts down politely when the backend has had enough', async () => {
    const busy = answering('/dossiers/read', () =>
      json({ type: 'x#too-many-requests', status: 429, retryAfter: 300, requestId: '12345678' }, 429),
    );
    const widget = await lookup('0042', { fetch: busy });

    await until(() => seen(widget).includes('Xin Ông/Bà thử lại sau 5 phút'));
    expect(seen(widget)).to.contain('Mã sự cố: 12345678');
    expect(field(widget, 'code').value).to.equal('H29.132-261118-0042');
  });
});
