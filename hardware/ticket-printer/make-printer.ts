// From a printer's entry in setup to the device that drives it, or what is wrong with the entry.
import type { Logger } from 'pino';
import type { AgentWork } from '#protocol/device-schema';
import { WrongSetting } from '../wrong-setting.ts';
import { profileFor } from './escpos.ts';
import { TcpLink } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';
import { SerialLink, USUAL_BAUD } from './serial-link.ts';
import { TicketPrinter } from './ticket-printer.ts';

export interface PrinterParts {
	readonly publicUrl: string;
	readonly log: Logger;
}

/** @throws WrongSetting when the entry names a place that this agent cannot reach. */
export function makePrinter(
	row: AgentWork['devices'][number],
	{ publicUrl, log }: PrinterParts,
): TicketPrinter {
	const link = linkTo(row.address ?? '');
	return new TicketPrinter({ link, profile: profileFor(row.paperWidth ?? 80), publicUrl, log });
}

/** `tcp://host:port` or `serial:/dev/ttyUSB0?baud=115200`. */
function linkTo(address: string): PrinterLink {
	if (URL.canParse(address)) {
		const { protocol, hostname, port, pathname, searchParams } = new URL(address);
		if (protocol === 'tcp:' && hostname !== '')
			return new TcpLink(hostname.replace(/^\[|\]$/g, ''), port === '' ? 9100 : Number(port));
		const baud = Number(searchParams.get('baud') ?? USUAL_BAUD);
		if (protocol === 'serial:' && pathname !== '' && Number.isInteger(baud) && baud > 0)
			return new SerialLink(pathname, baud);
	}
	throw new WrongSetting(
		`"${address}" is not an address that this agent can reach: write it as tcp://192.168.1.50:9100 or serial:/dev/ttyUSB0?baud=115200`,
	);
}
