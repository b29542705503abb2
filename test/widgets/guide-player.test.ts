import { expect, html } from '@open-wc/testing';
import type { Guide } from '../../src/contract/index.ts';
import type { GuidePlayer } from '../../src/index.ts';
import { answering, field, json, mount, press, seen, spoken, type, until, violations } from '../support/mount.ts';

type Page = Parameters<typeof mount>[1];

const birth = 'dang-ky-khai-sinh';
const on = <T extends Element>(widget: HTMLElement, selector: string): T | null =>
  widget.shadowRoot?.querySelector<T>(selector) ?? null;
const video = (widget: HTMLElement) => on<HTMLVideoElement>(widget, 'video');
const reads = (widget: HTMLElement, words: string) =>
  until(() => seen(widget).includes(words), words).catch(() => expect(seen(widget)).to.contain(words));
const readsNot = (widget: HTMLElement, words: string) => until(() => !seen(widget).includes(words), `no ${words}`);
const sentence = (widget: HTMLElement, words: string) =>
  [...(widget.shadowRoot?.querySelectorAll<HTMLElement>('.sentence') ?? [])].find(each =>
    each.textContent?.includes(words),
  );
const choose = async (widget: HTMLElement, id: string, value: string) => {
  const select = on<HTMLSelectElement>(widget, `#${id}`)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await (widget as GuidePlayer).updateComplete;
};
const stored = () => JSON.parse(localStorage.getItem('motcua:guides:26506') ?? '{}') as Record<string, unknown>;

const open = async (guide = birth, more: Page = {}) => {
  const widget = await mount<GuidePlayer>(
    html`<mc-guide-player guide=${guide}><p>Gọi 0254</p></mc-guide-player>`,
    more,
  );
  await until(() => on(widget, '#title') && !on(widget, '.skeleton'), 'the guide');
  return widget;
};
const plays = async (widget: HTMLElement) => {
  on<HTMLElement>(widget, '.play')?.click();
  await until(() => (video(widget)?.currentTime ?? 0) > 0.2, 'the film');
};
const real = async (): Promise<Guide> => (await (await fetch(`/api/guides/${birth}?agency=26506`)).json()) as Guide;
/** A backend with one guide changed. */
const changed = async (change: Partial<Guide>): Promise<Page> => {
  const guide = { ...(await real()), ...change };
  return { fetch: answering(`/guides/${birth}`, () => json(guide)) };
};

describe('<mc-guide-player>', () => {
  beforeEach(() => localStorage.clear());

  it('is accessible in each face', async () => {
    const list = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`);
    await reads(list, 'Đăng ký khai sinh cho con');
    expect(await violations(list)).to.deep.equal([]);

    const widget = await open();
    expect(await violations(widget)).to.deep.equal([]);
    await plays(widget);
    on<HTMLElement>(widget, 'summary')?.click();
    type(widget, 'find', 'giay');
    await reads(widget, 'câu');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Chưa hiểu');
    await reads(widget, 'Bước nào chưa rõ?');
    expect(await violations(widget)).to.deep.equal([]);

    const gone = await open('nowhere');
    await reads(gone, 'Không tìm thấy hướng dẫn này');
    expect(await violations(gone)).to.deep.equal([]);
  });

  it('finds a guide by what people call it, without diacritics', async () => {
    const widget = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`);
    await reads(widget, '44 giây · 3 bước');
    type(widget, 'search', 'sao y');
    await readsNot(widget, 'Đăng ký khai sinh cho con');
    expect(seen(widget)).to.contain('Chứng thực bản sao từ bản chính');
    await until(() => spoken(widget) === '1 hướng dẫn');
    type(widget, 'search', 'xay nha');
    await reads(widget, 'Chưa có hướng dẫn cho việc này');
    press(widget, 'Xem tất cả hướng dẫn');
    await reads(widget, 'Đăng ký khai sinh cho con');
    on<HTMLElement>(widget, '.row')?.click();
    await reads(widget, 'Mang theo bản chính');
    await until(() => widget.shadowRoot?.activeElement?.id === 'title', 'focus on the title');
    press(widget, 'Hướng dẫn khác');
    await reads(widget, 'Tra cứu hồ sơ và đặt lịch trên điện thoại');
  });

  it('has all to read and no byte of the film before somebody presses', async () => {
    performance.clearResourceTimings();
    const widget = await open();
    await reads(widget, 'Muốn đăng ký khai sinh cho con, Ông Bà chuẩn bị hai giấy tờ.');
    expect(seen(widget)).to.contain('4 Nhận giấy khai sinh');
    expect(seen(widget)).to.match(/Xem video \(1 phút 4 giây, 0,\d MB\)/);
    await new Promise(resolve => setTimeout(resolve, 300));
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(on<HTMLImageElement>(widget, 'img')?.complete).to.equal(true);
    expect(loaded.filter(name => /\.(?:webm|mp4)$/.test(name))).to.deep.equal([]);
  });

  it('shows which sentence and which step is being said, and goes to one that is pressed', async () => {
    const widget = await open();
    sentence(widget, 'Cán bộ')?.click();
    sentence(widget, 'Nhớ mang theo căn cước')?.click();
    await until(
      () => on(widget, '.sentence[aria-current]')?.textContent?.includes('Nhớ mang theo căn cước'),
      'the sentence',
    );
    expect(on(widget, '[aria-current=step] h4')?.textContent).to.contain('3 Nộp giấy tờ tại quầy');
    expect(on(widget, '.said')?.textContent).to.contain('Nhớ mang theo căn cước');
    const at = video(widget)!.currentTime;
    press(widget, 'Nghe lại câu này');
    await until(() => video(widget)!.currentTime <= at + 0.3);
    expect(video(widget)!.currentTime).to.be.greaterThan(39);
    press(widget, 'Xem giải thích (0:10)');
    await until(
      () => on(widget, '.sentence[aria-current]')?.textContent?.includes('Hai là giấy chứng sinh'),
      'the paper',
    );
  });

  it('moves among the sentences by arrows, one stop of the Tab key for all', async () => {
    const widget = await open();
    const all = [...widget.shadowRoot!.querySelectorAll<HTMLElement>('.sentence')];
    expect(all.filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
    all[0]!.focus();
    all[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(widget.shadowRoot?.activeElement === all[1]).to.equal(true);
  });

  it('is searched without diacritics and in both styles of tone marks', async () => {
    const widget = await open(
      birth,
      await changed({
        chapters: [{ at: 0, title: { vi: 'Hòa giải' } }],
        captions: [
          {
            lang: 'vi',
            url: 'x.vtt',
            cues: [
              { from: 0, to: 2, text: 'Hòa giải ở cơ sở.' },
              { from: 2, to: 4, text: 'Điền vào tờ khai.' },
            ],
          },
        ],
      }),
    );
    for (const typed of ['hoà giải', 'hòa', 'HOA GIAI', 'hoà'.normalize('NFD')]) {
      type(widget, 'find', typed);
      await readsNot(widget, 'Điền vào tờ khai');
      expect(on(widget, 'mark')?.textContent?.toLowerCase()).to.match(/^hòa/);
      await until(() => spoken(widget) === '1 câu');
    }
    type(widget, 'find', 'dien');
    await reads(widget, 'Điền vào tờ khai');
    type(widget, 'find', 'nhà đất');
    await reads(widget, 'Không có câu nào');
    expect(field(widget, 'find').value).to.equal('nhà đất');
  });

  it('puts captions where and as large as the person wants, and speaks as fast', async () => {
    const widget = await open();
    await plays(widget);
    const track = () => [...video(widget)!.textTracks].find(({ language }) => language === 'vi')!;
    expect(track().mode).to.equal('hidden');
    expect(on(widget, '.said')?.textContent).to.contain('Muốn đăng ký khai sinh');
    await choose(widget, 'caption-place', 'top');
    expect(on(widget, '.said')).to.equal(null);
    expect([track().mode, (track().cues![0] as VTTCue).line]).to.deep.equal(['showing', 0]);
    await choose(widget, 'caption-place', 'bottom');
    expect((track().cues![0] as VTTCue).line).to.equal('auto');
    await choose(widget, 'caption-size', '2');
    expect(video(widget)?.className).to.contain('cues-2');
    await choose(widget, 'speed', '0.75');
    expect(video(widget)?.playbackRate).to.equal(0.75);
    await choose(widget, 'caption-place', 'off');
    expect(track().mode).to.equal('hidden');
    await choose(widget, 'language', 'en');
    expect(seen(widget)).to.contain("To register a child's birth, get two papers ready.");

    const again = await open('chung-thuc-ban-sao');
    await plays(again);
    expect(video(again)?.playbackRate).to.equal(0.75);
    expect(on(again, '.said')).to.equal(null);
  });

  it('keeps ticks and the second on this device, and wipes them when told to', async () => {
    const widget = await open();
    expect(seen(widget)).to.contain('Đã có 0/2 giấy tờ');
    on<HTMLElement>(widget, '#paper-0')?.click();
    await reads(widget, 'Đã có 1/2 giấy tờ');
    sentence(widget, 'Nhớ mang theo căn cước')?.click();
    await until(() => (video(widget)?.currentTime ?? 0) > 40, 'the film');
    video(widget)?.pause();
    await until(() => JSON.stringify(stored()).includes('"at":4'), 'the second');
    widget.remove();

    const again = await open();
    await reads(again, 'Xem tiếp từ 0:4');
    expect(seen(again)).to.contain('Đã có 1/2 giấy tờ');
    on<HTMLElement>(again, '#paper-1')?.click();
    await reads(again, 'Đã đủ giấy tờ.');
    on<HTMLElement>(again, '.play')?.click();
    await until(() => (video(again)?.currentTime ?? 0) > 39.9, 'the same second');
    expect(localStorage.length).to.equal(1);
    press(again, 'Xóa dấu trên máy này');
    await reads(again, 'Đã có 0/2 giấy tờ');
    expect(JSON.stringify(stored())).not.to.contain('ticks":["');
  });

  it('keeps nothing on a shared computer', async () => {
    const widget = await open('chung-thuc-ban-sao', { settings: { kiosk: 'true' } });
    on<HTMLElement>(widget, '#paper-0')?.click();
    await reads(widget, 'Đã đủ giấy tờ.');
    expect(seen(widget)).not.to.contain('Dấu chỉ lưu trên máy này');
    await plays(widget);
    widget.remove();
    expect(JSON.stringify(stored())).not.to.contain('chung-thuc');
  });

  it('is not misled by what others left on the device', async () => {
    for (const odd of [
      '7',
      '[]',
      '{"guides":7}',
      `{"look":{"size":9,"place":"x","speed":"y"},"guides":{"${birth}":{"at":"x","ticks":5,"day":99999}}}`,
    ]) {
      localStorage.setItem('motcua:guides:26506', odd);
      const widget = await open();
      await reads(widget, 'Xem video');
      on<HTMLElement>(widget, '#paper-0')?.click();
      await reads(widget, 'Đã có 1/2 giấy tờ');
      await plays(widget);
    }
  });

  it('offers the words instead of the film on a slow or metered line', async () => {
    const { connection } = navigator as { connection?: object };
    Object.defineProperty(navigator, 'connection', {
      configurable: true,
      value: { saveData: true, effectiveType: '4g' },
    });
    try {
      const widget = await open();
      expect(seen(widget)).to.contain('không cần tải video 0,3 MB');
      expect(on(widget, 'img')).to.equal(null);
      expect(await violations(widget)).to.deep.equal([]);
      await plays(widget);
    } finally {
      Object.defineProperty(navigator, 'connection', { configurable: true, value: connection });
    }
  });

  it('says that a guide is old, and leads to the one that holds', async () => {
    const page = await changed({
      outdated: { reason: 'procedure-changed', since: '2027-01-01', instead: 'chung-thuc-ban-sao' },
    });
    const widget = await mount<GuidePlayer>(html`<mc-guide-player guide=${birth}></mc-guide-player>`, page);
    await reads(widget, 'Video cũ: thủ tục đã thay đổi Từ Thứ Sáu, 01/01/2027.');
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Xem hướng dẫn mới');
    await reads(widget, 'Chứng thực bản sao từ bản chính');
  });

  it('sends once whether it helped, and asks at which step it did not', async () => {
    const widget = await open();
    press(widget, 'Chưa hiểu');
    await reads(widget, 'Bước nào chưa rõ?');
    press(widget, '2. Chọn cách nộp');
    await reads(widget, 'Cảm ơn Ông/Bà.');
    expect(seen(widget)).to.contain('Gọi 0254 385 0000');
    const glad = await open();
    press(glad, 'Có, tôi đã hiểu');
    await reads(glad, 'Cảm ơn Ông/Bà.');

    const offline = await open(birth, {
      fetch: answering('/feedback', () => Promise.reject(new TypeError('offline'))),
    });
    press(offline, 'Có, tôi đã hiểu');
    await until(() => on(offline, '[part=failure]'), 'the failure');
    expect(seen(offline)).to.contain('Thử lại');
  });

  it('goes on with the next file when one is missing, and with the words when none is left', async () => {
    const { sources } = await real();
    const missing = { url: `guides/${birth}/none.webm`, type: 'video/webm', bytes: 1 };
    const widget = await open(birth, await changed({ sources: [missing, ...sources] }));
    await plays(widget);
    expect(video(widget)?.currentSrc).not.to.contain('none.webm');

    const lost = await open(birth, await changed({ sources: [missing] }));
    on<HTMLElement>(lost, '.play')?.click();
    await reads(lost, 'Chưa mở được video.');
    expect(seen(lost)).to.contain('Muốn đăng ký khai sinh cho con');
    expect(seen(lost)).to.contain('Gọi 0254 385 0000');
    expect(await violations(lost)).to.deep.equal([]);
  });

  it('tells when a film breaks off, keeps the second and the words', async () => {
    const { sources } = await real();
    for (const { url, type, bytes } of sources) {
      if (!document.createElement('video').canPlayType(type)) continue;
      const whole = await (await fetch(`/api/${url}`)).arrayBuffer();
      const cut = URL.createObjectURL(new Blob([whole.slice(0, bytes / 2)], { type }));
      const widget = await open(birth, await changed({ sources: [{ url: cut, type, bytes }] }));
      localStorage.setItem('motcua:guides:26506', '{"look":{"size":0,"place":"below","speed":"1.5"}}');
      sentence(widget, 'Ai chưa quen máy tính')?.click();
      await until(() => seen(widget).includes('Video bị đứt giữa chừng'), type);
      expect(seen(widget)).to.contain('Thấy sai chỗ nào, xin nói ngay');
    }
  });

  it('says so when this device can show none of the files', async () => {
    const widget = await open(birth, await changed({ sources: [{ url: 'x', type: 'video/x-unknown', bytes: 1 }] }));
    await reads(widget, 'không có video mở được trên máy này');
    expect(on(widget, 'button.sentence')).to.equal(null);
    expect(seen(widget)).to.contain('Muốn đăng ký khai sinh cho con');
  });

  it('reads the captions file of a backend that has only that, and says when it is malformed', async () => {
    const blob = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    const file = (url: string) => changed({ captions: [{ lang: 'vi', url }] });
    const good = await open(birth, await file(`/api/guides/${birth}/vi.vtt`));
    expect(seen(good)).not.to.contain('Muốn đăng ký');
    await plays(good);
    await reads(good, 'Muốn đăng ký khai sinh cho con');

    for (const broken of ['không phải phụ đề', 'WEBVTT\n\n00:00 -> 00:02\nsai\n']) {
      const widget = await open(birth, await file(blob(broken)));
      await plays(widget);
      await reads(widget, 'Chưa tải được phụ đề của video. Xin đọc các bước dưới đây.');
      expect(seen(widget)).to.contain('1 Chuẩn bị hai giấy tờ');
    }
  });

  it('holds a title of 300 characters on a narrow phone', async () => {
    const title = { vi: `Rấtdài${'ă'.repeat(294)}` };
    const widget = await open(birth, await changed({ title }));
    widget.style.width = '320px';
    await widget.updateComplete;
    expect(widget.shadowRoot!.querySelector('.page')!.scrollWidth).to.be.at.most(320);
  });

  it('shows 500 guides some at a time', async () => {
    const all = Array.from({ length: 500 }, (_, i) => ({
      id: `g${i}`,
      title: { vi: `Hướng dẫn số ${i}` },
      seconds: 60,
      steps: 3,
      procedure: null,
    }));
    const widget = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`, {
      fetch: answering('/guides', ({ url }) => {
        const after = new URL(url).searchParams.get('after');
        const from = after ? Number(after.slice(1)) + 1 : 0;
        return json({ guides: all.slice(from, from + 24), total: 500 });
      }),
    });
    await reads(widget, 'Hướng dẫn số 23');
    press(widget, 'Xem thêm (còn 476)');
    await reads(widget, 'Hướng dẫn số 47');
    expect(seen(widget)).to.contain('Xem thêm (còn 452)');
    expect(seen(widget)).to.contain('Hướng dẫn số 0');
  });

  it('shows the one guide of a procedure at once', async () => {
    const widget = await mount<GuidePlayer>(html`<mc-guide-player procedure="2.000815"></mc-guide-player>`);
    await reads(widget, 'Mang theo bản chính');
    expect(seen(widget)).not.to.contain('Hướng dẫn khác');
  });

  it('opens the guide and the second of a link, and takes the link out of the address', async () => {
    location.hash = `#motcua:mc-guide-player?guide=${birth}&t=37`;
    const widget = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`);
    await reads(widget, 'Xem tiếp từ 0:37');
    expect(location.hash).to.equal('');
    await plays(widget);
    expect(video(widget)!.currentTime).to.be.greaterThan(36.9);
  });

  it('goes to the second of a link while the same guide is open, and not in another one', async () => {
    const widget = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`);
    await reads(widget, 'Đăng ký khai sinh cho con');
    // Progress of an earlier video is stored when it is removed.
    localStorage.clear();
    on<HTMLElement>(widget, `#${birth}`)?.click();
    await reads(widget, 'Xem video');
    location.hash = `#motcua:mc-guide-player?guide=${birth}&t=37`;
    await reads(widget, 'Xem tiếp từ 0:37');
    press(widget, 'Hướng dẫn khác');
    await reads(widget, 'Chứng thực bản sao từ bản chính');
    on<HTMLElement>(widget, '#chung-thuc-ban-sao')?.click();
    await reads(widget, 'Xem video (44 giây');
  });

  it('that is left before its answer came opens nothing', async () => {
    const told: Event[] = [];
    const note = (event: Event) => told.push(event);
    document.addEventListener('mc-guide-opened', note);
    let answer = () => {};
    const widget = await mount<GuidePlayer>(html`<mc-guide-player></mc-guide-player>`, {
      fetch: answering(`/guides/${birth}`, async request => {
        await new Promise<void>(resolve => (answer = resolve));
        return window.fetch(request);
      }),
    });
    await reads(widget, 'Đăng ký khai sinh cho con');
    on<HTMLElement>(widget, `#${birth}`)?.click();
    await until(() => on(widget, '.skeleton'));
    press(widget, 'Hướng dẫn khác');
    await until(() => on(widget, '#search'));
    field(widget, 'search').focus();
    answer();
    await new Promise(resolve => setTimeout(resolve, 300));
    document.removeEventListener('mc-guide-opened', note);
    expect(told.length).to.equal(0);
    expect(widget.shadowRoot?.activeElement?.id).to.equal('search');
  });

  it('asks anew when it comes back into the page after it left in mid-question', async () => {
    let asked = 0;
    const widget = await mount<GuidePlayer>(html`<mc-guide-player guide=${birth}></mc-guide-player>`, {
      fetch: answering(`/guides/${birth}`, async request => {
        if (!asked++) await new Promise(resolve => setTimeout(resolve, 400));
        return window.fetch(request);
      }),
    });
    const home = widget.parentElement!;
    await until(() => asked);
    widget.remove();
    await new Promise(resolve => setTimeout(resolve, 600));
    home.append(widget);
    await reads(widget, 'Muốn đăng ký khai sinh cho con');
  });

  it('of another procedure shows that, and a search never takes the way back', async () => {
    const widget = await mount<GuidePlayer>(html`<mc-guide-player procedure="2.000815"></mc-guide-player>`);
    await reads(widget, 'Mang theo bản chính');
    widget.procedure = '1.001193';
    await reads(widget, 'Muốn đăng ký khai sinh cho con');
    widget.procedure = '';
    await reads(widget, 'Tra cứu hồ sơ và đặt lịch');
  });

  it('tells the page when a guide is opened and when its film is over', async () => {
    const told: string[] = [];
    const note = (event: Event) => told.push(`${event.type} ${(event as unknown as { guide: string }).guide}`);
    document.addEventListener('mc-guide-opened', note);
    document.addEventListener('mc-guide-finished', note);
    const widget = await open();
    sentence(widget, 'Thấy sai chỗ nào')?.click();
    await until(() => told.length > 1, 'the end');
    expect(told).to.deep.equal([`mc-guide-opened ${birth}`, `mc-guide-finished ${birth}`]);
    document.removeEventListener('mc-guide-opened', note);
    document.removeEventListener('mc-guide-finished', note);
    const again = await open();
    expect(seen(again)).not.to.contain('Xem tiếp');
  });

  it('fails with the words of the page when the backend is away', async () => {
    const widget = await mount<GuidePlayer>(html`<mc-guide-player><p>Gọi 0254</p></mc-guide-player>`, {
      fetch: () => Promise.reject(new TypeError('offline')),
    });
    await until(() => on(widget, '[part=failure]'), 'the failure');
    expect(on(widget, 'slot')).not.to.equal(null);
    expect(await violations(widget)).to.deep.equal([]);
  });
});
