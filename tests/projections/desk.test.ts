// What signs and keypads are told: numbers and counts of their own counter, in updates that do not grow with the line.
import { describe, expect, test } from 'vitest';
import type { DeskView } from '#projections/desk';
import { deskTables } from '#projections/desk';
import { patchesOf, snapshotOf } from '#projections/audience';
import { Touched } from '#projections/touched';
import { deskOffice } from '#support/offices/desk-office';
import { id, Story } from '#support/story';

function openStory(): Story {
	const story = new Story({ rules: deskOffice() });
	story.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, 'rosa');
	return story;
}

function issue(story: Story, service: string): void {
	story.execute(
		{
			type: 'IssueTicket',
			services: [id(service)],
			language: 'en',
			needs: [],
			priority: 'normal',
			channel: 'kiosk',
			printer: null,
		},
		'flo',
	);
}

const shown = (story: Story) => snapshotOf(deskTables, story.lobby) as unknown as DeskView;
/** Rows that one step changes. */
function changed(story: Story, step: () => void): string[] {
	story.touched = new Touched();
	step();
	return patchesOf(deskTables, story.lobby, story.touched)
		.map(({ table, id }) => `${table} ${id}`)
		.sort();
}

describe('signs and keypads', () => {
	test('A call lights the sign of that counter and of no other; a recall gives it a new sequence', () => {
		const story = openStory();
		issue(story, 'passport');
		const call = () => story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		expect(changed(story, call)).toEqual(['keypads keypad-1', 'keypads keypad-2', 'signs sign-1']);
		const present = { number: 'A001', letter: 'A', digits: '001', status: 'called', sequence: 1 };
		expect(shown(story).signs['sign-1']).toEqual({ id: 'sign-1', counter: '1', status: 'open', present });
		expect(shown(story).signs['sign-2']).toEqual({
			id: 'sign-2',
			counter: '2',
			status: 'closed',
			present: null,
		});
		const ticket = story.lobby.counters.get(id('c1'))?.ticket ?? id('none');
		const recall = () => story.execute({ type: 'RecallTicket', ticket }, 'rosa');
		expect(changed(story, recall)).toEqual(['keypads keypad-1', 'signs sign-1']);
		expect(shown(story).signs['sign-1']?.present?.sequence).toBe(2);
		story.execute({ type: 'ServeTicket', ticket }, 'rosa');
		expect(shown(story).signs['sign-1']?.present).toEqual({ ...present, status: 'serving', sequence: 0 });
		story.execute({ type: 'FinishTicket', ticket, outcome: 'answered' }, 'rosa');
		expect(shown(story).signs['sign-1']?.present).toBeNull();
	});

	test('A keypad counts who waits for whoever sits there, and who is held from there', () => {
		const story = openStory();
		for (const service of ['passport', 'permit', 'tax']) issue(story, service);
		expect(shown(story).keypads['keypad-1']).toMatchObject({ signedIn: true, waiting: 3, held: 0 });
		expect(shown(story).keypads['keypad-2']).toMatchObject({ signedIn: false, status: 'closed', waiting: 3 });
		story.execute({ type: 'OpenCounter', counter: id('c2'), takeOver: false }, 'tia');
		// A trainee is called only for what is listed.
		expect(shown(story).keypads['keypad-2']).toMatchObject({ signedIn: true, waiting: 1 });
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		const ticket = story.lobby.counters.get(id('c1'))?.ticket ?? id('none');
		story.execute({ type: 'HoldTicket', ticket, reason: 'other' }, 'rosa');
		expect(shown(story).keypads['keypad-1']).toMatchObject({ present: null, waiting: 2, held: 1 });
		story.execute({ type: 'ReturnTicket', ticket }, 'flo');
		expect(shown(story).keypads['keypad-1']).toMatchObject({ waiting: 3, held: 0 });
		story.execute({ type: 'TransferTicket', ticket, to: { kind: 'counter', id: id('c2') } }, 'flo');
		expect(shown(story).keypads['keypad-1']).toMatchObject({ waiting: 2 });
		expect(shown(story).keypads['keypad-2']).toMatchObject({ waiting: 2 });
	});

	test('A representative on the way with a customer leaves a dark sign behind', () => {
		const story = openStory();
		issue(story, 'passport');
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		const [visit] = story.lobby.visits.keys();
		story.execute(
			{
				type: 'StartEscort',
				visit: visit ?? null,
				language: 'en',
				department: id('records'),
				referral: null,
				printer: null,
			},
			'rosa',
		);
		expect(shown(story).signs['sign-1']).toMatchObject({ status: 'escorting', present: null });
	});

	test('An update is as small with a thousand waiting as with one, and says nothing about a person', () => {
		const sizes = [1, 1000].map((waiting) => {
			const story = openStory();
			for (let count = 0; count < waiting; count += 1) issue(story, 'passport');
			story.touched = new Touched();
			story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
			const sent = JSON.stringify(patchesOf(deskTables, story.lobby, story.touched));
			for (const secret of [...story.lobby.visits.keys(), ...story.lobby.tickets.keys(), 'rosa'])
				expect(sent).not.toContain(`"${secret}"`);
			return sent.length;
		});
		// Three digits more in each of two counts.
		expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeLessThan(8);
	});
});
