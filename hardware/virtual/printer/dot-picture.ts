// Dots as a PNG: one pixel a dot, black on white.
import { createCanvas } from '@napi-rs/canvas';

/** `dots`: one byte a dot, 1 is ink, row after row of `width`. Empty paper is one white row. */
export function pngOf(dots: Uint8Array, width: number, height: number): Buffer {
	const canvas = createCanvas(width, Math.max(1, height));
	const paint = canvas.getContext('2d');
	const image = paint.createImageData(width, Math.max(1, height));
	for (let dot = 0; dot < width * Math.max(1, height); dot += 1) {
		const shade = dots[dot] === 1 ? 0 : 255;
		image.data.set([shade, shade, shade, 255], dot * 4);
	}
	paint.putImageData(image, 0, 0);
	return canvas.toBuffer('image/png');
}
