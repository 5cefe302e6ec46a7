// What setup says about a paper while it is edited, and that the hub says so too: nobody is surprised by Save.
import { describe, expect, test } from 'vitest';
import { draftOf } from '#screens/setup/editor/draft.ts';
import type { OfficeDraft } from '#screens/setup/editor/draft.ts';
import { paperMistakes } from '#screens/setup/editor/paper-mistakes.ts';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { parseOffice } from '#store/office-files/office-schema';

function told(edit: (draft: OfficeDraft) => void): { live: readonly string[]; hub: readonly string[] } {
	const draft = draftOf(demoOffice(DEMO_PRINTER));
	edit(draft);
	const paths = (mistakes: readonly { readonly path: string }[]) => mistakes.map(({ path }) => path).sort();
	return { live: paths(paperMistakes(draft)), hub: paths(parseOffice(draft).mistakes ?? []) };
}

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitaensmuetzenknopfloch';

describe('a paper while it is edited', () => {
	test('As it comes, nothing is wrong with it', () => {
		expect(told(() => undefined)).toEqual({ live: [], hub: [] });
	});

	test.each<[string, (draft: OfficeDraft) => void, readonly string[]]>([
		[
			'a part that it is no use without is left out',
			({ papers }) => papers.ticket.parts.splice(papers.ticket.parts.indexOf('privacy'), 1),
			['papers.ticket.parts'],
		],
		[
			'the note is left out and still worded',
			({ papers }) => {
				papers.referral.note = { en: 'Ask at the desk.' };
				papers.referral.parts = papers.referral.parts.filter((part) => part !== 'note');
			},
			['papers.referral.parts'],
		],
		[
			'the note lacks the first language',
			({ papers }) => (papers.escort.note = { es: 'Gracias' }),
			['papers.escort.note.en'],
		],
		[
			'a word of the note is wider than the paper',
			({ papers }) => {
				papers.ticket.note = { en: LONG };
				papers.ticket.noteSize = 'large';
			},
			['papers.ticket.note.en'],
		],
		[
			'a word fits 80 mm and not the 58 mm of another printer',
			({ papers, devices }) => {
				papers.ticket.note = { en: LONG.slice(0, 34) };
				papers.ticket.noteSize = 'large';
				for (const device of devices) if (device.kind === 'printer') device.paperWidth = 58;
			},
			['papers.ticket.note.en'],
		],
	])('When %s, setup says so at once and the hub refuses it at the same place', (_what, edit, paths) => {
		expect(told(edit)).toEqual({ live: paths, hub: paths });
	});

	test('A note of 4,000 letters is too long for both, and says how long it may be', () => {
		const { live, hub } = told(({ papers }) => (papers.ticket.note = { en: 'word '.repeat(800) }));
		expect(live).toContain('papers.ticket.note.en');
		expect(new Set(hub)).toEqual(new Set(['papers.ticket.note.en']));
	});
});
