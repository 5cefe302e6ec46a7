// `npm run faults:print -- --times N --seed S --over tcp|serial|usb`: the printers' fault test in its long form, over every kind of line.
import { parseArgs } from 'node:util';
import { hasSocat } from '#support/tools/socat';
import { runCampaign } from './fault-campaign.ts';
import type { Campaign, Verdict } from './fault-campaign.ts';

const LINES = ['tcp', 'serial', 'usb'] as const;
const MAKES = ['epson', 'citizen'] as const;

function tell(over: string, make: string, verdict: Verdict, seconds: number): boolean {
	const { tickets, handedOut, again, forgotten, missing, twice } = verdict;
	const isWell = forgotten.length + missing.length + twice.length === 0;
	const befell = Object.entries(verdict.mishaps).map(([mishap, count]) => `${mishap} ${String(count)}`);
	console.log(
		`${isWell ? 'ok     ' : 'FAILED '} ${over.padEnd(6)} ${make.padEnd(8)} ${String(tickets)} tickets, ${String(handedOut)} handed out, ${String(again)} printed again and saying so, ${seconds.toFixed(0)} s`,
	);
	console.log(`        ${befell.sort().join(', ')}`);
	if (!isWell) console.log(JSON.stringify({ forgotten, missing, twice }));
	return isWell;
}

const string = { type: 'string' } as const;
const { values } = parseArgs({ options: { times: string, seed: string, over: string } });
const times = Number(values.times ?? 200);
const seed = Number(values.seed ?? 20_200_114);
if (!Number.isInteger(times) || times < 1 || times > 999 || !Number.isInteger(seed)) {
	console.error('--times is 1 to 999 and --seed a whole number');
	process.exit(2);
}
const wanted = LINES.filter((line) => values.over === undefined || values.over === line);
const lines = hasSocat() ? wanted : wanted.filter((line) => line === 'tcp');
if (lines.length < wanted.length) console.log('No socat here: TCP only.');
let failed = 0;
for (const over of lines) {
	for (const make of MAKES) {
		const began = performance.now();
		const progress = (done: number): void => {
			if (done % 50 === 0) console.log(`        ${over} ${make}: ${String(done)} of ${String(times)}`);
		};
		const campaign: Campaign = { times, seed, over, make, progress };
		const verdict = await runCampaign(campaign);
		if (!tell(over, make, verdict, (performance.now() - began) / 1000)) failed += 1;
	}
}
process.exitCode = failed === 0 ? 0 : 1;
