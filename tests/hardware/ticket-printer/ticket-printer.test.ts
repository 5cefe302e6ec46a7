// The ticket printer over TCP keeps the contract of printer devices, on wide and narrow paper, quick and slow.
import type { VirtualPrinterOptions } from '#hardware/virtual/printer/virtual-printer';
import { deviceContract } from './device.contract.ts';
import type { DeviceOnBench } from './device.contract.ts';
import { deviceFor, virtualPrinter } from '../rig.ts';

async function onBench(paperWidth: 80 | 58, options: Partial<VirtualPrinterOptions>): Promise<DeviceOnBench> {
	const printer = await virtualPrinter({ width: paperWidth === 80 ? 576 : 384, ...options });
	return {
		device: deviceFor(printer, paperWidth),
		takePaper: (afterBytes) => printer.fail('paper-out', afterBytes),
		giveBack: () => printer.fail(null),
		switchOff: () => printer.fail('power-off'),
		cutLineAfter: (bytes) => printer.fail('drop-line', bytes),
		papers: () => printer.papers.map((paper) => paper.lines.join(' ').replace(/ +/g, ' ')),
	};
}

deviceContract('A ticket printer with 80 mm paper', () => onBench(80, {}));
deviceContract('A ticket printer with 58 mm paper', () => onBench(58, {}));
deviceContract('A slow ticket printer with a small buffer', () =>
	onBench(80, { rowsPerSecond: 6000, bufferBytes: 128 }),
);
