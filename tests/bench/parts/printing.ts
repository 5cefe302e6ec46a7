// From the tap on a kiosk to the first byte at its printer, beside a bare write to a socket; and what a ticket costs to make.
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import type { Ink } from '#hardware/ticket-printer/papers/printer-profile';
import { makePaper } from '#hardware/ticket-printer/makes/paper-maker';
import { USUAL_PAPERS } from '#paper/parts';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { jobOf, OFFICE, ticketPaper } from '../../hardware/papers.ts';
import { progress } from '../lobby/bench-lobby.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { openPrintLobby, tapOf, until } from '../lobby/print-lobby.ts';
import type { PrintingKiosk } from '../lobby/print-lobby.ts';

const TAPS = 60;
const WARM_UP = 10;
const KIOSKS = 20;
const ROUNDS = 4;
const LANGUAGES = ['en', 'es', 'zh-Hant'] as const;
/** A printer that has just cut is asked how it is: that is not part of the next ticket. */
const REST = 120;

export async function printing(wanted: (name: string) => boolean): Promise<Figure[]> {
	const figures: Figure[] = [];
	if (['print-first-byte-p50', 'print-first-byte-p99', 'print-20-kiosks'].some(wanted))
		figures.push(...(await tapsToBytes()));
	if (['print-bytes-text', 'print-ms-text', 'print-bytes-raster'].some(wanted))
		figures.push(...(await made('raster', 'drawn')), ...(await made('text', 'typed')));
	return figures;
}

async function tapsToBytes(): Promise<Figure[]> {
	const lobby = await openPrintLobby(KIOSKS);
	const bare = await bareSocket();
	try {
		const [kiosk] = lobby.kiosks as [PrintingKiosk];
		progress('printing: every printer once');
		await together(lobby.kiosks);
		const [ours, raw]: [number[], number[]] = [[], []];
		for (let tap = -WARM_UP; tap < TAPS; tap += 1) {
			progress(`printing: one kiosk, round ${String(Math.max(0, tap))} of ${String(TAPS)}`);
			const rawTook = await bare.write();
			const [took] = await together([kiosk], LANGUAGES[(tap + WARM_UP) % LANGUAGES.length]);
			if (tap < 0) continue;
			raw.push(rawTook);
			ours.push(took ?? 0);
		}
		const crowd: number[] = [];
		const last: number[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			progress(`printing: ${String(KIOSKS)} kiosks, round ${String(round)} of ${String(ROUNDS)}`);
			const took = await together(lobby.kiosks);
			crowd.push(...took);
			last.push(Math.max(...took));
		}
		return [
			figure('print-first-byte-p50', share(ours, 0.5), 'ms', share(raw, 0.5)),
			figure('print-first-byte-p99', share(ours, 0.99), 'ms', share(raw, 0.99)),
			figure('print-20-kiosks-p50', share(crowd, 0.5), 'ms', share(ours, 0.5)),
			figure('print-20-kiosks-last', median(last), 'ms', share(ours, 0.5)),
		];
	} finally {
		bare.stop();
		await lobby.stop();
	}
}

/** Milliseconds from the tap to the first byte at its own printer, for each of these kiosks tapped at once. */
async function together(kiosks: readonly PrintingKiosk[], language = 'en'): Promise<number[]> {
	const before = kiosks.map(({ papers }) => papers);
	const took = kiosks.map(async (kiosk) => {
		const first = kiosk.line.firstByte();
		const began = performance.now();
		const answer = await kiosk.client.command(tapOf(kiosk, language));
		if (!answer.ok) throw new Error(`a ticket was refused: ${answer.code}`);
		return (await first) - began;
	});
	const all = await Promise.all(took);
	await until('every paper out', () => kiosks.every(({ papers }, at) => papers > (before[at] ?? 0)));
	await new Promise((next) => setTimeout(next, REST));
	return all;
}

interface Bare {
	/** Milliseconds from a write of a ticket's size to its first byte at the other end. */
	readonly write: () => Promise<number>;
	readonly stop: () => void;
}

async function bareSocket(): Promise<Bare> {
	let told: (at: number) => void = () => undefined;
	const server = createServer((near) => near.on('data', () => told(performance.now())));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true });
	await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
	const paper = Buffer.alloc(60_000, 0x55);
	return {
		write: async () => {
			const came = new Promise<number>((resolve) => (told = resolve));
			const began = performance.now();
			const taken = new Promise((resolve) => socket.write(paper, resolve));
			const took = (await came) - began;
			await taken;
			return took;
		},
		stop: () => {
			socket.destroy();
			server.close();
		},
	};
}

async function made(name: 'raster' | 'text', ink: Ink): Promise<Figure[]> {
	progress(`printing: making tickets as ${name}`);
	const profile = profileFor(80, { ink, codePage: 'PC858_EURO' });
	const [bytes, ms]: [number[], number[]] = [[], []];
	for (let at = -WARM_UP; at < TAPS; at += 1) {
		const language = ink === 'typed' ? 'en' : (LANGUAGES[(at + WARM_UP) % LANGUAGES.length] ?? 'en');
		const job = jobOf('job', ticketPaper({ language }));
		const began = performance.now();
		const order = {
			office: OFFICE,
			papers: USUAL_PAPERS,
			job,
			again: false,
			publicUrl: 'https://lobby.example',
		};
		const { whole } = await makePaper(order, profile);
		if (at < 0) continue;
		ms.push(performance.now() - began);
		bytes.push(whole.length);
	}
	return [
		figure(`print-bytes-${name}`, median(bytes), 'bytes', null),
		figure(`print-ms-${name}`, median(ms), 'ms', null),
	];
}
