// From a printer's entry in setup to the device that drives it, or what is wrong with the entry.
import type { Logger } from 'pino';
import type { AgentWork } from '#protocol/device-schema';
import { WrongSetting } from '../wrong-setting.ts';
import { TcpLink } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';
import { inkFor, profileFor } from './printer-profile.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { SerialLink, USUAL_BAUD } from './serial-link.ts';
import { TicketPrinter } from './ticket-printer.ts';
import { isCodePage } from './typed-text.ts';

export interface PrinterParts {
	readonly publicUrl: string;
	readonly log: Logger;
}

/** @throws WrongSetting when the entry names a place that this agent cannot reach. */
export function makePrinter(
	row: AgentWork['devices'][number],
	{ publicUrl, log }: PrinterParts,
): TicketPrinter {
	const address = row.address ?? '';
	return new TicketPrinter({ link: linkTo(address), profile: profileOf(row, address), publicUrl, log });
}

function profileOf(row: AgentWork['devices'][number], address: string): PrinterProfile {
	const { ink = 'auto', codePage = 'PC858_EURO' } = row.printing ?? {};
	if (codePage !== null && !isCodePage(codePage))
		throw new WrongSetting(
			`"${codePage}" is not a code page that is known here: PC858_EURO, PC852_LATIN2, WPC1252 and others are, or none`,
		);
	return profileFor(row.paperWidth ?? 80, { ink: inkFor(ink, baudOf(address)), codePage });
}

/** Null for a line that is not serial. */
function baudOf(address: string): number | null {
	if (!URL.canParse(address)) return null;
	const { protocol, searchParams } = new URL(address);
	return protocol === 'serial:' ? Number(searchParams.get('baud') ?? USUAL_BAUD) : null;
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
