// A drawn paper as a printer takes it: dots that are there or not.

/** Dots, one bit each, rows of whole bytes; the first dot is the highest bit. */
export interface Picture {
	/** A multiple of 8. */
	readonly width: number;
	readonly height: number;
	readonly bits: Uint8Array;
}

/** Lighter than this stays paper: the edges of letters keep their weight on thermal paper. */
const INK_BELOW = 160;

/** From a canvas's pixels, four bytes each. */
export function pictureOf(pixels: ArrayLike<number>, width: number, height: number): Picture {
	const bits = new Uint8Array((width / 8) * height);
	for (let dot = 0; dot < width * height; dot += 1) {
		if ((pixels[dot * 4] ?? 255) < INK_BELOW) bits[dot >> 3] = (bits[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
	}
	return { width, height, bits };
}

/** Whether there is ink at a dot. */
export function inkAt({ width, bits }: Picture, x: number, y: number): boolean {
	return (((bits[y * (width / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
}
