import { css, html, LitElement, unsafeCSS } from 'lit';
import { base } from '../../src/core/base.styles.ts';
import { icons } from '../../src/core/icons.ts';
import { PortalController } from '../../src/core/portal-controller.ts';
import { widgetShell } from '../../src/core/widget-shell.ts';

const colours = [
  ['accent', 'on-accent'],
  ['accent-soft', 'ink'],
  ['paper', 'ink'],
  ['paper', 'muted'],
  ['ground', 'muted'],
] as const;

const meanings = [
  ['going', 'going', 'Đang làm', 'Cơ quan đang làm'],
  ['yours', 'yours', 'Ông/Bà cần làm', 'Cần Ông/Bà làm tiếp'],
  ['done', 'done', 'Đã xong', 'Không phải làm gì nữa'],
  ['stopped', 'stopped', 'Trễ hẹn', 'Xem lý do và gọi cho chúng tôi'],
  ['rest', 'rest', 'Đã dừng', 'Đã dừng theo yêu cầu'],
] as const;

/** Shows a theme: its colours in pairs, text sizes, the five meanings, controls. */
export class TokenSheet extends LitElement {
  static override styles = [
    base,
    css`
      .pairs {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10em, 1fr));
        gap: 8px;
      }
      .pair {
        padding: 12px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
    `,
    unsafeCSS(
      colours
        .map(([ground, ink]) => `.${ground}-${ink} { background: var(--_${ground}); color: var(--_${ink}); }`)
        .join(' '),
    ),
  ];

  readonly portal = new PortalController(this, {});

  override render() {
    return widgetShell(html`
      <h2>Chữ tiêu đề, 28 px: Ưỡn ẹo Nguyễn Thị Ngọc Ánh</h2>
      <h3>Chữ mục, 22 px: Đăng ký khai sinh</h3>
      <p>Chữ thường, 18 px: Ông/Bà chưa phải làm gì. <strong>Chữ đậm.</strong> <a href="#x">Đường dẫn</a></p>
      <p class="hint">Chữ phụ, 16 px: Mã in trên giấy hẹn</p>
      <p class="number">Số: H29.132-261118-0042 · 08:20 · 1.234.567</p>
      <div class="pairs">
        ${colours.map(([ground, ink]) => html`<div class="pair ${ground}-${ink}">${ground} / ${ink}</div>`)}
      </div>
      ${meanings.map(
        ([look, icon, title, words]) =>
          html`<div class="box ${look}">
            <p class="title">${icons[icon]}<span>${title}</span></p>
            <p>${words}</p>
          </div>`,
      )}
      <div class="actions">
        <button type="button" class="primary">Nút chính</button>
        <button type="button">Nút phụ</button>
        <button type="button" class="link">Nút dạng đường dẫn</button>
      </div>
      <label for="field">Ô nhập</label>
      <input id="field" value="0912 345 678" />
      <p class="error">Số điện thoại chưa đúng</p>
    `);
  }
}
