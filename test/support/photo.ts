import encodeQR from 'qr';
import sharp from 'sharp';

/** A photo of a receipt with a QR code: turned, small in the picture, a little blurred, as JPEG. */
export async function photoOf(text: string): Promise<Buffer> {
  const code = await sharp(Buffer.from(encodeQR(text, 'svg')), { density: 300 })
    .resize(520, 520)
    .rotate(7, { background: '#e9e6dc' })
    .toBuffer();
  return sharp({ create: { width: 1800, height: 2400, channels: 3, background: '#e9e6dc' } })
    .composite([{ input: code, left: 1000, top: 240 }])
    .blur(1.2)
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** A photo of nothing. */
export const emptyPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background: '#8a8f94' } })
    .jpeg()
    .toBuffer();

/** How a photo of a receipt is taken. */
export interface Shot {
  name: string;
  /** Degrees. */
  turn?: number;
  /** Brightness, 1 for good light. */
  light?: number;
  /** Share of the photo that a thumb covers, from its lower edge; and of the code, from its corner. */
  thumb?: { photo: number; code: number };
  /** Pixels of blur. */
  blur?: number;
  /** Pixels of a side of the code. */
  size?: number;
  /** Of the JPEG. */
  quality?: number;
}

const [width, height] = [1500, 2000];

/** A photo of a receipt: paper with lines of text and a QR code, on a table. */
export async function receiptPhoto(text: string, shot: Shot): Promise<Buffer> {
  const { turn = 0, light = 1, thumb, blur = 0.6, size = 380, quality = 80 } = shot;
  const code = await sharp(Buffer.from(encodeQR(text, 'svg')), { density: 300 })
    .resize(size, size)
    .png()
    .toBuffer();
  const [left, top] = [Math.round((width - size) / 2), 260];
  const lines = Array.from(
    { length: 14 },
    (_, i) => `<rect x="250" y="${820 + i * 60}" width="${600 + ((i * 137) % 400)}" height="14" fill="#333"/>`,
  ).join('');
  const paper = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#7b6a58"/><rect x="150" y="150" width="1200" height="1700" fill="#f4f2ea"/>${lines}</svg>`;
  const finger = thumb
    ? `<svg width="${width}" height="${height}"><ellipse cx="${width / 2}" cy="${height + 40}" rx="${width * 0.62}" ry="${height * thumb.photo * 1.05}" fill="#c98f6b"/><circle cx="${left + size}" cy="${top + size}" r="${Math.round(size * Math.sqrt((4 * thumb.code) / Math.PI))}" fill="#c98f6b"/></svg>`
    : `<svg width="${width}" height="${height}"></svg>`;
  const still = await sharp(Buffer.from(paper))
    .composite([
      { input: code, left, top },
      { input: Buffer.from(finger), left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
  return sharp(still)
    .rotate(turn, { background: '#7b6a58' })
    .blur(Math.max(0.3, blur))
    .linear(light, 0)
    .jpeg({ quality })
    .toBuffer();
}
