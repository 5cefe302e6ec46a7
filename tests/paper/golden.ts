// Redraws the kept pictures of all papers: `node tests/paper/golden.ts`. Look at what changed before you keep it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printed } from '../hardware/ticket-printer/printed.ts';
import { EVERY_PAPER } from './every-paper.ts';
import { encodePng } from './one-bit-png.ts';

const folder = join(import.meta.dirname, 'golden');
mkdirSync(folder, { recursive: true });
const names = EVERY_PAPER.map(({ name }) => `${name}.png`);
for (const file of readdirSync(folder)) if (!names.includes(file)) rmSync(join(folder, file));
let changed = 0;
for (const { name, paper, width } of EVERY_PAPER) {
	const file = join(folder, `${name}.png`);
	const png = encodePng(await printed(paper, width));
	if (existsSync(file) && readFileSync(file).equals(png)) continue;
	writeFileSync(file, png);
	process.stdout.write(`${name} is drawn anew\n`);
	changed += 1;
}
process.stdout.write(`${String(changed)} of ${String(EVERY_PAPER.length)} pictures changed in ${folder}\n`);
