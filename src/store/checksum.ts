// A sum over a stored row, kept in it: the pages of SQLite carry none, and a flipped bit may still parse.
import { crc32 } from 'node:zlib';

export type SummedCell = string | number | null;

/**
 * CRC-32 (ISO 3309, as in gzip) of the last cell, the long one, begun from an FNV-1a of those before it, which costs no text of
 * their own; as a signed number of 32 bits. It is there for disks and copies that go wrong; whoever forges a row can forge it too.
 */
export function checksumOf(cells: readonly SummedCell[]): number {
	let sum = FNV_BASIS;
	const last = cells.length - 1;
	for (let at = 0; at < last; at += 1) sum = folded(sum, cells[at] ?? null);
	return crc32(String(cells[last]), sum >>> 0) | 0;
}

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const mixed = (sum: number, bits: number) => Math.imul(sum ^ bits, FNV_PRIME);

function folded(sum: number, cell: SummedCell): number {
	if (cell === null) return mixed(sum, -1);
	if (typeof cell === 'number') return mixed(mixed(sum, cell | 0), Math.floor(cell / 2 ** 32));
	// Its length first: what ends one cell never begins the next.
	let folding = mixed(sum, cell.length);
	for (let at = 0; at < cell.length; at += 1) folding = mixed(folding, cell.charCodeAt(at));
	return folding;
}
