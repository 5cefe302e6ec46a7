// A replay's report in words: counts that must add up, laws that must hold, and waits seen beside waits recorded.
import type { Report } from './run-replay.ts';
import type { Spread } from './waits.ts';

const NAMED = 5;

export function reportText(report: Report): string {
	const { office, date, recorded, speed } = report;
	const pace = speed === 'max' ? 'as fast as the hub allows' : `${String(speed)} times as fast as it was`;
	const rate = Math.round(report.commands / Math.max(report.seconds, 0.001));
	return [
		`${office} on ${date}, ${pace}, on ${report.url}`,
		`recorded: ${String(recorded.tickets)} tickets in ${String(recorded.queues)} queues at up to ${String(recorded.counters)} counters`,
		`took ${report.seconds.toFixed(1)} s, ${String(report.commands)} commands (${String(rate)} a second)`,
		'',
		...counts(report),
		'',
		...report.laws.flatMap(({ says, broken }) => [
			`  ${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${says}`,
			...broken.slice(0, NAMED).map((what) => `            ${what}`),
			...(broken.length > NAMED ? [`            and ${String(broken.length - NAMED)} more`] : []),
		]),
		'',
		...waits(report),
		'',
		report.ok ? 'Nobody was lost, doubled or misordered.' : 'A law was broken.',
	].join('\n');
}

function counts(report: Report): string[] {
	const row = (name: string, count: number, note = '') =>
		`  ${name.padEnd(14)}${String(count).padStart(6)}${note}`;
	const made =
		report.noShowEvery > 0
			? `  (the record has none: every ${String(report.noShowEvery)}th call of a queue is made one)`
			: '';
	const { finished, noShow, stillWaiting, atCounters } = report;
	const sum = finished + noShow + stillWaiting + atCounters;
	return [
		row('issued', report.issued),
		row('called', report.called),
		row('finished', finished),
		row('no-show', noShow, made),
		row('still waiting', stillWaiting),
		row('at a counter', atCounters),
		`  ${String(finished)} + ${String(noShow)} + ${String(stillWaiting)} + ${String(atCounters)} = ${String(sum)}${sum === report.issued ? '' : `, NOT ${String(report.issued)}`}`,
		...report.displays.map(
			({ updates, missed }, at) =>
				`  display ${String(at + 1)}: ${String(updates)} updates, ${String(missed)} missed`,
		),
	];
}

function waits({ waits: compared }: Report): string[] {
	if (compared === null) return ['Waits are not compared at full speed: only the order is kept.'];
	const spread = ({ mean, median, p90 }: Spread) =>
		[mean, median, p90].map((value) => value.toFixed(1).padStart(7)).join('');
	return [
		'waits in minutes        tickets   seen: mean median    p90   recorded: mean median    p90   apart',
		...compared.map(({ name, seen, recorded, apart }) =>
			[
				name.length > 24 ? `${name.slice(0, 23)}…` : name.padEnd(24),
				String(seen.count).padStart(7),
				`     ${spread(seen)}`,
				`        ${spread(recorded)}`,
				apart.toFixed(1).padStart(8),
			].join(''),
		),
		'(the record itself is true to about 2.5 minutes)',
	];
}
