// Papers as PNG files of one bit a dot, written and read without a picture library: the kept pictures depend on nothing else.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface OneBit {
	readonly width: number;
	readonly height: number;
	/** One byte a dot, 1 is ink. */
	readonly dots: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function encodePng({ width, height, dots }: OneBit): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 1; // one bit a dot, grey, no interlace
	const stride = Math.ceil(width / 8) + 1;
	const rows = Buffer.alloc(stride * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			// White is 1 in a grey picture. The first byte of a row says that it is stored as it is.
			const at = y * stride + 1 + (x >> 3);
			if (dots[y * width + x] !== 1) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
		}
	}
	const body = deflateSync(rows, { level: 9 });
	return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

/** Reads what `encodePng` wrote. @throws Error when it is anything else. */
export function decodePng(file: Buffer): OneBit {
	if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('no PNG file');
	const chunks = chunksOf(file);
	const head = chunks.get('IHDR') ?? Buffer.alloc(13);
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	if (head[8] !== 1) throw new Error('not of one bit a dot');
	const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
	const stride = Math.ceil(width / 8) + 1;
	const dots = new Uint8Array(width * height);
	for (let y = 0; y < height; y += 1) {
		if (rows[y * stride] !== 0) throw new Error('rows are not stored as they are');
		for (let x = 0; x < width; x += 1) {
			const byte = rows[y * stride + 1 + (x >> 3)] ?? 0;
			dots[y * width + x] = 1 - ((byte >> (7 - (x & 7))) & 1);
		}
	}
	return { width, height, dots };
}

function chunk(name: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

function chunksOf(file: Buffer): Map<string, Buffer> {
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at + 8 <= file.length;) {
		const length = file.readUInt32BE(at);
		chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
		at += 12 + length;
	}
	return chunks;
}
