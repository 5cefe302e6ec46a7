// A sum over a stored row, kept in it: the pages of SQLite carry none, and a flipped bit may still parse.
import { crc32 } from 'node:zlib';

/**
 * CRC-32 (ISO 3309, as in gzip) of the cells, one a line, as a signed number of 32 bits. It is there for disks and copies
 * that go wrong, and finds every flip of up to 32 bits in a row; whoever forges a row can forge it too.
 */
export function checksumOf(cells: readonly (string | number | null)[]): number {
	return crc32(cells.join('\n')) | 0;
}
