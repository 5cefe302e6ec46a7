// What every way to reach a printer must do, over its real transport: one suite for all of them.
import { describe, expect, test } from 'vitest';
import { NotReached } from '#hardware/ticket-printer/links/printer-link';
import type { PrinterLink } from '#hardware/ticket-printer/links/printer-link';
import { until } from '../rig.ts';

/** A link and the hands at its far end. */
export interface LinkOnBench {
	/** Not opened yet. */
	readonly link: PrinterLink;
	/** The same kind of link, to where nothing is. */
	readonly nowhere: PrinterLink;
	/** All that came out at the far end. */
	received(): Buffer;
	/** What the printer says; null where nothing comes back on this way. */
	readonly say: ((bytes: Uint8Array) => void) | null;
	/** The far end takes no more bytes; more than any buffer in between is `flood`. */
	hold(): void;
	readonly flood: number;
	/** Pulls the plug, and puts it in again. */
	cut(): Promise<void>;
	mend(): Promise<void>;
	/** Whether the link notices by itself; one that stands apart from the printer is asked. */
	readonly feelsLoss: boolean;
}

const reason = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => 'no reason',
		(error: unknown) => error,
	);

export function linkContract(name: string, onBench: () => Promise<LinkOnBench>): void {
	describe(name, () => {
		test('Every byte arrives once, in order and as it was', async () => {
			const { link, received } = await onBench();
			await link.open();
			const sent = Buffer.from(Uint8Array.from({ length: 60_000 }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
			for (let from = 0; from < sent.length; from += 1777) link.write(sent.subarray(from, from + 1777));
			await link.taken();
			await until('all of it', () => received().length >= sent.length);
			expect(received().equals(sent)).toBe(true);
			link.close();
		});

		test('What the printer says is heard', async () => {
			const { link, say } = await onBench();
			const heard: number[] = [];
			link.onBytes((bytes) => heard.push(...bytes));
			await link.open();
			// A print queue sends nothing back: its own word is looked at instead.
			if (say === null) return expect(heard).toEqual([]);
			say(Uint8Array.of(0x12, 0x00, 0xff, 0x0d, 0x03));
			await until('heard', () => heard.length === 5);
			expect(heard).toEqual([0x12, 0x00, 0xff, 0x0d, 0x03]);
			link.close();
		});

		test('Where nothing is, it says so in words that name the place, within two seconds', async () => {
			const { nowhere } = await onBench();
			const began = performance.now();
			const why = await reason(nowhere.open());
			expect(performance.now() - began).toBeLessThan(2000);
			expect(why).toBeInstanceOf(NotReached);
			expect((why as NotReached).trouble).toBe('unreachable');
			expect((why as NotReached).message.length).toBeLessThan(400);
			expect(await reason(nowhere.taken())).toBeInstanceOf(NotReached);
		});

		test('What is written before it is open and after it was closed never comes out', async () => {
			const { link, received } = await onBench();
			link.write(Buffer.from('before'));
			await link.open();
			link.write(Buffer.from('between'));
			await link.taken();
			await until('between', () => received().length >= 7);
			link.close();
			link.write(Buffer.from('after'));
			await link.open();
			link.write(Buffer.from('again'));
			await link.taken();
			await until('again', () => received().length >= 12);
			expect(received().toString()).toBe('betweenagain');
			link.close();
		});

		test('Let go of in the middle, it takes back what nobody took, and whoever waited is told', async () => {
			const { link, hold, received, flood } = await onBench();
			await link.open();
			hold();
			link.write(Buffer.alloc(flood, 'x'));
			const why = reason(link.taken());
			await new Promise((resolve) => setTimeout(resolve, 150));
			link.close();
			expect(await why).toBeInstanceOf(NotReached);
			expect(received().length).toBeLessThan(flood);
		});

		test('A plug that is pulled is noticed, and put in again it prints; nothing from before comes out', async () => {
			const { link, cut, mend, received, feelsLoss } = await onBench();
			let lost = 0;
			link.onLost(() => (lost += 1));
			await link.open();
			await cut();
			// A printer is asked how it is all the time: that is when a line that went silently is noticed.
			const isLost = (): boolean => {
				link.write(Buffer.from('in between'));
				return lost === 1;
			};
			if (feelsLoss) await until('lost', isLost);
			else link.write(Buffer.from('in between'));
			expect(await reason(link.taken())).toBeInstanceOf(NotReached);
			link.close();
			await mend();
			await until('open', () =>
				link
					.open()
					.then(() => true)
					.catch(() => false),
			);
			link.write(Buffer.from('after'));
			await link.taken();
			await until('after', () => received().toString().endsWith('after'));
			expect(received().toString()).toBe('after');
			expect(lost).toBe(feelsLoss ? 1 : 0);
			link.close();
		});
	});
}
