// What browser tests of staff screens do again and again: sign in with a demo account, issue a ticket beside the screen.
import type { Page } from 'playwright-core';
import type { ServiceId } from '#domain/ids';
import type { Need } from '#domain/visit';
import type { HubClient } from '#support/hubs/hub-client';
import { done } from '#support/hubs/lobby';

const TRIES = 3;

/** Again, as a person would, when the hub had no time to look at the password: tests share two cores. */
export async function signIn(page: Page, who: RegExp): Promise<void> {
	// Once signed in, a button of the screen itself has that name too.
	const account = page.getByRole('group').getByRole('button', { name: who });
	for (let tried = 1; ; tried += 1) {
		await account.click();
		try {
			await account.waitFor({ state: 'detached', timeout: 7_000 });
			return;
		} catch (error) {
			if (tried === TRIES) throw error;
		}
	}
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
