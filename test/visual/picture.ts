import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** Raw pixels, RGBA. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/** Takes a picture of the whole page. Masked are films, and QR codes, which hold the address of the page. */
export async function takePicture(page: Page): Promise<Buffer> {
  // As high as the page, so that what sticks to the bottom of the screen covers nothing.
  const { width } = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, 740) });
  const picture = await page.screenshot({
    fullPage: true,
    animations: 'disabled',
    caret: 'hide',
    mask: [page.locator('video, .qr')],
  });
  await page.setViewportSize({ width, height: 740 });
  return picture;
}

/** Lossless, and smaller than PNG by half. */
export const toWebp = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).webp({ lossless: true, effort: 6 }).toBuffer();

export async function pixelsOf(picture: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Differences of colour up to this part of the greatest one count as none. */
const threshold = 0.06;

/** The number of changed pixels and a picture that marks them; undefined for pictures of different sizes. */
export async function differenceOf(
  before: Pixels,
  after: Pixels,
): Promise<{ pixels: number; marked: Buffer } | undefined> {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return undefined;
  const marked = Buffer.alloc(width * height * 4);
  const pixels = pixelmatch(before.data, after.data, marked, width, height, { threshold });
  return {
    pixels,
    marked: await sharp(marked, { raw: { width, height, channels: 4 } })
      .webp({ lossless: true })
      .toBuffer(),
  };
}
