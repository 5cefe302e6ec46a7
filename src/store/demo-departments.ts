// Where the demo office sends people on to, as it would stand in an office file. Names, rooms and numbers are made up.

const WEEKDAYS = {
	mon: ['08:00-17:00'],
	tue: ['08:00-17:00'],
	wed: ['08:00-17:00'],
	thu: ['08:00-17:00'],
	fri: ['08:00-17:00'],
};

export const DEMO_DEPARTMENTS = [
	{
		id: 'treasurer',
		name: {
			en: 'Treasurer and Tax Collector',
			es: 'Tesorería y Recaudación de Impuestos',
			'zh-Hant': '財務及稅務局',
		},
		inBuilding: true,
		place: {
			en: 'Room 140, ground floor: left at the fountain, second door',
			es: 'Sala 140, planta baja: a la izquierda de la fuente, segunda puerta',
			'zh-Hant': '一樓140室：在噴泉處左轉，第二扇門',
		},
		phone: '(415) 555-0140',
		contact: 'Payment plans desk, ext. 4',
		hours: null,
		papers: [
			{ en: 'Your latest tax bill', es: 'Su factura de impuestos más reciente', 'zh-Hant': '您最近的稅單' },
		],
	},
	{
		id: 'permit-center',
		name: { en: 'Permit Center', es: 'Centro de Permisos', 'zh-Hant': '許可證中心' },
		inBuilding: true,
		place: {
			en: 'Room 210, second floor: elevator B, then right',
			es: 'Sala 210, segundo piso: ascensor B y luego a la derecha',
			'zh-Hant': '二樓210室：搭乘B電梯，出電梯後右轉',
		},
		phone: '(415) 555-0121',
		contact: 'Duty planner, ext. 210',
		hours: {
			mon: ['08:00-12:00', '13:00-16:30'],
			tue: ['08:00-12:00', '13:00-16:30'],
			wed: ['09:30-12:00', '13:00-16:30'],
			thu: ['08:00-12:00', '13:00-16:30'],
			fri: ['08:00-12:00', '13:00-16:30'],
		},
		papers: [
			{
				en: 'Plans or a sketch of the work',
				es: 'Planos o un croquis de la obra',
				'zh-Hant': '工程圖則或草圖',
			},
			{
				en: 'The owner’s permission, if you rent',
				es: 'El permiso del propietario, si usted alquila',
				'zh-Hant': '如屬租用，請附業主同意書',
			},
		],
	},
	{
		id: 'city-clerk',
		name: { en: 'City Clerk', es: 'Secretaría Municipal', 'zh-Hant': '市書記官辦公室' },
		inBuilding: true,
		place: {
			en: 'Room 168, ground floor: behind the information desk',
			es: 'Sala 168, planta baja: detrás del mostrador de información',
			'zh-Hant': '一樓168室：諮詢台後方',
		},
		phone: '(415) 555-0168',
		contact: 'Records window, ext. 2',
		hours: null,
		papers: [
			{
				en: 'A photo ID',
				es: 'Una identificación con foto',
				'zh-Hant': '附照片的身分證件',
			},
		],
	},
	{
		id: 'public-works',
		name: { en: 'Public Works', es: 'Obras Públicas', 'zh-Hant': '公共工程局' },
		inBuilding: true,
		place: {
			en: 'Room 348, third floor: elevator A, end of the corridor',
			es: 'Sala 348, tercer piso: ascensor A, al final del pasillo',
			'zh-Hant': '三樓348室：搭乘A電梯，走廊盡頭',
		},
		phone: '(415) 555-0148',
		contact: 'Street desk, ext. 11',
		hours: WEEKDAYS,
	},
	{
		id: 'public-health',
		name: { en: 'Public Health Center', es: 'Centro de Salud Pública', 'zh-Hant': '公共衛生中心' },
		inBuilding: false,
		place: {
			en: '25 Anchor Street: two blocks east, or bus 12 to Anchor and Main',
			es: '25 Anchor Street: dos cuadras al este, o autobús 12 hasta Anchor y Main',
			'zh-Hant': 'Anchor 街 25 號：往東兩個街口，或搭乘12號巴士至 Anchor 與 Main 路口',
		},
		phone: '(415) 555-0125',
		contact: 'Front desk',
		hours: { ...WEEKDAYS, thu: ['08:00-19:00'], sat: ['09:00-13:00'] },
		papers: [
			{
				en: 'Your insurance card, if you have one',
				es: 'Su tarjeta de seguro médico, si la tiene',
				'zh-Hant': '您的健康保險卡（如有）',
			},
		],
	},
	{
		id: 'motor-vehicles',
		name: {
			en: 'State Motor Vehicle Office',
			es: 'Oficina Estatal de Vehículos Motorizados',
			'zh-Hant': '州車輛管理處',
		},
		inBuilding: false,
		outside: true,
		place: {
			en: '1400 Lighthouse Avenue: bus 7 to Lighthouse, about 15 minutes',
			es: '1400 Lighthouse Avenue: autobús 7 hasta Lighthouse, unos 15 minutos',
			'zh-Hant': 'Lighthouse 大道 1400 號：搭乘7號巴士至 Lighthouse 站，約15分鐘',
		},
		phone: '(415) 555-0177',
		contact: null,
		hours: { ...WEEKDAYS, wed: ['09:00-17:00'] },
		papers: [
			{
				en: 'Your driver license or state ID',
				es: 'Su licencia de conducir o identificación estatal',
				'zh-Hant': '您的駕駛執照或州身分證',
			},
			{ en: 'The vehicle’s title', es: 'El título de propiedad del vehículo', 'zh-Hant': '車輛所有權證' },
		],
	},
];
