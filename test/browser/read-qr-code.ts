/** Reads a QR code from the pixels of a page, as a phone's camera does: nothing of how it was drawn is known. */
import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** Resolves with the code's text once what the element shows can be read. @throws if it is no code */
export async function readQrCode(element: Locator): Promise<string> {
  const picture = (await element.screenshot()).toString('base64');
  const blank = await element.page().context().newPage();
  try {
    const { data, width, height } = await blank.evaluate(pixelsOf, picture);
    const code = jsQR.default(Uint8ClampedArray.from(data), width, height);
    if (code === null) throw new Error('No QR code can be read from what the page shows.');
    return code.data;
  } finally {
    await blank.close();
  }
}

/** Runs in the browser, which knows PNG. Four bytes a pixel. */
async function pixelsOf(png: string): Promise<{ data: number[]; width: number; height: number }> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  if (drawing === null) throw new Error('This browser cannot draw.');
  drawing.drawImage(image, 0, 0);
  return { data: [...drawing.getImageData(0, 0, width, height).data], width, height };
}
