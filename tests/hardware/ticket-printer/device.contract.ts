// What every printer device must do, whatever it prints on: one suite for all of them.
import { describe, expect, test } from 'vitest';
import type { JobDevice, DeviceState, Order } from '#hardware/device';
import { jobOf, ticketPaper } from '../papers.ts';
import { healthWhen, orderOf, until } from '../rig.ts';

/** A device and the hands that mend and break its hardware. */
export interface DeviceOnBench {
	/** Not started yet. */
	readonly device: JobDevice;
	/** Now, or when so many more bytes were printed. */
	takePaper(afterBytes?: number): Promise<void>;
	giveBack(): Promise<void>;
	switchOff(): Promise<void>;
	/** Cuts the line after so many bytes of the next job. */
	cutLineAfter(bytes: number): Promise<void>;
	/** What lies under the printer: the text of every piece. */
	papers(): readonly string[];
}

export function deviceContract(name: string, onBench: () => Promise<DeviceOnBench>): void {
	describe(name, () => {
		const order = (change: Partial<Order> = {}): Order => orderOf(jobOf('job-1', ticketPaper({})), change);

		test('It says at once that it cannot be reached, and that all is well when it can', async () => {
			const { device } = await onBench();
			const said: DeviceState[] = [];
			device.onHealth((state) => said.push(state));
			expect(said).toEqual([{ state: 'trouble', troubles: ['unreachable'], note: null }]);
			device.start();
			await until('well', () => said.at(-1)?.state === 'ok');
		});

		test('It prints a job once, and remembers each step before it takes it', async () => {
			const { device, papers } = await onBench();
			device.start();
			await device.ready();
			const steps: string[] = [];
			const result = await device.run(
				order({ reached: (step) => steps.push(`${step} at ${papers().length}`) }),
			);
			expect(result).toBe('done');
			expect(steps).toEqual(['begun at 0', 'whole at 0']);
			await until('one paper', () => papers().length === 1);
			expect(papers()[0]).toContain('042');
		});

		test('It takes no job before it is ready, and nothing of it comes out', async () => {
			const { device, papers, takePaper, giveBack } = await onBench();
			expect(await device.run(order())).toBe('not-now');
			await takePaper();
			device.start();
			await healthWhen(device, ({ troubles }) => troubles.includes('paper-out'));
			expect(await device.run(order())).toBe('not-now');
			let isReady = false;
			const ready = device.ready().then(() => (isReady = true));
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect(isReady).toBe(false);
			await giveBack();
			await ready;
			expect(papers()).toEqual([]);
			expect(await device.run(order())).toBe('done');
		});

		test('Paper that ran out a moment ago is noticed before anything of the job is sent', async () => {
			const { device, papers, takePaper, giveBack } = await onBench();
			device.start();
			await device.ready();
			await takePaper();
			const steps: string[] = [];
			expect(await device.run(order({ reached: (step) => steps.push(step) }))).toBe('not-now');
			expect(steps).toEqual([]);
			await giveBack();
			await device.ready();
			expect(papers()).toEqual([]);
		});

		test('It runs one job at a time', async () => {
			const { device, papers } = await onBench();
			device.start();
			await device.ready();
			const results = await Promise.all([device.run(order()), device.run(order())]);
			expect(results.sort()).toEqual(['done', 'not-now']);
			expect(papers()).toHaveLength(1);
		});

		test('A line that is cut in the middle breaks the job; the next attempt marks the piece and prints a whole one', async () => {
			const { device, papers, cutLineAfter } = await onBench();
			device.start();
			await device.ready();
			await cutLineAfter(300);
			expect(await device.run(order())).toBe('broken');
			await device.ready();
			expect(await device.run(order({ progress: 'begun', left: 'torn' }))).toBe('done');
			expect(papers()).toHaveLength(2);
			expect(papers()[0]).toContain('incomplete and not valid');
			expect(papers()[1]).toContain('Printed again');
			expect(papers()[1]).toContain('no personal data');
		});

		test('A paper that was whole when the last life ended is only cut', async () => {
			const { device, papers } = await onBench();
			device.start();
			await device.ready();
			expect(await device.run(order({ progress: 'whole', left: 'uncut' }))).toBe('done');
			expect(papers()).toEqual([]);
		});

		test('When the step cannot be remembered, nothing is printed', async () => {
			const { device, papers } = await onBench();
			device.start();
			await device.ready();
			const full = (): never => {
				throw new Error('disk full');
			};
			expect(await device.run(order({ reached: full }))).toBe('not-now');
			expect(await device.run(order())).toBe('done');
			expect(papers()).toHaveLength(1);
		});

		test('A paper of a kind it does not know can never be made', async () => {
			const { device, papers } = await onBench();
			device.start();
			await device.ready();
			const strange = { ...ticketPaper({}), kind: 'poster' } as never;
			expect(await device.run(orderOf(jobOf('job-2', strange)))).toBe('never');
			expect(papers()).toEqual([]);
		});

		test('It says when it is switched off, and comes back by itself', async () => {
			const { device, switchOff, giveBack } = await onBench();
			device.start();
			await device.ready();
			await switchOff();
			await healthWhen(device, ({ troubles }) => troubles.includes('unreachable'));
			await giveBack();
			await device.ready();
			expect(await device.run(order())).toBe('done');
		});

		test('Stopped, it ends what is under way as broken and lets nobody wait', async () => {
			const { device, takePaper } = await onBench();
			device.start();
			await device.ready();
			await takePaper(200);
			const running = device.run(order());
			await healthWhen(device, ({ troubles }) => troubles.includes('paper-out'));
			await device.stop();
			expect(await running).toBe('broken');
			await device.ready();
			expect(await device.run(order())).toBe('not-now');
		});
	});
}
