// From a sign's, keypad's or scanner's entry in setup to the device that drives it, or what is wrong with the entry.
import type { Logger } from 'pino';
import type { Answer, CommandAnswer } from '#protocol/answers';
import type { PressKey } from '#protocol/desk-schema';
import type { AgentWork } from '#protocol/device-schema';
import { CounterSign } from './counter-sign/counter-sign.ts';
import { Keypad } from './keypad/keypad.ts';
import { Scanner } from './scanner/scanner.ts';
import type { LinePool } from './serial/line-pool.ts';
import { frameFormat } from './serial/frame-formats.ts';
import { WrongSetting } from './wrong-setting.ts';

type Row = AgentWork['devices'][number];

export interface DeskParts {
	readonly lines: LinePool;
	readonly press: (key: PressKey, number: string | null) => Promise<CommandAnswer>;
	readonly scan: (text: string) => Promise<Answer<object>>;
	readonly log: Logger;
}

/** @throws WrongSetting */
export function makeSign(row: Row, { lines }: DeskParts): CounterSign {
	return new CounterSign({ ...seatOf(row, lines), brightness: 0 });
}

/** @throws WrongSetting */
export function makeKeypad(row: Row, { lines, press }: DeskParts): Keypad {
	return new Keypad({ ...seatOf(row, lines), press });
}

/** @throws WrongSetting */
export function makeScanner({ id, address }: Row, { lines, scan, log }: DeskParts): Scanner {
	return new Scanner({ ...lines.claim(address ?? '', id), scan, log });
}

/** Its place on a line that others may stand on too. */
function seatOf({ id, address, frames }: Row, lines: LinePool) {
	if (frames === null) throw new WrongSetting('its frame format and unit are missing in its entry');
	const line = address ?? '';
	return {
		name: id,
		unit: frames.unit,
		format: frameFormat(frames.format),
		join: (unit: Parameters<LinePool['join']>[1]) => lines.join(line, unit),
		leave: (unit: Parameters<LinePool['join']>[1]) => lines.leave(line, unit),
	};
}
