// What the check found, for a technician's phone: a line a thing, never wider than eighty columns; or as JSON.
import type { Finding } from './finding.ts';

const WIDTH = 80;
const INDENT = 7;
const MARKS = { ok: 'ok', note: 'note', wrong: 'WRONG' } as const satisfies Record<Finding['state'], string>;

export function reportLines(findings: readonly Finding[]): string {
	const told = findings.map(
		({ state, said, cure }) =>
			paragraph(MARKS[state], said) + (cure === null ? '' : paragraph('', `-> ${cure}`)),
	);
	return `${told.join('')}\n${paragraph('', summary(findings))}`;
}

export function reportJson(findings: readonly Finding[]): string {
	return `${JSON.stringify({ ok: !findings.some(isWrong), checks: findings }, null, '\t')}\n`;
}

export function isWrong({ state }: Finding): boolean {
	return state === 'wrong';
}

function summary(findings: readonly Finding[]): string {
	const wrong = findings.filter(isWrong).length;
	if (wrong === 0) return 'Everything that is needed works.';
	return wrong === 1 ? 'One thing is wrong: see above.' : `${String(wrong)} things are wrong: see above.`;
}

/** Folded between words, and inside a word that is wider than the line. */
function paragraph(mark: string, text: string): string {
	const room = WIDTH - INDENT;
	const lines: string[] = [''];
	for (const word of text.split(/\s+/)) {
		for (const piece of word.match(new RegExp(`.{1,${String(room)}}`, 'gu')) ?? []) {
			const line = lines.at(-1) ?? '';
			if (line === '') lines[lines.length - 1] = piece;
			else if (line.length + 1 + piece.length <= room) lines[lines.length - 1] = `${line} ${piece}`;
			else lines.push(piece);
		}
	}
	return lines.map((line, at) => `${(at === 0 ? mark : '').padEnd(INDENT)}${line}\n`).join('');
}
