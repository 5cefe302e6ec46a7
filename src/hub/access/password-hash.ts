// Passwords as scrypt hashes that name their own parameters, checked in constant time.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

interface Cost {
	readonly logN: number;
	readonly r: number;
	readonly p: number;
}

/** OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3 (32 MiB) is as strong as N=2^17, p=1, with a quarter of the memory. */
const COST: Cost = { logN: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** More at once would only take memory and every worker thread from the rest of the hub. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const key = await derive(password, salt, COST);
	const { logN, r, p } = COST;
	return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** A null hash takes as long as a wrong password: nobody learns by the clock which names exist. */
export async function isPassword(password: string, encoded: string | null): Promise<boolean> {
	const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(encoded ?? '');
	const cost = parts === null ? COST : { logN: Number(parts[1]), r: Number(parts[2]), p: Number(parts[3]) };
	const salt = parts === null ? Buffer.alloc(SALT_BYTES) : Buffer.from(parts[4] ?? '', 'base64url');
	const wanted = parts === null ? Buffer.alloc(KEY_BYTES) : Buffer.from(parts[5] ?? '', 'base64url');
	const key = await derive(password, salt, cost);
	return parts !== null && wanted.length === key.length && timingSafeEqual(key, wanted);
}

async function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
	if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
	running += 1;
	try {
		return await new Promise((resolve, reject) => {
			const options = { N: 2 ** logN, r, p, maxmem: 256 * 1024 * 1024 };
			// The same letters typed on another keyboard may come composed differently (NIST SP 800-63B: normalise).
			scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
				if (error === null) resolve(key);
				else reject(error);
			});
		});
	} finally {
		running -= 1;
		waiting.shift()?.();
	}
}
