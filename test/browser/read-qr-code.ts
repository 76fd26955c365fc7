/** Reads a QR code from the pixels of a page, as a phone's camera does: nothing of how it was drawn is known. */
import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** Resolves with what the code in the element says; it must be there within five seconds. @throws if it is no code */
export async function readQrCode(element: Locator): Promise<string> {
  const picture = (await element.screenshot({ timeout: 5000 })).toString('base64');
  const { pixels, width, height } = await element.page().evaluate(pixelsOf, picture);
  const code = jsQR.default(Uint8ClampedArray.from(Buffer.from(pixels, 'base64')), width, height);
  if (code === null) throw new Error('No QR code can be read from what the page shows.');
  return code.data;
}

/** Runs in the browser, which knows PNG. Base64 of four bytes a pixel: a number for each would take seconds. */
async function pixelsOf(png: string): Promise<{ pixels: string; width: number; height: number }> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  if (drawing === null) throw new Error('This browser cannot draw.');
  drawing.drawImage(image, 0, 0);
  const letters = Array.from(drawing.getImageData(0, 0, width, height).data, (byte) => String.fromCharCode(byte));
  return { pixels: btoa(letters.join('')), width, height };
}
