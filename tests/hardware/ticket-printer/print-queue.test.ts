// A printer behind the system's own print queue: what the queue's word is worth, and what is told of it.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { DeviceState } from '#hardware/device';
import { stateOf, QueueLink } from '#hardware/ticket-printer/links/queue-link';
import type { TicketPrinter } from '#hardware/ticket-printer/ticket-printer';
import type { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';
import { hasCups, PrintSystem } from '#support/tools/cups';
import { deviceOver, healthWhen, orderOf, until, USUAL, virtualPrinter } from '../rig.ts';
import { numberedJob, numberOn } from '../ticket-reading.ts';

const system = hasCups() ? new PrintSystem() : null;
let queues = 0;

interface QueueBench {
	readonly device: TicketPrinter;
	readonly printer: VirtualPrinter;
	readonly queue: string;
	readonly print: PrintSystem;
	readonly said: DeviceState[];
}

async function onBench(print: PrintSystem): Promise<QueueBench> {
	const printer = await virtualPrinter();
	const queue = `lobby-${String((queues += 1))}`;
	print.addQueue(queue, printer.port);
	const device = deviceOver(new QueueLink(queue), { ...USUAL, make: 'generic' });
	const said: DeviceState[] = [];
	device.onHealth((state) => said.push(state));
	device.start();
	return { device, printer, queue, print, said };
}

test('What a queue says of its printer becomes troubles, and a stopped one comes with its cure', () => {
	const says = (values: Record<string, (string | number | boolean)[]>) =>
		stateOf('lobby', new Map(Object.entries(values)), null);
	expect(says({ 'printer-state': [3], 'printer-state-reasons': ['none'] })).toEqual({
		troubles: [],
		note: null,
	});
	expect(says({ 'printer-state-reasons': ['media-empty-error', 'media-low-warning'] }).troubles).toEqual([
		'paper-out',
		'paper-low',
	]);
	expect(says({ 'printer-state-reasons': ['cover-open-error', 'media-jam'] }).troubles).toEqual([
		'cover-open',
		'jammed',
	]);
	expect(says({ 'printer-state': [5], 'printer-state-message': ['no paper'] })).toEqual({
		troubles: ['offline'],
		note: 'The print queue lobby is stopped ("no paper"): cupsenable lobby',
	});
	expect(says({ 'printer-is-accepting-jobs': [false] }).note).toContain('cupsaccept lobby');
});

if (system === null) test.skip('A print queue (skipped: no CUPS here, or no right to run one)');
else {
	beforeAll(async () => {
		process.env['CUPS_SERVER'] = system.server;
		await system.start();
	});
	afterAll(() => system.end());

	test('A ticket goes through the queue as one piece, once, and the health says what its word is worth', async () => {
		const { device, printer, said } = await onBench(system);
		await device.ready();
		expect(await device.run(orderOf(numberedJob('A001')))).toBe('done');
		await until('out', () => printer.papers.length === 1);
		expect(printer.papers.map(numberOn)).toEqual(['A001']);
		expect(said.at(-1)).toMatchObject({ state: 'warning', troubles: ['cannot-confirm'] });
		expect(said.at(-1)?.note).toContain('only the printer knows');
	});

	test('A queue that is stopped takes no ticket; started again, it is ready by itself', async () => {
		const { device, printer, queue, print } = await onBench(system);
		await device.ready();
		print.run('cupsdisable', '-r', 'no paper', queue);
		expect(await device.run(orderOf(numberedJob('A001')))).toBe('not-now');
		const { note } = await healthWhen(device, ({ state }) => state === 'trouble');
		expect(note).toContain(`cupsenable ${queue}`);
		print.run('cupsenable', queue);
		await device.ready();
		expect(await device.run(orderOf(numberedJob('A001')))).toBe('done');
		await until('out', () => printer.papers.length === 1);
	});

	test('A paper that somebody cancels in the queue is not called printed', async () => {
		const { device, printer, queue, print } = await onBench(system);
		await device.ready();
		await printer.fail('power-off');
		const running = device.run(orderOf(numberedJob('A001')));
		await until('in the queue', () => print.run('lpstat', '-o', queue).includes(queue));
		print.run('cancel', '-a', queue);
		expect(await running).toBe('broken');
	});

	test('What an agent left in the queue when it died does not come out later', async () => {
		const { device, printer, queue, print } = await onBench(system);
		await device.ready();
		print.run('cupsdisable', queue);
		const lost = new QueueLink(queue);
		onTestFinished(() => lost.close());
		await device.stop();
		await lost.open();
		lost.write(Buffer.from('stale\n'));
		void lost.taken().catch(() => undefined);
		await until('in the queue', () => print.run('lpstat', '-o', queue).includes(queue));
		const next = new QueueLink(queue);
		await next.open();
		expect(print.run('lpstat', '-o', queue)).not.toContain(queue);
		print.run('cupsenable', queue);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(printer.papers).toEqual([]);
		next.close();
	});
}
