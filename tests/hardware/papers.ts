// Papers as a hub would owe them, in every language there are words for: for tests and for looking at every layout.
import type { DeviceId, Wording } from '#domain/ids';
import type { AgentWork, DeviceJob, PaperContent } from '#protocol/device-schema';

/** The languages that papers are looked at in. */
export const LANGUAGES = ['en', 'es', 'zh-Hant', 'vi', 'ar', 'hi', 'ta', 'pl'] as const;

export const OFFICE: AgentWork['office'] = {
	name: {
		en: 'Riverside Service Center',
		es: 'Centro de Servicios Riverside',
		'zh-Hant': '河濱市民服務中心',
		vi: 'Trung tâm Dịch vụ Riverside',
		ar: 'مركز خدمات ريفرسايد',
		hi: 'रिवरसाइड सेवा केंद्र',
		ta: 'ரிவர்சைடு சேவை மையம்',
		pl: 'Centrum Obsługi Riverside',
	},
	timeZone: 'America/Los_Angeles',
	languages: ['en', 'es', 'zh-Hant'],
};

/** 5 March 2026, 10:42 in Los Angeles. */
export const ISSUED_AT = Date.UTC(2026, 2, 5, 18, 42);
export const TICKET_PAGE = '/ticket/0b9d3c1e-5a54-4d0a-9a4e-6f3f5b1c2d3e.1';

type Ticket = Extract<PaperContent, { kind: 'ticket' }>;
type Referral = Extract<PaperContent, { kind: 'referral' }>;
type Escort = Extract<PaperContent, { kind: 'escort' }>;
type Day = Extract<PaperContent, { kind: 'day' }>;
type Test = Extract<PaperContent, { kind: 'test' }>;

const RENT: Wording = {
	en: 'Rent assistance',
	es: 'Ayuda para el alquiler',
	'zh-Hant': '租金補助申請',
	vi: 'Hỗ trợ tiền thuê nhà',
	ar: 'المساعدة في الإيجار',
	hi: 'किराया सहायता',
	ta: 'வாடகை உதவி',
	pl: 'Dopłata do czynszu',
};
const PARKING: Wording = {
	en: 'Parking permit',
	es: 'Permiso de estacionamiento',
	'zh-Hant': '停車許可證',
	vi: 'Giấy phép đỗ xe',
	ar: 'تصريح وقوف السيارات',
	hi: 'पार्किंग परमिट',
	ta: 'வாகன நிறுத்த அனுமதி',
	pl: 'Karta parkingowa',
};
const IDENTITY: Wording = {
	en: 'Passport or identity card',
	es: 'Pasaporte o cédula de identidad',
	'zh-Hant': '護照或身分證',
	vi: 'Hộ chiếu hoặc thẻ căn cước',
	ar: 'جواز السفر أو بطاقة الهوية',
	hi: 'पासपोर्ट या पहचान पत्र',
	ta: 'கடவுச்சீட்டு அல்லது அடையாள அட்டை',
	pl: 'Paszport lub dowód osobisty',
};
const CONTRACT: Wording = {
	en: 'Rental agreement and the last three payment receipts',
	es: 'Contrato de alquiler y los tres últimos recibos de pago',
	'zh-Hant': '租約及最近三個月的付款收據',
	vi: 'Hợp đồng thuê nhà và ba biên lai thanh toán gần nhất',
	ar: 'عقد الإيجار وآخر ثلاثة إيصالات دفع',
	hi: 'किराया अनुबंध और भुगतान की पिछली तीन रसीदें',
	ta: 'வாடகை ஒப்பந்தம் மற்றும் கடைசி மூன்று கட்டண ரசீதுகள்',
	pl: 'Umowa najmu i trzy ostatnie potwierdzenia wpłat',
};
const RECORDER: Wording = {
	en: 'County Recorder',
	es: 'Registro del Condado',
	'zh-Hant': '縣登記處',
	vi: 'Phòng Hộ tịch Quận',
	ar: 'سجل المقاطعة',
	hi: 'काउंटी अभिलेख कार्यालय',
	ta: 'மாவட்டப் பதிவகம்',
	pl: 'Urząd Stanu Cywilnego',
};
const UPSTAIRS: Wording = {
	en: 'Room 204, second floor: take the stairs behind the information desk',
	es: 'Sala 204, segundo piso: suba por la escalera detrás de información',
	'zh-Hant': '二樓 204 室，請由服務台後方樓梯上樓',
	vi: 'Phòng 204, tầng hai: đi cầu thang phía sau bàn hướng dẫn',
	ar: 'الغرفة 204، الطابق الثاني: اصعدوا الدرج خلف مكتب الاستعلامات',
	hi: 'कमरा 204, दूसरी मंज़िल: सूचना डेस्क के पीछे की सीढ़ियों से जाएँ',
	ta: 'அறை 204, இரண்டாம் தளம்: தகவல் மேசைக்குப் பின்னால் உள்ள படிகளில் செல்லவும்',
	pl: 'Pokój 204, drugie piętro: schodami za punktem informacji',
};

export function ticketPaper(change: Partial<Ticket>): Ticket {
	return {
		kind: 'ticket',
		language: 'en',
		number: 'A042',
		group: { letter: 'A', name: { en: 'Housing', es: 'Vivienda', 'zh-Hant': '住房' } },
		service: RENT,
		next: [PARKING],
		issuedAt: ISSUED_AT,
		day: '2026-03-05',
		ahead: 3,
		estimate: { from: 20, to: 30 },
		bring: [IDENTITY, CONTRACT],
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
			name: RECORDER,
			place: UPSTAIRS,
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

export function escortPaper(change: Partial<Escort>): Escort {
	return {
		kind: 'escort',
		language: 'en',
		number: 'A042',
		counter: '7',
		department: { name: RECORDER, place: UPSTAIRS },
		trackingNumber: 'SR-2026-00417',
		startedAt: ISSUED_AT,
		...change,
	};
}

export function dayPaper(change: Partial<Day>): Day {
	return {
		kind: 'day',
		language: 'en',
		day: '2026-03-05',
		closed: true,
		totals: {
			issued: 1284,
			called: 1251,
			finished: 1197,
			noShow: 42,
			cancelled: 12,
			referred: 87,
			escorted: 9,
			firstCalls: 1251,
			waited: 1251 * 14 * 60_000,
			longestWait: 73 * 60_000,
		},
		numbers: ['A417', 'B302', 'C298', 'D267'],
		madeAt: Date.UTC(2026, 2, 6, 1, 5),
		...change,
	};
}

export function testPaper(change: Partial<Test>): Test {
	return {
		kind: 'test',
		language: 'en',
		languages: [...LANGUAGES],
		device: {
			id: 'printer-1' as DeviceId,
			name: 'Ticket printer in the kiosk',
			paperWidth: 80,
			address: 'tcp://192.168.1.50:9100',
		},
		madeAt: ISSUED_AT,
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
