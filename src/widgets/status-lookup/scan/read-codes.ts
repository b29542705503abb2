import decodeQR from 'qr/decode.js';

/** The shape-detection API, which Chrome has on Android; it reads the bar codes of receipts too. */
interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new () => Detector;

/** Longest sides, in pixels, at which the decoder looks: a code that is small in the photo, and one that is blurred. */
const sides = [1600, 800];

/**
 * Reads the QR code, or bar code where the browser can, in a photo.
 * @returns its text; undefined when there is none
 * @throws DOMException for a file that is no picture
 */
export async function readCode(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file);
  try {
    return (await detect(picture)) ?? decode(picture);
  } finally {
    picture.close();
  }
}

async function detect(picture: ImageBitmap): Promise<string | undefined> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return undefined;
  // Some devices have the class and no service behind it.
  const found = await new BarcodeDetector().detect(picture).catch(() => []);
  return found[0]?.rawValue;
}

function decode(picture: ImageBitmap): string | undefined {
  for (const side of sides) {
    try {
      return decodeQR(pixels(picture, side));
    } catch {
      // The decoder throws when it finds no code.
    }
  }
  return undefined;
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
