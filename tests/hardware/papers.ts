// Papers as a hub would owe them, for tests and for looking at every layout.
import type { AgentWork, DeviceJob, PaperContent } from '#protocol/device-schema';

export const OFFICE: AgentWork['office'] = {
	name: {
		en: 'Riverside Service Center',
		es: 'Centro de Servicios Riverside',
		'zh-Hant': '河濱市民服務中心',
	},
	timeZone: 'America/Los_Angeles',
	languages: ['en', 'es', 'zh-Hant'],
};

/** 5 March 2026, 10:42 in Los Angeles. */
export const ISSUED_AT = Date.UTC(2026, 2, 5, 18, 42);
export const TICKET_PAGE = '/ticket/0b9d3c1e-5a54-4d0a-9a4e-6f3f5b1c2d3e.1';

type Ticket = Extract<PaperContent, { kind: 'ticket' }>;
type Referral = Extract<PaperContent, { kind: 'referral' }>;

export function ticketPaper(change: Partial<Ticket>): Ticket {
	return {
		kind: 'ticket',
		language: 'en',
		number: 'A042',
		group: { letter: 'A', name: { en: 'Housing', es: 'Vivienda', 'zh-Hant': '住房' } },
		service: { en: 'Rent assistance', es: 'Ayuda para el alquiler', 'zh-Hant': '租金補助申請' },
		next: [{ en: 'Parking permit', es: 'Permiso de estacionamiento', 'zh-Hant': '停車許可證' }],
		issuedAt: ISSUED_AT,
		day: '2026-03-05',
		ahead: 3,
		estimate: { from: 20, to: 30 },
		bring: [
			{ en: 'Passport or identity card', es: 'Pasaporte o cédula de identidad', 'zh-Hant': '護照或身分證' },
			{
				en: 'Rental agreement and the last three payment receipts',
				es: 'Contrato de alquiler y los tres últimos recibos de pago',
				'zh-Hant': '租約及最近三個月的付款收據',
			},
		],
		page: TICKET_PAGE,
		...change,
	};
}

const WEEKDAY = [
	{ opens: 9 * 60, closes: 12 * 60 },
	{ opens: 13 * 60, closes: 17 * 60 },
];

export function referralPaper(change: Partial<Referral>): Referral {
	return {
		kind: 'referral',
		language: 'en',
		number: 'A042',
		department: {
			name: { en: 'County Recorder', es: 'Registro del Condado', 'zh-Hant': '縣登記處' },
			place: {
				en: 'Room 204, second floor: take the stairs behind the information desk',
				es: 'Sala 204, segundo piso: suba por la escalera detrás de información',
				'zh-Hant': '二樓 204 室，請由服務台後方樓梯上樓',
			},
			phone: '(555) 010-4477',
			hours: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [{ opens: 540, closes: 720 }], [], []],
			outside: true,
		},
		contact: 'María Núñez',
		papers: ['Identity card', 'Form R-7, filled in'],
		trackingNumber: 'SR-2026-00417',
		issuedAt: ISSUED_AT,
		...change,
	};
}

export function jobOf(id: string, paper: PaperContent, change: Partial<DeviceJob> = {}): DeviceJob {
	return {
		id: id as DeviceJob['id'],
		device: 'printer-1' as DeviceJob['device'],
		owedSince: ISSUED_AT,
		copy: 1,
		wanted: false,
		paper,
		...change,
	};
}
