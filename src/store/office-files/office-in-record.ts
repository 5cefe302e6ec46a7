// An office as the record last set it up, and whether its file says the same.
import { isDeepStrictEqual } from 'node:util';
import type { Office } from '#domain/office';
import type { Row } from '../archive.ts';
import { parseOffice, toFile } from './office-schema.ts';
import { upcaster } from '../upcast.ts';

export interface SetUp {
	readonly type: string;
	readonly version: number;
	readonly body: string;
}

/** @throws Error when a newer program has written it. */
export function officeSetUpBy({ type, version, body }: SetUp): Office | null {
	const event = upcaster.read(type, version, body);
	return event.type === 'OfficeConfigured' ? event.office : null;
}

/** As its file has it. */
export function fileTextOf(office: Office): string {
	return `${JSON.stringify(toFile(office), null, 2)}\n`;
}

/** `setUp`: the row of the newest event that set the office up, in the order of the sheet of events. */
export function isAsConfigured(file: string | null, setUp: Row | null): boolean {
	if (file === null) return true;
	if (setUp === null) return false;
	const [, , , , , , type, version, body] = setUp;
	const kept = officeSetUpBy({ type: String(type), version: Number(version), body: String(body) });
	const { office } = parseOffice(JSON.parse(file));
	return office !== null && isDeepStrictEqual(JSON.parse(JSON.stringify(office)), kept);
}
