// What a paper of an office may say, for its picture in setup: its own longest texts, for what fits those fits the rest.
import type { Language, Wording } from '#domain/ids';
import type { Office, PaperLayouts } from '#domain/office';
import type { PaperFacts } from '#projections/device-jobs';

/** An office as it is being edited: lists may be empty. */
export type SampleOffice = Pick<Office, 'groups' | 'services' | 'counters' | 'departments'>;

/** `at`: the time on the paper, ms since 1970. */
export function samplePaper(
	kind: keyof PaperLayouts,
	office: SampleOffice,
	language: Language,
	at: number,
): PaperFacts {
	const letter = office.groups[0]?.letter ?? 'A';
	const number = `${letter}042`;
	const department = longest(office.departments, ({ place, papers }) => [place, ...papers]);
	const where = department ?? { name: {}, place: {}, phone: null, hours: null, outside: false };
	switch (kind) {
		case 'ticket': {
			const service = longest(office.services, ({ name, bring }) => [name, ...bring]);
			const next = office.services.find((one) => one !== service);
			return {
				kind,
				language,
				number,
				group: office.groups[0] ?? { letter, name: {} },
				service: service?.name ?? {},
				next: next === undefined ? [] : [next.name],
				issuedAt: at,
				day: '',
				ahead: 3,
				estimate: { from: 20, to: 30 },
				bring: service?.bring ?? [],
				page: '/ticket/00000000-0000-4000-8000-000000000000.1',
			};
		}
		case 'referral':
			return {
				kind,
				language,
				number,
				department: where,
				contact: department?.contact ?? null,
				papers: (department?.papers ?? []).map((paper) => said(paper, language)),
				trackingNumber: 'SR-2026-00417',
				issuedAt: at,
			};
		case 'escort':
			return {
				kind,
				language,
				number,
				counter: office.counters[0]?.label ?? null,
				department: where,
				trackingNumber: 'SR-2026-00417',
				startedAt: at,
			};
		default:
			return kind satisfies never;
	}
}

function longest<One>(list: readonly One[], texts: (one: One) => readonly Wording[]): One | undefined {
	const lengthOf = (one: One): number =>
		texts(one).reduce((sum, wording) => sum + Object.values(wording).join('').length, 0);
	return list.reduce<One | undefined>(
		(best, one) => (best === undefined || lengthOf(one) > lengthOf(best) ? one : best),
		undefined,
	);
}

function said(wording: Wording, language: Language): string {
	return wording[language] ?? Object.values(wording)[0] ?? '';
}
