// Reads a QR code from the screen as a phone's camera would: from its pixels.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** What the code says, or null when there is none to be read. */
export async function readCode(picture: Locator): Promise<string | null> {
	const image = await loadImage(await picture.screenshot());
	const canvas = createCanvas(image.width, image.height);
	const context = canvas.getContext('2d');
	context.drawImage(image, 0, 0);
	const { data } = context.getImageData(0, 0, image.width, image.height);
	const read = jsQR as unknown as (
		data: Uint8ClampedArray,
		width: number,
		height: number,
	) => { data: string } | null;
	return read(new Uint8ClampedArray(data), image.width, image.height)?.data ?? null;
}
