// A folder for one test, gone when the test is done.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Its full path. To be called inside a test, which it ends with. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
