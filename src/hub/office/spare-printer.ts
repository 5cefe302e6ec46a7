// Which printer a kiosk's ticket comes out of: its own, or the spare one while its own cannot print.
import type { DeviceId } from '#domain/ids';
import { deviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { DeviceHealth } from '#protocol/device-schema';
import type { WireCommand } from '#protocol/command-schema';

/**
 * The same command, or the same with the spare printer in the place of the kiosk's own. Asked once a command: a repeat
 * of it is answered from the record, wherever the first one printed.
 */
export function withFitPrinter(
	command: WireCommand,
	kiosk: DeviceId,
	lobby: Lobby,
	health: readonly DeviceHealth[],
): WireCommand {
	if (command.type !== 'IssueTicket' || command.printer === null) return command;
	const { printer = null, sparePrinter = null } = deviceOf(lobby, kiosk) ?? {};
	if (printer === null || sparePrinter === null || command.printer !== printer) return command;
	const of = (id: DeviceId) => health.find(({ device }) => device === id);
	return cannotPrint(of(printer)) && prints(of(sparePrinter))
		? { ...command, printer: sparePrinter }
		: command;
}

/** Of these printers, which one stands in for each: as a kiosk of theirs names it, and only while it can print itself. */
export function sparesOf(
	lobby: Lobby,
	printers: ReadonlySet<DeviceId>,
	health: readonly DeviceHealth[],
): Record<DeviceId, DeviceId> {
	const spares: Record<DeviceId, DeviceId> = {};
	for (const { printer, sparePrinter } of lobby.office.devices) {
		if (printer === null || sparePrinter === null || !printers.has(printer)) continue;
		if (prints(health.find(({ device }) => device === sparePrinter))) spares[printer] ??= sparePrinter;
	}
	return spares;
}

/** A warning, such as little paper, still prints. */
function cannotPrint(health: DeviceHealth | undefined): boolean {
	return health !== undefined && (!health.connected || health.state === 'trouble');
}

/** Heard, and not only hoped for: a printer that never said a word may not be there at all. */
function prints(health: DeviceHealth | undefined): boolean {
	return health !== undefined && health.connected && health.heard > 0 && health.state !== 'trouble';
}
