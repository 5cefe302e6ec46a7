// Letters, digits and signs as five by seven lamps: how a number stands on a counter sign.

/** Rows from top to bottom, a bit a lamp, the leftmost the greatest. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
	'0': [14, 17, 17, 17, 17, 17, 14],
	'1': [4, 12, 4, 4, 4, 4, 14],
	'2': [14, 17, 1, 2, 4, 8, 31],
	'3': [14, 17, 1, 6, 1, 17, 14],
	'4': [2, 6, 10, 18, 31, 2, 2],
	'5': [31, 16, 30, 1, 1, 17, 14],
	'6': [6, 8, 16, 30, 17, 17, 14],
	'7': [31, 1, 2, 4, 4, 8, 8],
	'8': [14, 17, 17, 14, 17, 17, 14],
	'9': [14, 17, 17, 15, 1, 2, 12],
	A: [14, 17, 17, 31, 17, 17, 17],
	B: [30, 17, 17, 30, 17, 17, 30],
	C: [14, 17, 16, 16, 16, 17, 14],
	D: [28, 18, 17, 17, 17, 18, 28],
	E: [31, 16, 16, 30, 16, 16, 31],
	F: [31, 16, 16, 30, 16, 16, 16],
	G: [14, 17, 16, 23, 17, 17, 15],
	H: [17, 17, 17, 31, 17, 17, 17],
	J: [7, 2, 2, 2, 2, 18, 12],
	K: [17, 18, 20, 24, 20, 18, 17],
	L: [16, 16, 16, 16, 16, 16, 31],
	M: [17, 27, 21, 21, 17, 17, 17],
	N: [17, 25, 21, 19, 17, 17, 17],
	P: [30, 17, 17, 30, 16, 16, 16],
	R: [30, 17, 17, 30, 20, 18, 17],
	S: [15, 16, 16, 14, 1, 1, 30],
	T: [31, 4, 4, 4, 4, 4, 4],
	U: [17, 17, 17, 17, 17, 17, 14],
	V: [17, 17, 17, 17, 17, 10, 4],
	W: [17, 17, 17, 21, 21, 21, 10],
	X: [17, 17, 10, 4, 10, 17, 17],
	Y: [17, 17, 10, 4, 4, 4, 4],
	Z: [31, 1, 2, 4, 8, 16, 31],
	'-': [0, 0, 0, 31, 0, 0, 0],
	'?': [14, 17, 1, 2, 4, 0, 4],
	down: [4, 4, 4, 21, 31, 14, 4],
	up: [4, 14, 31, 21, 4, 4, 4],
	left: [0, 4, 12, 31, 12, 4, 0],
	right: [0, 4, 6, 31, 6, 4, 0],
};

export interface LedLook {
	readonly mode: 'dark' | 'steady' | 'flash' | 'dashes';
	readonly arrow: 'none' | 'left' | 'right' | 'up' | 'down';
	readonly letter: string;
	readonly digits: string;
}

/** The panel: 48 lamps wide, 11 high. */
export const PANEL = { width: 48, height: 11 } as const;

/** The lamps that are lit, as `y * width + x`. The letter stands dark in a lit tile, as it does on paper and on the display. */
export function lampsOf(look: LedLook): ReadonlySet<number> {
	const lit = new Set<number>();
	const light = (x: number, y: number) => {
		if (x >= 0 && y >= 0 && x < PANEL.width && y < PANEL.height) lit.add(y * PANEL.width + x);
	};
	const put = (name: string, left: number, top: number) => {
		for (const [x, y] of pointsOf(name)) light(left + x, top + y);
	};
	if (look.mode === 'dark') return lit;
	if (look.mode === 'dashes') {
		for (const left of [13, 22, 31]) put('-', left, 2);
		return lit;
	}
	if (look.letter !== '') {
		const letter = new Set(pointsOf(look.letter).map(([x, y]) => `${x} ${y}`));
		for (let y = -1; y < 8; y += 1)
			for (let x = -2; x < 7; x += 1) if (!letter.has(`${x} ${y}`)) light(3 + x, 2 + y);
	}
	[...look.digits].forEach((digit, at) => put(digit, 12 + 6 * at, 2));
	if (look.arrow !== 'none') put(look.arrow, PANEL.width - 7, 2);
	return lit;
}

function pointsOf(name: string): [x: number, y: number][] {
	const rows = GLYPHS[name] ?? GLYPHS['?'] ?? [];
	return rows.flatMap((row, y) =>
		[0, 1, 2, 3, 4].flatMap((x): [number, number][] => (((row >> (4 - x)) & 1) === 1 ? [[x, y]] : [])),
	);
}
