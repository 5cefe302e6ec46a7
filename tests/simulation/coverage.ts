// What the runs really exercised: a campaign that never met a full disk has proved nothing about full disks.
import type { StoredEvent } from '#domain/events';

export class Coverage {
	runs = 0;
	readonly counts = new Map<string, number>();

	add(what: string, count: number): void {
		this.counts.set(what, (this.counts.get(what) ?? 0) + count);
	}

	countEvents(record: readonly StoredEvent[]): void {
		this.add('events', record.length);
		let last = '';
		for (const { event } of record) {
			this.add(`event ${event.type}`, 1);
			if (event.type !== 'DayOpened') continue;
			if (last !== '' && last !== event.day) this.add('days cut', 1);
			last = event.day;
		}
	}

	merge(runs: number, counts: Readonly<Record<string, number>>): void {
		this.runs += runs;
		for (const [what, count] of Object.entries(counts)) this.add(what, count);
	}

	of(what: string): number {
		return this.counts.get(what) ?? 0;
	}

	/** All counters that begin so, added up. */
	sum(prefix: string): number {
		let sum = 0;
		for (const [what, count] of this.counts) if (what.startsWith(prefix)) sum += count;
		return sum;
	}
}
