// A process that takes a data folder and holds it until it is killed. Not a test: data-folder-lock.test.ts starts it.
import { writeSync } from 'node:fs';
import { lockDataFolder } from '#store/sqlite/data-folder-lock';

lockDataFolder(process.argv[2] ?? '');
writeSync(1, 'held\n');
setInterval(() => {
	// Nobody keeps the lock object: only the room itself may keep it from being collected.
	globalThis.gc?.();
}, 5);
