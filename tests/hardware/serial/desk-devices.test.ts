// Signs and keypads under their contract: over TCP as through a gateway, and over a pseudo terminal with the real serial binding.
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { FRAME_FORMATS, frameFormat } from '#hardware/serial/frame-formats';
import type { FrameFormat } from '#hardware/serial/desk-messages';
import { UNIT_FAULTS } from '#hardware/virtual/counter/virtual-unit';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { deskDeviceContract } from './desk-device.contract.ts';
import { benchUnits } from '../desk-rig.ts';
import type { DeskBench } from '../desk-rig.ts';
import { temporaryFolder } from '../rig.ts';

async function overTcp(format: FrameFormat): Promise<DeskBench> {
	const { sign, keypad, line } = await benchUnits(format);
	const { address } = line;
	return { sign, keypad, address, unplug: () => line.stop(), plugIn: () => line.start() };
}

async function overSerial(format: FrameFormat): Promise<DeskBench> {
	const { sign, keypad, line } = await benchUnits(format);
	const path = join(temporaryFolder(), 'tty');
	let cable = new SerialLine(path, line.port);
	onTestFinished(() => cable.stop());
	return {
		sign,
		keypad,
		address: `serial:${path}?baud=115200`,
		unplug: async () => cable.stop(),
		plugIn: async () => {
			cable = new SerialLine(path, line.port);
		},
	};
}

for (const format of FRAME_FORMATS)
	deskDeviceContract(
		`A sign and a keypad over TCP, in the format ${format.name}`,
		format,
		overTcp,
		UNIT_FAULTS,
	);

// What the formats differ in has been seen above: one of them is enough to see what the binding does.
if (hasSocat())
	deskDeviceContract('A sign and a keypad on one serial line', frameFormat('rotunda'), overSerial, [
		'silent',
	]);
else test.skip('A sign and a keypad on one serial line (skipped: no socat here to make one)');
