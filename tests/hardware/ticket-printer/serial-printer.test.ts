// The ticket printer on a serial line: a pseudo terminal and the real serial binding, under the contract of printer devices.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SerialLink } from '#hardware/ticket-printer/links/serial-link';
import type { SerialSettings } from '#hardware/ticket-printer/links/serial-link';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { deviceContract } from './device.contract.ts';
import type { DeviceOnBench } from './device.contract.ts';
import { jobOf, ticketPaper } from '../papers.ts';
import { deviceOver, healthWhen, orderOf, temporaryFolder, USUAL, virtualPrinter } from '../rig.ts';

const lineSettings = (port: string): SerialSettings => ({
	port,
	baud: 115_200,
	flow: 'none',
	parity: 'none',
});

async function onBench(): Promise<DeviceOnBench & { readonly line: SerialLine }> {
	const printer = await virtualPrinter({ width: 576 });
	const line = new SerialLine(join(temporaryFolder(), 'tty'), printer.port);
	onTestFinished(() => line.stop());
	return {
		line,
		device: deviceOver(new SerialLink(lineSettings(line.path)), USUAL),
		takePaper: (afterBytes) => printer.fail('paper-out', afterBytes),
		giveBack: () => printer.fail(null),
		switchOff: () => printer.fail('power-off'),
		cutLineAfter: (bytes) => printer.fail('drop-line', bytes),
		papers: () => printer.papers.map((paper) => paper.lines.join(' ').replace(/ +/g, ' ')),
	};
}

if (hasSocat()) {
	deviceContract('A ticket printer on a serial line', onBench);

	test('An adapter that is pulled out between two tickets is found again, and each ticket comes out once', async () => {
		const { device, line, papers } = await onBench();
		device.start();
		await device.ready();
		expect(await device.run(orderOf(jobOf('job-1', ticketPaper({ number: 'A001' }))))).toBe('done');
		line.pullOut();
		await healthWhen(device, ({ troubles }) => troubles.includes('unreachable'));
		const second = orderOf(jobOf('job-2', ticketPaper({ number: 'A002' })));
		expect(await device.run(second)).toBe('not-now');
		line.plugIn();
		await device.ready();
		expect(await device.run(second)).toBe('done');
		const printed = (digits: string) => papers().filter((paper) => paper.includes(digits)).length;
		expect([printed('001'), printed('002')]).toEqual([1, 1]);
	});
} else {
	test.skip('A ticket printer on a serial line (skipped: no socat here to make one)');
}

test('A serial port that is not there is said to be so, within the time limit', async () => {
	const link = new SerialLink(lineSettings('/dev/rotunda-no-such-port'));
	await expect(link.open()).rejects.toThrow('/dev/rotunda-no-such-port');
	link.write(new Uint8Array([1, 2, 3]));
	link.close();
});
