// The demo's office in a place where most read Arabic: seven languages, Arabic first, what is chosen in tests worded in all.
import type { Wording } from '#domain/ids';
import type { Office } from '#domain/office';
import { DEMO_PRINTER, demoOffice } from '#store/demo/demo-office';

/** Hindi and Tamil for what the demo words in its own languages. */
const ADDED: Readonly<Record<string, readonly [hindi: string, tamil: string]>> = {
	'Bills and payments': ['बिल और भुगतान', 'கட்டணங்களும் பணம் செலுத்துதலும்'],
	'Permits and licenses': ['अनुमति-पत्र और लाइसेंस', 'அனுமதிகளும் உரிமங்களும்'],
	'Certificates and ID': ['प्रमाण-पत्र और पहचान-पत्र', 'சான்றிதழ்களும் அடையாள அட்டைகளும்'],
	'Neighborhood and information': ['मोहल्ला और जानकारी', 'சுற்றுப்புறமும் தகவல்களும்'],
	'Pay a bill or a fine': ['बिल या जुर्माना भरना', 'கட்டணம் அல்லது அபராதம் செலுத்துதல்'],
	'Property tax': ['संपत्ति कर', 'சொத்து வரி'],
	'Your bill, or the number on your citation': [
		'आपका बिल, या चालान पर लिखा नंबर',
		'உங்கள் கட்டண ரசீது, அல்லது அபராதச் சீட்டில் உள்ள எண்',
	],
	'A card, a check or cash': ['कार्ड, चेक या नकद', 'அட்டை, காசோலை அல்லது ரொக்கம்'],
};

export function officeOfManyLanguages(): Office {
	const demo = demoOffice(DEMO_PRINTER);
	const also = (wording: Wording): Wording => {
		const [hi, ta] = ADDED[wording['en'] ?? ''] ?? [];
		return { ...wording, ...(hi === undefined ? {} : { hi }), ...(ta === undefined ? {} : { ta }) };
	};
	return {
		...demo,
		languages: ['ar', 'en', 'hi', 'ta', 'vi', 'es', 'zh-Hant'],
		groups: demo.groups.map((group) => ({ ...group, name: also(group.name) })),
		services: demo.services.map((one) => ({ ...one, name: also(one.name), bring: one.bring.map(also) })),
	};
}
