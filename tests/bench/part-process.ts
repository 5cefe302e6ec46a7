// One part of the bench as a process of its own: what another part has left in memory does not slow it down, and its end is
// not the end of the others. Tells its figures, or why there are none, to whoever started it.
import { PARTS, wantedBy } from './parts/parts.ts';
import type { PartSaid } from './run-part.ts';

const [, , title = '', only = '', pace = ''] = process.argv;

async function measure(): Promise<PartSaid> {
	try {
		const part = PARTS.find((one) => one.title === title);
		if (part === undefined) throw new Error(`there is no part ${title}`);
		const wanted = wantedBy(only === '' ? null : only);
		const figures = await part.run(wanted, pace === 'quick');
		return { figures: figures.filter(({ name }) => wanted(name)), failed: null };
	} catch (error) {
		console.error(error);
		return { figures: [], failed: error instanceof Error ? error.message : String(error) };
	}
}

const said = await measure();
process.send?.(said, () => process.exit(0));
