// Printers of every make, by every kind of line, keep the contract of printer devices.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TcpLink } from '#hardware/ticket-printer/links/tcp-link';
import { UsbLink } from '#hardware/ticket-printer/links/usb-link';
import type { VirtualPrinterOptions } from '#hardware/virtual/printer/virtual-printer';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { deviceContract } from './device.contract.ts';
import type { DeviceOnBench } from './device.contract.ts';
import { readingOf } from './drawn-reading.ts';
import { jobOf, ticketPaper } from '../papers.ts';
import { deviceOver, orderOf, temporaryFolder, until, USUAL, virtualPrinter } from '../rig.ts';
import type { PrinterKind } from '../rig.ts';

async function onBench(
	kind: PrinterKind,
	options: Partial<VirtualPrinterOptions>,
	usb = false,
): Promise<DeviceOnBench & { readonly printer: Awaited<ReturnType<typeof virtualPrinter>> }> {
	const width = kind.paperWidth === 80 ? 576 : 384;
	const printer = await virtualPrinter({ width, cutter: kind.cutter, ...options });
	let link: TcpLink | UsbLink = new TcpLink('127.0.0.1', printer.port);
	if (usb) {
		const line = new SerialLine(join(temporaryFolder(), 'lp0'), printer.port);
		onTestFinished(() => line.stop());
		await until('plugged in', () => line.isThere);
		link = new UsbLink(line.path);
	}
	return {
		printer,
		device: deviceOver(link, kind),
		takePaper: (afterBytes) => printer.fail('paper-out', afterBytes),
		giveBack: () => printer.fail(null),
		switchOff: () => printer.fail('power-off'),
		cutLineAfter: (bytes) => printer.fail('drop-line', bytes),
		papers: () => {
			// Whoever waits for a paper from a printer without a cutter tears it off.
			if (!kind.cutter) printer.tearOff();
			return printer.papers.map((paper) => readingOf(paper, kind));
		},
	};
}

deviceContract('A Star printer', () => onBench({ ...USUAL, make: 'star' }, { manner: 'star' }));
deviceContract('A slow Star printer with 58 mm paper and a small buffer', () =>
	onBench(
		{ make: 'star', paperWidth: 58, cutter: true },
		{ manner: 'star', rowsPerSecond: 8000, bufferBytes: 256 },
	),
);
deviceContract('A Citizen printer', () => onBench({ ...USUAL, make: 'citizen' }, { manner: 'citizen' }));
deviceContract('A printer of no known make that answers', () =>
	onBench({ ...USUAL, make: 'generic' }, { manner: 'citizen' }),
);
if (hasSocat()) deviceContract("An Epson printer's USB device file", () => onBench(USUAL, {}, true));
else test.skip('A printer by USB (skipped: no socat here to make its device file)');

test('Each make is spoken to in its own words: not one command is unknown to it', async () => {
	const makes = [
		['epson', 'epson'],
		['citizen', 'citizen'],
		['star', 'star'],
		['generic', 'half-mute'],
		['generic', 'mute'],
	] as const;
	for (const [make, manner] of makes) {
		const { device, printer } = await onBench({ ...USUAL, make }, { manner });
		device.start();
		await device.ready();
		expect(await device.run(orderOf(jobOf('job-1', ticketPaper({})))), make).toBe('done');
		await until('out', () => printer.papers.length === 1);
		expect(printer.unknownCommands, make).toBe(0);
	}
});
