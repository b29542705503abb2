import { expect, html } from '@open-wc/testing';
import type { FeedbackForm, FeedbackSending } from '../../src/index.ts';
import { answering, field, json, mount, press, seen, spoken, type, until, violations } from '../support/mount.ts';

const open = async (kind: string, more: Parameters<typeof mount>[1] = {}) => {
  const widget = await mount<FeedbackForm>(html`<mc-feedback-form kind=${kind}></mc-feedback-form>`, more);
  await until(() => widget.shadowRoot?.querySelector('form'), 'the form');
  return widget;
};

describe('<mc-feedback-form>', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('is accessible in each face', async () => {
    const widget = await mount<FeedbackForm>(html`<mc-feedback-form></mc-feedback-form>`);
    await until(() => seen(widget).includes('Gửi góp ý'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Đánh giá phục vụ');
    await until(() => widget.shadowRoot?.querySelector('form'));
    press(widget, 'Gửi đánh giá');
    await until(() => seen(widget).includes('Còn 1 chỗ cần sửa'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Không hài lòng');
    await until(() => seen(widget).includes('Vì sao?'));
    expect(await violations(widget)).to.deep.equal([]);
    press(widget, 'Gửi đánh giá');
    await until(() => seen(widget).includes('Cảm ơn Ông/Bà. Đã nhận được đánh giá.'));
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('asks why only when the answer is low', async () => {
    const widget = await open('rating');
    press(widget, 'Rất hài lòng');
    await widget.updateComplete;
    expect(seen(widget)).not.to.contain('Vì sao?');
    press(widget, 'Rất không hài lòng');
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Vì sao? Có thể chọn nhiều, không bắt buộc Chờ lâu');
  });

  it('leads from the summary to each field that is missing', async () => {
    const widget = await open('opinion');
    type(widget, 'phone', '01234567890');
    press(widget, 'Gửi góp ý');
    await until(() => seen(widget).includes('Còn 3 chỗ cần sửa'));
    expect(widget.shadowRoot?.activeElement?.id).to.equal('summary');

    press(widget, 'Số điện thoại');
    await until(() => widget.shadowRoot?.activeElement?.id === 'phone');
    type(widget, 'text', 'Cần thêm ghế');
    await until(() => seen(widget).includes('Còn 2 chỗ cần sửa'));
  });

  it('gives a code for an opinion, under which its answer can be read', async () => {
    const widget = await open('opinion');
    type(widget, 'text', 'Cần thêm ghế ở quầy số 2.');
    press(widget, 'Gửi góp ý');

    await until(() => seen(widget).includes('Đã nhận được góp ý của Ông/Bà.'));
    const code = /PA-\w{5}-\w{5}/.exec(seen(widget))?.[0] ?? '';
    expect(await violations(widget)).to.deep.equal([]);

    const tracker = await open('answer');
    type(tracker, 'tracking', code.toLowerCase());
    press(tracker, 'Xem trả lời');
    await until(() => seen(tracker).includes('Đã nhận, đang chờ xem xét'));
    expect(await violations(tracker)).to.deep.equal([]);
  });

  it('shows the answer of an officer', async () => {
    const widget = await open('answer');
    type(widget, 'tracking', 'PA-M0TC8-7A3WN');
    press(widget, 'Xem trả lời');

    await until(() => seen(widget).includes('Đã có trả lời'));
    expect(seen(widget)).to.contain('Phường Vũng Tàu trả lời lúc');
    press(widget, 'Xem mã khác');
    await widget.updateComplete;
    type(widget, 'tracking', 'PA-00000-00000');
    press(widget, 'Xem trả lời');
    await until(() => seen(widget).includes('Không tìm thấy góp ý có mã này'));
    expect(field(widget, 'tracking').value).to.equal('PA-00000-00000');
  });

  it('counts honestly, aloud only when typing pauses', async () => {
    const widget = await open('opinion');
    type(widget, 'text', 'Tôi góp ý'.normalize('NFD'));
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Còn nhập được 991 ký tự');
    expect(spoken(widget)).to.equal('');
    await until(() => spoken(widget) === 'Còn nhập được 991 ký tự');

    type(widget, 'text', 'x'.repeat(1010));
    await widget.updateComplete;
    expect(seen(widget)).to.contain('Xin bớt 10 ký tự');
    expect(field(widget, 'text').value.length).to.equal(1010);
  });

  it('points a formal complaint to where the law has it received', async () => {
    const widget = await open('opinion');
    type(widget, 'text', 'Tôi muốn KHIEU NAI về đất đai');
    await until(() => seen(widget).includes('Ban Tiếp công dân Thành phố Hồ Chí Minh'));
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('keeps a draft in this tab, never with the consent, and on the device only when asked to', async () => {
    const widget = await open('opinion');
    type(widget, 'text', 'Đang viết dở');
    press(widget, (widget.shadowRoot?.querySelector('label.tick span:last-child')?.textContent ?? '').trim());
    await widget.updateComplete;
    expect(localStorage.length).to.equal(0);
    expect(JSON.stringify(sessionStorage)).not.to.contain('call-back');

    const again = await open('opinion');
    await until(() => field(again, 'text').value === 'Đang viết dở');
    press(again, 'Giữ bản nháp trên máy này trong 24 giờ');
    await again.updateComplete;
    expect(localStorage.length).to.equal(1);
    expect(sessionStorage.length).to.equal(0);

    press(again, 'Gửi góp ý');
    await until(() => seen(again).includes('Đã nhận được góp ý'));
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });

  it('keeps the opinion that is being written when a rating on the same page is sent', async () => {
    const opinion = await open('opinion');
    type(opinion, 'text', 'Viết dở bên cạnh');
    const rating = await open('rating');
    press(rating, 'Rất hài lòng');
    press(rating, 'Gửi đánh giá');
    await until(() => seen(rating).includes('Đã nhận được đánh giá'));
    const again = await open('opinion');
    await until(() => field(again, 'text').value === 'Viết dở bên cạnh');
  });

  it('keeps the key of a write that may have arrived while the phone is offline', async () => {
    const keys: (string | null)[] = [];
    let answer: () => Promise<Response> = () => Promise.reject(new TypeError('reset'));
    const flaky = answering('/feedback', request => {
      keys.push(request.headers.get('Idempotency-Key'));
      return answer();
    });
    const fetch: typeof window.fetch = (input, init) =>
      navigator.onLine ? flaky(input, init) : Promise.reject(new TypeError('offline'));
    const widget = await open('opinion', { fetch });
    type(widget, 'text', 'Có thể đã tới');
    press(widget, 'Gửi góp ý');
    await until(() => seen(widget).includes('Chưa rõ đã gửi được'), 'unknown');

    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    press(widget, 'Gửi lại');
    await until(() => seen(widget).includes('Chưa kết nối được với máy chủ'));
    delete (navigator as { onLine?: boolean }).onLine;
    answer = () =>
      Promise.resolve(
        json({ kind: 'opinion', receivedAt: '2026-11-23T09:00:00+07:00', code: 'PA-00000-00000', answerBy: null }, 201),
      );
    press(widget, 'Gửi góp ý');
    await until(() => seen(widget).includes('PA-00000-00000'));
    expect(new Set(keys).size).to.equal(1);
  });

  it('shows the receipt even when the page took the form away for a while', async () => {
    let answer = () => {};
    const slow = answering(
      '/feedback',
      () =>
        new Promise<Response>(resolve => {
          answer = () =>
            resolve(
              json(
                { kind: 'opinion', receivedAt: '2026-11-23T09:00:00+07:00', code: 'PA-11111-11111', answerBy: null },
                201,
              ),
            );
        }),
    );
    const widget = await open('opinion', { fetch: slow });
    const parent = widget.parentElement as HTMLElement;
    type(widget, 'text', 'Đổi thẻ');
    press(widget, 'Gửi góp ý');
    await until(() => seen(widget).includes('Đang gửi…'));
    widget.remove();
    await new Promise(resolve => setTimeout(resolve, 200));
    answer();
    parent.append(widget);
    await until(() => seen(widget).includes('PA-11111-11111'));
  });

  it('keeps nothing on a shared computer', async () => {
    const widget = await open('opinion', { settings: { kiosk: 'true' } });
    type(widget, 'text', 'Bí mật');
    await widget.updateComplete;
    expect(seen(widget)).not.to.contain('Giữ bản nháp');
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });

  it('lets a page stop what is about to be sent', async () => {
    const widget = await open('opinion');
    let kind = '';
    widget.addEventListener('mc-feedback-sending', event => {
      kind = (event as FeedbackSending).kind;
      event.preventDefault();
    });
    type(widget, 'text', 'Khoan đã');
    press(widget, 'Gửi góp ý');
    await widget.updateComplete;
    expect(kind).to.equal('opinion');
    expect(seen(widget)).to.contain('Gửi góp ý');
  });

  it('shows the backend’s field errors at their fields, and lists those of fields that it does not have', async () => {
    const picky = answering('/feedback', () =>
      json(
        {
          type: 'x#invalid-input',
          status: 422,
          errors: [
            { pointer: '/text', code: 'x' },
            { pointer: '/other', code: 'x' },
          ],
        },
        422,
      ),
    );
    const widget = await open('opinion', { fetch: picky });
    type(widget, 'text', 'Một điều gì đó');
    press(widget, 'Gửi góp ý');

    await until(() => seen(widget).includes('Còn 2 chỗ cần sửa'));
    expect(seen(widget)).to.contain('Mục /other chưa đúng');
    expect(field(widget, 'text').value).to.equal('Một điều gì đó');
  });

  it('offers no second try where nobody can know whether it came in', async () => {
    let sent = 0;
    const lost = answering('/feedback', () => {
      sent++;
      return json({ type: 'x#outcome-unknown', status: 409 }, 409);
    });
    const widget = await open('opinion', { fetch: lost });
    type(widget, 'text', 'Một điều gì đó');
    press(widget, 'Gửi góp ý');
    await until(() => seen(widget).includes('đừng gửi lại'));
    expect(widget.shadowRoot?.querySelector('button.primary')).to.equal(null);
    widget.shadowRoot?.querySelector('form')?.requestSubmit();
    expect(sent).to.equal(1);
    expect(field(widget, 'text').value).to.equal('Một điều gì đó');
    press(widget, 'Xong');
    await until(() => !seen(widget).includes('đừng gửi lại'));
    expect(field(widget, 'text').value).to.equal('');
  });

  it('says so when a dossier has been rated already', async () => {
    const rated = answering('/feedback', () => json({ type: 'x#already-rated', status: 409 }, 409));
    const widget = await open('rating', { fetch: rated });
    press(widget, 'Hài lòng');
    press(widget, 'Gửi đánh giá');
    await until(() => seen(widget).includes('Hồ sơ này đã được đánh giá rồi'));
  });
});
