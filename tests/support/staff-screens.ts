// What browser tests of staff screens do again and again: sign in with a demo account, issue a ticket beside the screen.
import type { Page } from 'playwright-core';
import type { ServiceId } from '#domain/ids';
import type { Need } from '#domain/visit';
import type { HubClient } from '#support/hub-client';
import { done } from '#support/lobby';

export async function signIn(page: Page, who: RegExp): Promise<void> {
	await page.getByRole('button', { name: who }).click();
}

/** The number that was issued. */
export async function issueAtFloor(
	floor: HubClient,
	services: readonly string[],
	needs: readonly Need[] = [],
	language = 'en',
): Promise<string> {
	const made = await done(floor, {
		type: 'IssueTicket',
		services: services as readonly ServiceId[],
		language,
		needs,
		priority: 'normal',
		channel: 'floor',
		printer: null,
	});
	return made.number ?? '';
}
