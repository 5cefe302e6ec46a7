// From a printer's entry in setup to the device that drives it, or what is wrong with the entry.
import type { Logger } from 'pino';
import type { AgentWork } from '#protocol/device-schema';
import { WrongSetting } from '../wrong-setting.ts';
import { baudOf, linkTo } from './links/printer-address.ts';
import type { PrinterLink } from './links/printer-link.ts';
import { printerMake } from './makes/printer-make.ts';
import type { MakeName, PrinterMake } from './makes/printer-make.ts';
import { inkFor, profileFor } from './papers/printer-profile.ts';
import { PrinterTalk } from './printer-talk.ts';
import type { TalkLimits, TellTroubles } from './printer-talk.ts';
import { QueueLink } from './links/queue-link.ts';
import { QueueTalk } from './queue-talk.ts';
import { TicketPrinter } from './ticket-printer.ts';
import type { TicketPrinterOptions } from './ticket-printer.ts';
import { isCodePage } from './papers/typed-text.ts';

type Row = AgentWork['devices'][number];
export interface PrinterParts {
	readonly publicUrl: string;
	readonly log: Logger;
}

const MAKES: readonly MakeName[] = ['epson', 'star', 'citizen', 'generic'];

/** @throws WrongSetting when the entry names a place that this agent cannot reach, or a printer that it does not know. */
export function makePrinter(row: Row, parts: PrinterParts): TicketPrinter {
	return printerOver(linkTo(row.address ?? ''), makeOf(row), parts);
}

/** The device on any link. */
export function printerOver(
	link: PrinterLink,
	make: PrinterMake,
	parts: Omit<TicketPrinterOptions, 'make' | 'talk'>,
): TicketPrinter {
	const talk = (limits: TalkLimits, tell: TellTroubles) =>
		link instanceof QueueLink
			? new QueueTalk(link, tell)
			: new PrinterTalk({ link, voice: make.voice(), mayBeMute: make.mayBeMute, limits, tell });
	return new TicketPrinter({ ...parts, make, talk });
}

function makeOf({ address, paperWidth, printing }: Row): PrinterMake {
	const { make = 'epson', cutter = true, ink = 'auto', codePage = 'PC858_EURO' } = printing ?? {};
	// An office file of a later version may name one that this agent is too old for.
	if (!MAKES.includes(make))
		throw new WrongSetting(
			`"${String(make)}" is no make that this agent knows: write ${MAKES.join(', ')}; most others print as generic`,
		);
	if (make === 'star' && ink === 'typed')
		throw new WrongSetting(
			'A Star printer is sent pictures only: set its ink to drawn or auto, and its serial line to 57600 baud or more',
		);
	if (codePage !== null && !isCodePage(codePage))
		throw new WrongSetting(
			`"${codePage}" is not a code page that is known here: PC858_EURO, PC852_LATIN2, WPC1252 and others are, or none`,
		);
	const profile =
		make === 'star'
			? profileFor(paperWidth ?? 80, { ink: 'drawn', codePage: null })
			: profileFor(paperWidth ?? 80, { ink: inkFor(ink, baudOf(address ?? '')), codePage });
	return printerMake(make, cutter, profile);
}
