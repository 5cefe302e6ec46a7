// The paper that setup shows while it is edited: made of the office's own services, departments and wishes.
import type { PaperLayouts } from '#domain/office';
import { DOTS_ACROSS } from '#paper/fits';
import type { Sheet } from '#paper/layout';
import type { PaperFacts } from '#projections/device-jobs';
import type { Words } from '#words/words';
import { said } from '#lib/i18n/wording.ts';
import type { OfficeDraft } from './draft.ts';
import type { PaperKind } from './paper-mistakes.ts';

export interface SampleLook {
	readonly kind: PaperKind;
	/** As the office lists it. */
	readonly language: string;
	readonly words: Words;
	/** Paper width in millimetres. */
	readonly width: 80 | 58;
	/** Ms since 1970. */
	readonly at: number;
	/** Of this hub, for the code on the ticket. */
	readonly origin: string;
}

const TRACKING = 'RT-204-118';

export function sampleSheet(office: OfficeDraft, look: SampleLook): Sheet {
	const { words, width, origin } = look;
	return {
		paper: sampleFacts(office, look),
		copy: 1,
		again: false,
		office: { name: office.name, timeZone: office.timeZone },
		papers: office.papers as PaperLayouts,
		words,
		spoken: [words],
		publicUrl: origin,
		printer: { dots: DOTS_ACROSS[width], own: null },
	};
}

function sampleFacts(office: OfficeDraft, { kind, language, at }: SampleLook): PaperFacts {
	const service = office.services.find(({ bring }) => bring.length > 0) ?? office.services[0];
	const group = office.groups.find(({ id }) => id === service?.group);
	const number = `${group?.letter ?? 'A'}042`;
	const inside = kind === 'escort';
	const department =
		office.departments.find(({ inBuilding }) => inBuilding === inside) ?? office.departments[0];
	const to = {
		name: department?.name ?? { [language]: '…' },
		place: department?.place ?? { [language]: '…' },
	};
	switch (kind) {
		case 'ticket':
			return {
				kind,
				language,
				number,
				group: { letter: group?.letter ?? 'A', name: group?.name ?? {} },
				service: service?.name ?? { [language]: '…' },
				next: [],
				issuedAt: at,
				day: new Date(at).toISOString().slice(0, 10),
				ahead: 6,
				estimate: { from: 20, to: 30 },
				bring: service?.bring ?? [],
				page: '/ticket/0b5cd0f2-8f3e-4b3a-9a3f-2f6f5f0d7a11.1',
			};
		case 'referral':
			return {
				kind,
				language,
				number,
				department: {
					...to,
					phone: department?.phone ?? null,
					hours: department?.hours ?? null,
					outside: department?.outside ?? false,
				},
				contact: department?.contact ?? null,
				papers: department?.papers.map((line) => said(line, language).text) ?? [],
				trackingNumber: TRACKING,
				issuedAt: at,
			};
		case 'escort':
			return {
				kind,
				language,
				number,
				counter: office.counters[0]?.label ?? null,
				department: to,
				trackingNumber: TRACKING,
				startedAt: at,
			};
		default:
			return kind satisfies never;
	}
}
