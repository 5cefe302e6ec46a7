// A process that appends and says what was acknowledged, until it is killed. Not a test: crash.test.ts starts it.
import { writeSync } from 'node:fs';
import type { StoredEvent } from '#domain/events';
import type { CommandId, OfficeId } from '#domain/ids';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';

const [file = '', round = '', appends = '', offices = '1'] = process.argv.slice(2);
const office = 'harborview' as OfficeId;
const others = Array.from({ length: Number(offices) - 1 }, (_, index) => `office-${index}` as OfficeId);
const store = new SqliteEventStore(file);
let last = 0;
for await (const one of store.read(office, 0)) last = one.position;

for (let append = 0; append < Number(appends); append += 1) {
	const command = `${round}.${append}` as CommandId;
	const events = [1, 2, 3].map((step): StoredEvent => {
		const position = last + step;
		return {
			position,
			at: position,
			by: { kind: 'system' },
			command,
			event: { type: 'DayOpened', day: `${step}` },
		};
	});
	await Promise.all([office, ...others].map((one) => store.append(one, events)));
	last += events.length;
	writeSync(1, `kept ${last}\n`);
}
await store.close();
