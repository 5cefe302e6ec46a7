// Which letters a font file has, read from the file itself: asking a canvas would find the system's fonts too.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

type Range = readonly [from: number, to: number];

const WOFF = 0x774f4646;
const HEADER = 44;
const ENTRY = 20;

/** The code points that a WOFF file draws. @throws Error when it is no WOFF file with a table of its characters. */
export function lettersInFont(path: string): (codePoint: number) => boolean {
	const ranges = rangesOf(tableOf(readFileSync(path), 'cmap'));
	return (codePoint) => {
		let [low, high] = [0, ranges.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const range = ranges[middle];
			if (range === undefined) return false;
			if (codePoint < range[0]) high = middle - 1;
			else if (codePoint > range[1]) low = middle + 1;
			else return true;
		}
		return false;
	};
}

function tableOf(file: Buffer, wanted: string): Buffer {
	if (file.readUInt32BE(0) !== WOFF) throw new Error('no WOFF file');
	for (let table = 0; table < file.readUInt16BE(12); table += 1) {
		const entry = HEADER + table * ENTRY;
		if (file.toString('latin1', entry, entry + 4) !== wanted) continue;
		const [from, packed, unpacked] = [4, 8, 12].map((at) => file.readUInt32BE(entry + at)) as [
			number,
			number,
			number,
		];
		const bytes = file.subarray(from, from + packed);
		return packed < unpacked ? inflateSync(bytes) : bytes;
	}
	throw new Error(`no table "${wanted}"`);
}

/** Format 12 has all of Unicode, format 4 its first 65,536 code points; the widest table there is counts. */
function rangesOf(cmap: Buffer): readonly Range[] {
	const found = Array.from({ length: cmap.readUInt16BE(2) }, (_, at) => cmap.readUInt32BE(4 + at * 8 + 4));
	const formats = new Map(found.map((at) => [cmap.readUInt16BE(at), at] as const));
	const wide = formats.get(12);
	if (wide !== undefined) return groupsOf(cmap.subarray(wide));
	const narrow = formats.get(4);
	if (narrow !== undefined) return segmentsOf(cmap.subarray(narrow));
	throw new Error('no table of characters that is known here');
}

function groupsOf(table: Buffer): Range[] {
	return Array.from({ length: table.readUInt32BE(12) }, (_, at): Range => {
		const group = 16 + at * 12;
		return [table.readUInt32BE(group), table.readUInt32BE(group + 4)];
	});
}

function segmentsOf(table: Buffer): Range[] {
	const twice = table.readUInt16BE(6);
	return Array.from({ length: twice / 2 }, (_, at): Range => {
		const [to, from] = [table.readUInt16BE(14 + at * 2), table.readUInt16BE(16 + twice + at * 2)];
		// The last segment is a mark of the table's end, not a letter.
		return to === 0xffff ? [1, 0] : [from, to];
	}).filter(([from, to]) => from <= to);
}
