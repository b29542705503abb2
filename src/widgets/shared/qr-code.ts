import type { TemplateResult } from 'lit';
import { encodeQR } from 'qr';
import { html, svg } from '../../core/index.ts';

/** A QR code (ISO/IEC 18004). */
export interface QrCode {
  /** Rows of modules, true for dark, including the quiet zone. */
  rows: readonly (readonly boolean[])[];
  /**
   * As one SVG path.
   * @param text alternative text
   */
  image(text: string): TemplateResult;
}

export function qrCode(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const size = rows.length;
  let path = '';
  rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    }),
  );
  const image = (text: string) =>
    html`<svg
      class="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${text}
      shape-rendering="crispEdges"
      focusable="false"
    >
      ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#000"/>`}
    </svg>`;
  return { rows, image };
}
