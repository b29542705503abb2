import decodeQR from 'qr/decode.js';

/** The shape-detection API, which Chrome has on Android; it reads the bar codes of receipts too. */
interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new () => Detector;

/** Longest sides, in pixels, at which the decoder looks: a code that is small in the photo, and one that is blurred. */
const sides = [1600, 800];

/**
 * Reads the QR codes in a photo, and bar codes where the browser can.
 * @returns their texts
 * @throws DOMException for a file that is no picture
 */
export async function readCodes(file: Blob): Promise<string[]> {
  const picture = await createImageBitmap(file);
  try {
    const found = await detect(picture);
    return found.length ? found : decode(picture);
  } finally {
    picture.close();
  }
}

async function detect(picture: ImageBitmap): Promise<string[]> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return [];
  // Some devices have the class and no service behind it.
  const found = await new BarcodeDetector().detect(picture).catch(() => []);
  return found.map(({ rawValue }) => rawValue).filter(Boolean);
}

function decode(picture: ImageBitmap): string[] {
  for (const side of sides) {
    try {
      return [decodeQR(pixels(picture, side))];
    } catch {
      // The decoder throws when it finds no code.
    }
  }
  return [];
}

function pixels(picture: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d')!;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
