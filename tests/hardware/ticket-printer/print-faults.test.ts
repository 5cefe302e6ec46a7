// The short form of `npm run faults:print`: every ticket comes out once or says why it came twice, whatever fails.
import { expect, test } from 'vitest';
import { hasSocat } from '#support/tools/socat';
import { runCampaign } from './fault-campaign.ts';
import type { Campaign } from './fault-campaign.ts';

const CAMPAIGNS: readonly Pick<Campaign, 'over' | 'make'>[] = [
	{ over: 'tcp', make: 'epson' },
	...(hasSocat()
		? ([
				{ over: 'serial', make: 'citizen' },
				{ over: 'usb', make: 'epson' },
			] as const)
		: []),
];

test.concurrent.each(CAMPAIGNS)(
	'Through fourteen mishaps over $over, each ticket of a printer of make $make comes out once and none is forgotten',
	{ timeout: 60_000 },
	async (campaign) => {
		const verdict = await runCampaign({ ...campaign, times: 14, seed: 7, progress: () => undefined });
		expect(verdict).toMatchObject({ tickets: 14, forgotten: [], missing: [], twice: [] });
	},
);
