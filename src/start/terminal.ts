// What the hub says to whoever starts it.
import { ArchiveRefused } from '#store/archive';
import { DataFolderBusy } from '#store/sqlite/data-folder-lock';
import { DatabaseUnusable } from '#store/postgres/postgres-address';
import { OfficeFileWrong } from '#store/office-file';
import { RecordDamaged } from '#store/record-damaged';
import { ConfigWrong } from '#hub/config';
import type { Config } from '#hub/config';
import type { Hub } from '#hub/hub';
import { PortNotFree } from './listening.ts';

/** Told to the launcher, when there is one, as soon as the port is open. */
export interface Ready {
	readonly url: string;
	readonly demo: boolean;
}

export function sayReady(hub: Hub, url: string, config: Config): void {
	const isDemo = hub.offices.some((office) => office.demo);
	const kept = config.databaseUrl === null ? `data in ${config.data}` : 'data in PostgreSQL';
	const lines = [
		`Rotunda is at ${url} (${kept})`,
		...hub.notStarted.values().map((why) => `\nNOT STARTED: ${why}`),
	];
	if (hub.notStarted.size > 0)
		lines.push('', 'The others run. An office starts within a minute of its file being mended.');
	if (isDemo && !isLoopback(config.host)) {
		lines.push(
			'',
			'CAUTION: this is the demo. Its password is published, and this address is open to others.',
		);
	}
	if (hub.enrolmentCode !== null) {
		lines.push('', `No administrator yet. Open ${url}/setup and enrol with this code: ${hub.enrolmentCode}`);
	}
	process.stdout.write(`${lines.join('\n')}\n`);
	const ready: Ready = { url, demo: isDemo };
	process.send?.(ready);
}

/** In a person's words where the cause is theirs to mend; a stack only where it is ours. */
export function sayWhyNot(error: unknown): void {
	process.stderr.write(`Rotunda did not start.\n${reasonOf(error)}\n`);
}

const FOR_PEOPLE = [
	ArchiveRefused,
	ConfigWrong,
	DataFolderBusy,
	DatabaseUnusable,
	PortNotFree,
	RecordDamaged,
];

export function reasonOf(error: unknown): string {
	if (error instanceof OfficeFileWrong) return `The office file is wrong:\n${error.message}`;
	if (FOR_PEOPLE.some((kind) => error instanceof kind)) return (error as Error).message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
