// A photo as it is sent: turned as it was held, no larger than codes need, as base64.

/** Longest side: the station looks for codes in nothing larger. */
const LONGEST_SIDE = 3200;

/** Rejects where the file is no picture. */
export async function encodedPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return afterComma(canvas.toDataURL('image/jpeg', 0.9));
}

export const afterComma = (dataUrl: string): string => dataUrl.slice(dataUrl.indexOf(',') + 1);
