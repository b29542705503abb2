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
