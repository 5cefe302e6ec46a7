// Several hubs on one PostgreSQL: a code scanned at one is shown on the screen at another.
import { expect, test } from 'vitest';
import type { Scanned } from '#protocol/desk-schema';
import { deskOffice } from '#support/offices/desk-office';
import { done, ticketAt } from '#support/hubs/hub';
import { severalHubs } from '#support/hubs/several-hubs';
import { id } from '#support/story';

const hubs = severalHubs();

test('A ticket scanned by an agent of one hub is shown once on every screen of the kiosk, also at another hub', async () => {
	const [one, two] = await hubs.two({ offices: [deskOffice()] });
	const [agent, kiosk] = [await one.device('agent'), await two.device('kiosk')];
	const [seen, here]: [Scanned[], Scanned[]] = [[], []];
	kiosk.socket.on('scanned', (scan) => seen.push(scan));
	(await one.device('kiosk')).socket.on('scanned', (scan) => here.push(scan));
	const { made } = await done(kiosk, ticketAt('passport'));
	// The agent's hub has read of the ticket, too.
	await expect
		.poll(async () => (await agent.ask('lookAtTicket', { ticket: made.ticket ?? '' })).ok, {
			timeout: 10_000,
		})
		.toBe(true);
	await agent.must('scan', { device: id('scanner-kiosk'), text: made.ticket ?? '' });
	const shown = [{ scanner: 'scanner-kiosk', code: { kind: 'ticket-look', look: { number: 'A001' } } }];
	await expect.poll(() => seen, { timeout: 10_000 }).toMatchObject(shown);
	expect(here).toMatchObject(shown);
});
