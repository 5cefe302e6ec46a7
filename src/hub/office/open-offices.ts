// Opens every office that can be opened, and goes on watching the office files.
import type { Log } from '../log.ts';
import { OfficeFilesWatch } from './office-files-watch.ts';
import { Offices } from './offices.ts';
import type { OfficesParts } from './offices.ts';

export interface OpenOffices {
	readonly offices: Offices;
	readonly officeFiles: OfficeFilesWatch;
	/** Answers what is under way. */
	close(): Promise<void>;
}

/** @throws when no office can be opened: its file is wrong, or its record cannot be read. */
export async function openOffices(parts: OfficesParts & { readonly log: Log }): Promise<OpenOffices> {
	const offices = new Offices(parts);
	const officeFiles = new OfficeFilesWatch(parts.files, offices, parts.log);
	await officeFiles.openAll();
	return { offices, officeFiles, close: () => offices.stop() };
}
