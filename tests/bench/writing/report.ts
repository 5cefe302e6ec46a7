// Writes the report of a run into a folder: report.md, its pictures, and the figures as JSON. What was there before goes.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { causesIn, strayCauses } from './causes.ts';
import { CURVES, pictureOf } from './curves.ts';
import { linePicture } from './line-picture.ts';
import { figuresIn, reportText } from './report-text.ts';
import type { Run } from './report-text.ts';

/** Beside the harness: pictures and figures of the last whole run. */
export const REPORT = join(import.meta.dirname, '../report');
const OURS = /^(report\.md|figures\.json|[\w-]+\.svg)$/;

/** Answers what whoever keeps causes.md should know. */
export async function writeReport(folder: string, run: Run): Promise<string[]> {
	const causes = causesIn(await readFile(join(import.meta.dirname, 'causes.md'), 'utf8'));
	const figures = figuresIn(run);
	await mkdir(folder, { recursive: true });
	for (const name of await readdir(folder)) if (OURS.test(name)) await rm(join(folder, name));
	for (const curve of CURVES) {
		const picture = pictureOf(curve, figures);
		if (picture.points.length > 0) await writeFile(join(folder, `${curve.name}.svg`), linePicture(picture));
	}
	await writeTidily(join(folder, 'report.md'), reportText(run, causes));
	await writeTidily(join(folder, 'figures.json'), JSON.stringify(run));
	const stray = strayCauses(
		causes,
		figures.map(({ name }) => name),
	);
	return stray.map((name) => `causes.md has a cause for ${name}, which this run did not measure`);
}

/** As the checks of the house want to find it. */
async function writeTidily(file: string, text: string): Promise<void> {
	const habits = await resolveConfig(file);
	await writeFile(file, await format(text, { ...habits, filepath: file }));
}
