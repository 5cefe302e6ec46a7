// What the demo office serves, as it would stand in an office file.

export const DEMO_GROUPS = [
	{
		id: 'payments',
		letter: 'A',
		colour: 0,
		name: { en: 'Bills and payments', es: 'Facturas y pagos', 'zh-Hant': '帳單與繳費' },
	},
	{
		id: 'permits',
		letter: 'B',
		colour: 1,
		name: { en: 'Permits and licenses', es: 'Permisos y licencias', 'zh-Hant': '許可證與執照' },
	},
	{
		id: 'records',
		letter: 'C',
		colour: 2,
		name: { en: 'Certificates and ID', es: 'Actas e identificación', 'zh-Hant': '證明文件與身分證' },
	},
	{
		id: 'neighborhood',
		letter: 'D',
		colour: 3,
		name: { en: 'Neighborhood and information', es: 'Vecindario e información', 'zh-Hant': '社區事務與諮詢' },
	},
];

const PHOTO_ID = {
	en: 'A photo ID, such as a driver license or passport',
	es: 'Una identificación con foto, como licencia de conducir o pasaporte',
	'zh-Hant': '附照片的身分證件，例如駕駛執照或護照',
};
const PROOF_OF_ADDRESS = {
	en: 'Proof of your address from the last three months, such as a utility bill',
	es: 'Un comprobante de domicilio de los últimos tres meses, como una factura de luz o agua',
	'zh-Hant': '最近三個月內的住址證明，例如水電費帳單',
};
const PAYMENT = {
	en: 'A card, a check or cash',
	es: 'Una tarjeta, un cheque o efectivo',
	'zh-Hant': '信用卡或簽帳卡、支票或現金',
};

export const DEMO_SERVICES = [
	{
		id: 'pay-bill',
		group: 'payments',
		name: { en: 'Pay a bill or a fine', es: 'Pagar una factura o una multa', 'zh-Hant': '繳付帳單或罰款' },
		bring: [
			{
				en: 'Your bill, or the number on your citation',
				es: 'Su factura o el número de su multa',
				'zh-Hant': '您的帳單，或罰單上的號碼',
			},
			PAYMENT,
		],
	},
	{
		id: 'property-tax',
		group: 'payments',
		name: { en: 'Property tax', es: 'Impuesto sobre la propiedad', 'zh-Hant': '房產稅' },
		bring: [
			{
				en: 'Your tax bill, or the address of the property',
				es: 'Su factura de impuestos o la dirección de la propiedad',
				'zh-Hant': '您的稅單，或該房產的地址',
			},
		],
	},
	{
		id: 'parking-permit',
		group: 'permits',
		name: {
			en: 'Residential parking permit',
			es: 'Permiso de estacionamiento para residentes',
			'zh-Hant': '居民停車許可證',
		},
		bring: [
			PHOTO_ID,
			PROOF_OF_ADDRESS,
			{
				en: 'The registration of your vehicle',
				es: 'El registro de su vehículo',
				'zh-Hant': '您的車輛登記證',
			},
		],
	},
	{
		id: 'business-registration',
		group: 'permits',
		name: { en: 'Register a business', es: 'Registrar un negocio', 'zh-Hant': '商業登記' },
		bring: [
			PHOTO_ID,
			{
				en: 'The name and the address of your business',
				es: 'El nombre y la dirección de su negocio',
				'zh-Hant': '您的商號名稱與地址',
			},
			PAYMENT,
		],
	},
	{
		id: 'certificates',
		group: 'records',
		name: {
			en: 'Birth or marriage certificate',
			es: 'Acta de nacimiento o de matrimonio',
			'zh-Hant': '出生證明或結婚證書',
		},
		bring: [
			PHOTO_ID,
			{
				en: 'The full name and the date on the certificate',
				es: 'El nombre completo y la fecha que figuran en el acta',
				'zh-Hant': '證書上的全名與日期',
			},
		],
	},
	{
		id: 'city-id',
		group: 'records',
		name: { en: 'City ID card', es: 'Tarjeta de identificación de la ciudad', 'zh-Hant': '市民身分證' },
		bring: [
			{
				en: 'A document that shows who you are; one from another country is fine',
				es: 'Un documento que demuestre quién es usted; puede ser de otro país',
				'zh-Hant': '可證明您身分的文件，其他國家核發的亦可',
			},
			PROOF_OF_ADDRESS,
		],
	},
	{
		id: 'report-problem',
		group: 'neighborhood',
		name: {
			en: 'Report a street or trash problem',
			es: 'Reportar un problema de calle o de basura',
			'zh-Hant': '通報街道或垃圾問題',
		},
		bring: [
			{
				en: 'The address or the nearest street corner',
				es: 'La dirección o la esquina más cercana',
				'zh-Hant': '地址或最近的街角',
			},
		],
	},
	{
		id: 'information',
		group: 'neighborhood',
		name: { en: 'Information and directions', es: 'Información y orientación', 'zh-Hant': '諮詢與指引' },
	},
	{
		id: 'complaint',
		group: 'neighborhood',
		name: {
			en: 'Complaint about a city service',
			es: 'Queja sobre un servicio de la ciudad',
			'zh-Hant': '投訴市政服務',
		},
		onKiosk: false,
	},
];
