// The screens and the hardware of a lobby: papers edited, doubted and moved, printers that stand in, codes that are scanned.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceId, JobId, TicketId } from '#domain/ids';
import type { Health } from '#protocol/device-schema';
import { describeInBrowser, flaws, smallTargets } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { furnishedOffice, SPARE_NAME } from '#support/offices/furnished-office';
import type { HubClient } from '#support/hubs/hub-client';
import { done, issue, Lobby, openCounter } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
/** Speaks for the printers and scanners as a device agent does. */
let agent: HubClient;
beforeAll(async () => {
	lobby = await Lobby.open('server.ts', {}, furnishedOffice());
	agent = await lobby.device('agent');
	await agent.must('work', {});
});
afterEach(async () => {
	const ines = await lobby.staff('ines');
	await done(ines, { type: 'CloseDay', unresolved: 'close' });
	await done(ines, { type: 'OpenDay' });
	ines.close();
});
afterAll(() => lobby.close());

const OWN = 'printer-1' as DeviceId;
const SPARE = 'printer-s' as DeviceId;
const jobs = async () => (await agent.must('work', {})).jobs;
const ended = (job: JobId | undefined) =>
	done(agent, { type: 'EndJob', job: job ?? ('none' as JobId), outcome: 'printed' });

async function say(device: DeviceId, state: Health['state'], troubles: Health['troubles'] = []) {
	await agent.must('health', { device, state, troubles, note: null });
}

async function shown(open: Open, path: string, who: RegExp, size: 'desk' | 'tablet'): Promise<Page> {
	const page = await open(`${lobby.url}/${path}`, { size });
	onTestFinished(() => page.context().close());
	await signIn(page, who);
	return page;
}

/** Prints a ticket with the kiosk's printer without a screen. */
async function owedTicket(): Promise<{ job: JobId; ticket: TicketId; number: string }> {
	const kiosk = await lobby.device('kiosk');
	const made = await done(kiosk, {
		type: 'IssueTicket',
		services: ['pay-bill' as never],
		language: 'en',
		needs: [],
		priority: 'normal',
		channel: 'kiosk',
		printer: OWN,
	});
	const { job, ticket, number } = made;
	if (job === undefined || ticket === undefined || number === undefined) throw new Error('no paper is owed');
	return { job, ticket, number };
}

/** As a scanner does that types like a keyboard: all of it within the page, for the way to a busy browser takes longer. */
function typeCode(page: Page, code: string) {
	return page.evaluate(
		(keys) => {
			for (const key of keys) {
				const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
				(document.activeElement ?? document.body).dispatchEvent(pressed);
			}
		},
		[...code, 'Enter'],
	);
}

describeInBrowser('Papers in setup', [], (open) => {
	const dots = (page: Page) => page.locator('canvas').evaluate((one: HTMLCanvasElement) => one.toDataURL());
	const drawn = (page: Page, what: string) => page.locator(`[data-paper-picture="${what}"]`).waitFor();
	const changed = (page: Page, before: string) => expect.poll(() => dots(page)).not.toBe(before);

	test('Parts are left out, moved by keys and noted upon, and the picture follows', async () => {
		const page = await shown(open, 'setup', /Inés/, 'desk');
		await page.locator('[data-section=papers]').click();
		await drawn(page, 'ticket en 80');
		const first = await dots(page);
		await page.locator('[data-part=qr] input').click();
		await changed(page, first);
		const second = await dots(page);
		const down = page.getByRole('button', { name: 'Move down: Ticket number' });
		await down.focus();
		await page.keyboard.press('Enter');
		await changed(page, second);
		expect(await down.evaluate((button) => button === document.activeElement)).toBe(true);
		expect(await page.locator('[data-part=number] input').isDisabled()).toBe(true);
		await page.getByLabel('Language of the picture').selectOption('ar');
		await drawn(page, 'ticket ar 80');
		await page.getByRole('button', { name: '58 mm' }).click();
		await drawn(page, 'ticket ar 58');
		for (const kind of ['referral', 'escort']) {
			await page.locator(`[data-paper=${kind}]`).click();
			await drawn(page, `${kind} en 80`);
		}
		expect(await flaws(page)).toEqual([]);
	});

	test('A note that does not fit is told beside its field and refused by the hub; mended, the agent has it', async () => {
		const page = await shown(open, 'setup', /Inés/, 'desk');
		await page.locator('[data-section=papers]').click();
		const note = page.locator('[data-path="papers.ticket.note.en"]');
		const save = page.getByRole('button', { name: 'Save', exact: true });
		await note.fill('x'.repeat(4000));
		await page.getByText('It has 4000 letters').waitFor();
		await page.getByLabel('Large, as what to do is written').click();
		await note.fill('Donaudampfschifffahrtsgesellschaftskapitaensmuetzenknopf');
		await page.locator('.mistake').getByText('is wider than 80 mm paper').waitFor();
		expect(await note.getAttribute('aria-invalid')).toBe('true');
		expect(await flaws(page)).toEqual([]);
		await save.click();
		await page.getByText('One thing has to be mended. Nothing was saved.').waitFor();
		expect((await agent.must('work', {})).papers.ticket.note).toBeNull();
		await page.locator('[data-section=office]').click();
		await page.getByRole('button', { name: 'papers.ticket.note.en' }).click();
		await note.fill('Lockers are behind you.');
		await page.locator('[data-part=keep] input').click();
		await save.click();
		await page.locator('[data-said=done]').getByText('Saved').waitFor();
		const { ticket } = (await agent.must('work', {})).papers;
		expect(ticket).toMatchObject({ note: { en: 'Lockers are behind you.' }, noteSize: 'large' });
		expect(ticket.parts).not.toContain('keep');
	});

	test('A printer’s connection is asked step by step, and its health stands beside it with first aid', async () => {
		await say(OWN, 'trouble', ['paper-out']);
		const page = await shown(open, 'setup', /Inés/, 'desk');
		await page.locator('[data-section=devices]').click();
		await page.locator('[data-entry=printer-1]').click();
		await page.locator('[data-health=trouble]').getByText('Out of paper').waitFor();
		await page.getByText('Open the cover, put in a new roll').waitFor();
		await page.getByLabel('How is it connected?').selectOption('usb');
		await page.getByLabel('Found by').selectOption('usb');
		await page.getByLabel('USB id', { exact: true }).fill('04b8-0e15');
		const save = page.getByRole('button', { name: 'Save', exact: true });
		await save.click();
		await page.locator('p[data-path="devices[3].address"]').getByText('is not an address').waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.getByLabel('How is it connected?').selectOption('serial');
		await page.getByLabel('Speed (baud)').selectOption('19200');
		await page.getByLabel('Flow control').selectOption('rtscts');
		const address = 'serial:/dev/ttyUSB0?baud=19200&flow=rtscts';
		await page.locator(`[data-address="${address}"]`).waitFor();
		await say(OWN, 'ok');
		await page.locator('[data-health=ok]').getByText('Works').waitFor();
		await page.getByRole('button', { name: 'Discard changes' }).click();
		for (const kind of ['Add a counter sign', 'Add a scanner']) {
			await page.getByRole('button', { name: kind }).click();
			expect(await flaws(page), kind).toEqual([]);
		}
	});
});

describeInBrowser('Papers on the floor', [], (open) => {
	test('A paper that got late is asked about; staff want it, or say that nobody needs it', async () => {
		const [late, gone] = [await owedTicket(), await owedTicket()];
		for (const { job } of [late, gone]) await done(agent, { type: 'DoubtJob', job });
		const page = await shown(open, 'floor', /Tomás/, 'tablet');
		const item = (number: string) => page.locator('[data-kind=paper]').filter({ hasText: number });
		await item(late.number).getByText(`${late.number}’s ticket waits for paper`).waitFor();
		expect(await flaws(page)).toEqual([]);
		expect(await smallTargets(page, 44)).toEqual([]);
		await item(late.number).getByRole('button', { name: 'Print it' }).click();
		await page.locator('[data-said=done]').waitFor();
		await item(gone.number).getByRole('button', { name: 'Not needed any more' }).click();
		await page.locator('[data-said=done]').getByText(`${gone.number}’s ticket is not printed`).waitFor();
		expect(await jobs()).toMatchObject([{ id: late.job, wanted: true }]);
	});

	test('A ticket’s sheet says how often it was printed, withdraws what is owed, and prints it elsewhere', async () => {
		await say(OWN, 'trouble', ['cover-open']);
		await say(SPARE, 'ok');
		const { number, ticket } = await owedTicket();
		await expect.poll(jobs).toHaveLength(1);
		const page = await shown(open, 'floor', /Tomás/, 'tablet');
		await page.getByLabel('Find a ticket or a referral').fill(number);
		await page.keyboard.press('Enter');
		const sheet = page.locator(`[data-sheet=${number}]`);
		await sheet.getByText('Sent to a printer once').waitFor();
		await sheet.getByRole('button', { name: 'Not needed any more' }).click();
		await expect.poll(jobs).toEqual([]);
		await sheet.getByRole('button', { name: 'Print again' }).click();
		await sheet.getByText('It cannot print now: cover is open').waitFor();
		await sheet.getByRole('button', { name: SPARE_NAME }).click();
		await expect.poll(jobs).toMatchObject([{ device: SPARE, copy: 2, paper: { number } }]);
		expect(ticket).not.toBe('');
		await say(OWN, 'ok');
	});

	test('Devices tell how they are, little paper before it fails; a supervisor has the day on paper', async () => {
		await say(OWN, 'warning', ['paper-low']);
		const page = await shown(open, 'floor', /Grace/, 'tablet');
		await page.locator('[data-kind=device]').getByText('paper is low').waitFor();
		await page.locator('[data-devices]').click();
		await page.locator('[data-device=printer-1]').getByText('Put a new roll beside the printer').waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.locator('[data-day-summary]').getByRole('button', { name: 'Print the summary' }).click();
		await expect.poll(jobs).toMatchObject([{ paper: { kind: 'day', closed: false } }]);
		await say(OWN, 'ok');
	});

	test('An escort slip comes with the walk, from the printer that was chosen', async () => {
		const page = await shown(open, 'floor', /Tomás/, 'tablet');
		await page.locator('[data-tab=escort]').click();
		await page.getByRole('button', { name: 'Somebody without a ticket' }).click();
		await page.getByRole('option', { name: /Treasurer/ }).click();
		await page.getByLabel('Print the slip').selectOption(SPARE_NAME);
		await page.getByRole('button', { name: 'Start walking' }).click();
		await expect.poll(jobs).toMatchObject([{ device: SPARE, paper: { kind: 'escort' } }]);
	});
});

describeInBrowser('The kiosk', [], (open) => {
	async function kiosk(): Promise<Page> {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
		onTestFinished(() => page.context().close());
		// Its languages stand there when the hub knows it for what it is: until then nothing can be pushed to it.
		await page.locator('[data-step=welcome] button[lang=en]').waitFor();
		return page;
	}
	async function take(page: Page) {
		await page.locator('[data-step=welcome] button[lang=en]').click();
		await page.locator('.choice').first().click();
		await page.locator('[data-step=services] .choice').first().click();
		await page.locator('.take button').click();
		await page.locator('[data-step=issued]').waitFor();
	}

	describe('and its spare printer', () => {
		test('The spare takes over, and the kiosk says where the paper is; a paper moved later is told as well', async () => {
			await say(OWN, 'trouble', ['paper-out']);
			await say(SPARE, 'ok');
			const page = await kiosk();
			await take(page);
			const elsewhere = page.locator('[data-elsewhere]');
			await elsewhere.getByText(`Your ticket is being printed here: ${SPARE_NAME}`).waitFor();
			expect(await flaws(page)).toEqual([]);
			const [first] = await jobs();
			expect(first?.device).toBe(SPARE);
			await ended(first?.id);
			await elsewhere.getByText(`Please take your ticket here: ${SPARE_NAME}`).waitFor();
			await page.getByText('Done').click();

			await say(OWN, 'ok');
			await take(page);
			await page.getByText('Your ticket is being printed', { exact: true }).waitFor();
			const [second] = await jobs();
			expect(second?.device).toBe(OWN);
			await done(agent, { type: 'MoveJob', job: second?.id ?? ('none' as JobId), to: SPARE });
			await elsewhere.waitFor();
			await ended(second?.id);
			await page.locator('[data-paper=printed]').waitFor();
		});
	});

	test('A scanned ticket says how it stands, in its language; a referral where to go; neither stays', async () => {
		const floor = await lobby.staff('tomas');
		const { number, ticket } = await issue(await lobby.device('kiosk'), 'city-id', 'es');
		await done(floor, {
			type: 'ReferVisit',
			visit: null,
			language: 'en',
			department: 'city-clerk' as never,
			reason: 'further-step',
			papers: [],
			contact: null,
			trackingNumber: 'HV-2041',
			printer: null,
		});
		const page = await kiosk();
		const scan = (text: string) => agent.must('scan', { device: 'scanner-k' as DeviceId, text });
		await scan(`https://phones.example/ticket/${ticket}`);
		await page.locator(`[data-status=waiting] [data-number=${number}]`).waitFor();
		await page.getByText('Usted es la siguiente persona').first().waitFor();
		expect(await page.locator('main section').getAttribute('lang')).toBe('es');
		expect(await flaws(page)).toEqual([]);
		await page.locator('.done button').click();
		await page.locator('[data-step=welcome]').waitFor();

		await typeCode(page, 'hv-2041');
		await page.locator('[data-tracking="HV-2041"]').getByText('City Clerk').waitFor();
		await page.getByText('Room 168').waitFor();
		expect(await flaws(page)).toEqual([]);
		await typeCode(page, 'NO-SUCH-CODE');
		await page.locator('[data-scanned=unknown]').getByText('We do not know this code').waitFor();

		const rosa = await lobby.staff('rosa');
		await openCounter(rosa, 'counter-2');
		await done(rosa, {
			type: 'CallTicket',
			counter: 'counter-2' as never,
			ticket,
			reason: 'other',
		});
		await scan(ticket);
		await page.locator('[data-status=called]').getByText('2').waitFor();
		await page.locator('.done button').click();
		await page.locator('[data-step=welcome]').waitFor();
	});

	test('Somebody who is choosing goes on where they were, and there is no way out of the screen', async () => {
		const page = await kiosk();
		await page.locator('[data-step=welcome] button[lang=en]').click();
		await page.locator('.choice').first().click();
		await page.locator('[data-step=services]').waitFor();
		await typeCode(page, 'NO-SUCH-CODE');
		await page.locator('[data-scanned=unknown]').waitFor();
		await page.getByText('Done').click();
		await page.locator('[data-step=services]').waitFor();
		const stopped = await page.evaluate(() =>
			['contextmenu', 'dragstart', 'selectstart'].map(
				(name) => !document.body.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })),
			),
		);
		expect(stopped).toEqual([true, true, true]);
	});
});

describeInBrowser('A slip at a counter', [], (open) => {
	test('One that got late is asked about at the counter that sent it', async () => {
		const tomas = await lobby.staff('tomas');
		const made = await done(tomas, {
			type: 'ReferVisit',
			visit: null,
			language: 'en',
			department: 'city-clerk' as never,
			reason: 'further-step',
			papers: [],
			contact: null,
			trackingNumber: null,
			printer: OWN,
		});
		const page = await shown(open, 'station', /Rosa/, 'desk');
		await page.locator('[data-counter=counter-1]').click();
		await done(agent, { type: 'DoubtJob', job: made.job ?? ('none' as JobId) });
		const slip = page.locator('[data-slip]');
		await slip.getByText('A referral slip waits for paper').waitFor();
		expect(await flaws(page)).toEqual([]);
		await slip.getByRole('button', { name: 'Print it' }).click();
		await expect.poll(jobs).toMatchObject([{ id: made.job, wanted: true }]);
	});
});

describeInBrowser('A code scanned at a counter', [], (open) => {
	test('A ticket opens at the station and presses none of its keys; from there it is called out of turn', async () => {
		const page = await shown(open, 'station', /Rosa/, 'desk');
		await page.locator('[data-counter=counter-1]').click();
		await page.locator('[data-counter-state=open]').waitFor();
		const { number, ticket } = await issue(await lobby.device('kiosk'), 'pay-bill');
		await page.locator(`[data-line] [data-number=${number}]`).waitFor();
		// Every letter of it is a step of the station.
		await typeCode(page, 'nsdehprfc');
		await page.locator('[data-said]').getByText('This code is no ticket of today').waitFor();
		expect(await page.locator('[data-panel]').count()).toBe(0);
		await agent.must('scan', { device: 'scanner-c' as DeviceId, text: ticket });
		const sheet = page.locator(`[data-scanned=${number}]`);
		await sheet.waitFor();
		expect(await flaws(page)).toEqual([]);
		await sheet.getByRole('button', { name: `Call ${number} out of turn` }).click();
		await page.getByRole('button', { name: 'Urgent' }).click();
		await page.locator(`.customer[data-ticket=${number}]`).waitFor();
	});

	test('A referral opens on the floor by its tracking number, typed or scanned', async () => {
		const tomas = await lobby.staff('tomas');
		await done(tomas, {
			type: 'ReferVisit',
			visit: null,
			language: 'en',
			department: 'city-clerk' as never,
			reason: 'further-step',
			papers: ['Form 12'],
			contact: null,
			trackingNumber: 'HV-3077',
			printer: null,
		});
		const page = await shown(open, 'floor', /Tomás/, 'tablet');
		await page.getByRole('heading', { name: 'Who waits' }).waitFor();
		await typeCode(page, 'HV-3077');
		const sheet = page.locator('[data-referral-sheet]');
		await sheet.getByText('City Clerk').waitFor();
		await sheet.getByText('Form 12').waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.getByRole('dialog').getByRole('button', { name: 'Done', exact: true }).click();
		await page.getByLabel('Find a ticket or a referral').fill('hv 3077');
		await page.getByRole('button', { name: /City Clerk/ }).click();
		await sheet.getByRole('button', { name: 'Print the slip again' }).click();
		await expect.poll(jobs).toMatchObject([{ paper: { kind: 'referral', trackingNumber: 'HV-3077' } }]);
	});
});
