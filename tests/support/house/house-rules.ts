// The house's law as one table: who may import whom, and which packages each room may use.

export const ROOMS = [
	'domain',
	'projections',
	'protocol',
	'words',
	'paper',
	'store',
	'hub',
	'screens',
	'routes',
	'hardware',
	'start',
] as const;
export type Room = (typeof ROOMS)[number];

export interface RoomRule {
	/** Rooms it may import, values and types. */
	readonly rooms: readonly Room[];
	/** Rooms of which it may `import type` only. */
	readonly types: readonly Room[];
	/** Packages it may use; a trailing `*` stands for anything. Null: whatever `never` does not name. */
	readonly packages: readonly string[] | null;
	readonly never: readonly string[];
}

/** What belongs to processes behind the hub's door, and never in a screen. */
const NOT_IN_SCREENS = [
	'node:*',
	'socket.io',
	'pino',
	'lowdb*',
	'pg',
	'serialport',
	'node-thermal-printer',
	'@napi-rs/*',
	'playwright-core',
	'vitest*',
];
const NOT_IN_DEVICES = [
	'svelte*',
	'@sveltejs/*',
	'$app/*',
	'$env/*',
	'vite',
	'socket.io',
	'lowdb*',
	'pg',
	'vitest*',
];

export const RULES: Readonly<Record<Room, RoomRule>> = {
	domain: { rooms: [], types: [], packages: [], never: [] },
	projections: { rooms: ['domain'], types: [], packages: [], never: [] },
	// The codes of the wire as types only: a code without a sentence does not compile.
	words: { rooms: [], types: ['protocol'], packages: [], never: [] },
	// Drawn alike by a printer's agent and by setup's picture of it: pure, whoever brings the pen. A code is arithmetic.
	paper: { rooms: ['words'], types: ['domain', 'projections'], packages: ['qrcode'], never: [] },
	// The domain's value lists stand once: what may be sent is made from them.
	protocol: { rooms: ['domain'], types: ['projections'], packages: ['zod'], never: [] },
	store: { rooms: ['paper'], types: ['domain'], packages: ['node:*', 'lowdb*', 'pg', 'zod'], never: [] },
	hub: {
		rooms: ['domain', 'projections', 'protocol', 'store'],
		types: [],
		packages: ['node:*', 'socket.io', 'pino', 'prom-client', 'zod'],
		never: [],
	},
	screens: {
		rooms: ['protocol', 'projections', 'words', 'paper'],
		types: ['domain'],
		packages: null,
		never: NOT_IN_SCREENS,
	},
	routes: {
		rooms: ['screens', 'protocol', 'projections', 'words', 'paper'],
		types: ['domain'],
		packages: null,
		never: NOT_IN_SCREENS,
	},
	hardware: { rooms: ['protocol', 'words', 'paper'], types: [], packages: null, never: NOT_IN_DEVICES },
	// Programs put everything together, and nobody imports them.
	start: {
		rooms: ['domain', 'projections', 'protocol', 'words', 'paper', 'store', 'hub', 'hardware'],
		types: [],
		packages: null,
		never: [],
	},
};

/** Programs outside `src/start`: they import everything below and are imported by nobody. */
export const ROOTS = ['hardware/agent.ts'];

/** Files that the frameworks want where they are. */
export const FRAMEWORK_FILES = [
	/^src\/app\.d\.ts$/,
	/^src\/hooks(\.client|\.server)?\.ts$/,
	/^src\/params\.ts$/,
	/^src\/service-worker\.ts$/,
];

/** Names under which circles and drawers of odds and ends grow. */
export const FORBIDDEN_NAMES = /^(index|types|utils|helpers|common)(\.svelte)?\.(ts|js)$/;

export const LONGEST_FILE = 400;

/** Files in one folder, its subfolders not counted. */
export const FULLEST_FOLDER = 20;
/** Folders that hold one file a case: a stranger reads their names as a list. */
export const LISTS = [/^src\/words\/languages$/, /\/golden$/, /\/fixtures?$/, /\/pictures$/];

export const LONGEST_README = 30;
