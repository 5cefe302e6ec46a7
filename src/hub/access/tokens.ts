// Tokens and codes: random, shown once, kept as hashes.
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A device's token begins with `d_`, a session's with `s_`: so a refused one can be told what it was. */
export type TokenKind = 'd' | 's';

export function newToken(kind: TokenKind): string {
	return `${kind}_${randomBytes(32).toString('base64url')}`;
}

export function kindOf(token: string): TokenKind | null {
	const kind = token.slice(0, 2);
	if (kind === 'd_') return 'd';
	return kind === 's_' ? 's' : null;
}

/** 256 random bits need no salt and no slow hash. */
export function tokenHash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B: read aloud or copied by hand they are taken for each other. */
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY';

export function newCode(length: number): string {
	return Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}

/** A code that is the same wherever it is made from that text. */
export function codeFrom(text: string, length: number): string {
	const bytes = [...digest(text)].slice(0, length);
	return bytes.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** Under which a code is kept; case, spaces and hyphens do not matter. */
export function codeHash(typed: string): string {
	return digest(plainCode(typed)).toString('hex');
}

/** Case, spaces and hyphens do not matter. */
export function sameCode(typed: string, code: string): boolean {
	return timingSafeEqual(digest(plainCode(typed)), digest(plainCode(code)));
}

export function plainCode(typed: string): string {
	return typed.toUpperCase().replace(/[\s-]/g, '');
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
