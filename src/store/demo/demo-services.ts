// What the demo office serves, as it would stand in an office file.

export const DEMO_GROUPS = [
	{
		id: 'payments',
		letter: 'A',
		colour: 0,
		name: {
			en: 'Bills and payments',
			es: 'Facturas y pagos',
			'zh-Hant': '帳單與繳費',
			vi: 'Hóa đơn và thanh toán',
			ar: 'الفواتير والمدفوعات',
		},
	},
	{
		id: 'permits',
		letter: 'B',
		colour: 1,
		name: {
			en: 'Permits and licenses',
			es: 'Permisos y licencias',
			'zh-Hant': '許可證與執照',
			vi: 'Giấy phép',
			ar: 'التصاريح والرخص',
		},
	},
	{
		id: 'records',
		letter: 'C',
		colour: 2,
		name: {
			en: 'Certificates and ID',
			es: 'Actas e identificación',
			'zh-Hant': '證明文件與身分證',
			vi: 'Giấy chứng nhận và căn cước',
			ar: 'الشهادات وبطاقات الهوية',
		},
	},
	{
		id: 'neighborhood',
		letter: 'D',
		colour: 3,
		name: {
			en: 'Neighborhood and information',
			es: 'Vecindario e información',
			'zh-Hant': '社區事務與諮詢',
			vi: 'Khu phố và thông tin',
			ar: 'شؤون الحي والاستعلامات',
		},
	},
];

const PHOTO_ID = {
	en: 'A photo ID, such as a driver license or passport',
	es: 'Una identificación con foto, como licencia de conducir o pasaporte',
	'zh-Hant': '附照片的身分證件，例如駕駛執照或護照',
	vi: 'Giấy tờ có ảnh, chẳng hạn bằng lái xe hoặc hộ chiếu',
	ar: 'هوية تحمل صورة، مثل رخصة القيادة أو جواز السفر',
};
const PROOF_OF_ADDRESS = {
	en: 'Proof of your address from the last three months, such as a utility bill',
	es: 'Un comprobante de domicilio de los últimos tres meses, como una factura de luz o agua',
	'zh-Hant': '最近三個月內的住址證明，例如水電費帳單',
	vi: 'Giấy chứng minh địa chỉ trong ba tháng gần đây, chẳng hạn hóa đơn điện nước',
	ar: 'إثبات عنوانكم من الأشهر الثلاثة الأخيرة، مثل فاتورة كهرباء أو ماء',
};
const PAYMENT = {
	en: 'A card, a check or cash',
	es: 'Una tarjeta, un cheque o efectivo',
	'zh-Hant': '信用卡或簽帳卡、支票或現金',
	vi: 'Thẻ, séc hoặc tiền mặt',
	ar: 'بطاقة أو شيك أو نقود',
};

export const DEMO_SERVICES = [
	{
		id: 'pay-bill',
		group: 'payments',
		name: {
			en: 'Pay a bill or a fine',
			es: 'Pagar una factura o una multa',
			'zh-Hant': '繳付帳單或罰款',
			vi: 'Trả hóa đơn hoặc tiền phạt',
			ar: 'دفع فاتورة أو غرامة',
		},
		bring: [
			{
				en: 'Your bill, or the number on your citation',
				es: 'Su factura o el número de su multa',
				'zh-Hant': '您的帳單，或罰單上的號碼',
				vi: 'Hóa đơn, hoặc số ghi trên giấy phạt',
				ar: 'فاتورتكم، أو الرقم المكتوب على المخالفة',
			},
			PAYMENT,
		],
	},
	{
		id: 'property-tax',
		group: 'payments',
		name: {
			en: 'Property tax',
			es: 'Impuesto sobre la propiedad',
			'zh-Hant': '房產稅',
			vi: 'Thuế bất động sản',
			ar: 'ضريبة العقارات',
		},
		bring: [
			{
				en: 'Your tax bill, or the address of the property',
				es: 'Su factura de impuestos o la dirección de la propiedad',
				'zh-Hant': '您的稅單，或該房產的地址',
				vi: 'Hóa đơn thuế, hoặc địa chỉ bất động sản',
				ar: 'فاتورة الضريبة، أو عنوان العقار',
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
			vi: 'Giấy phép đậu xe cho cư dân',
			ar: 'تصريح وقوف السيارات للسكان',
		},
		bring: [
			PHOTO_ID,
			PROOF_OF_ADDRESS,
			{
				en: 'The registration of your vehicle',
				es: 'El registro de su vehículo',
				'zh-Hant': '您的車輛登記證',
				vi: 'Giấy đăng ký xe',
				ar: 'استمارة تسجيل مركبتكم',
			},
		],
	},
	{
		id: 'business-registration',
		group: 'permits',
		name: {
			en: 'Register a business',
			es: 'Registrar un negocio',
			'zh-Hant': '商業登記',
			vi: 'Đăng ký kinh doanh',
			ar: 'تسجيل نشاط تجاري',
		},
		bring: [
			PHOTO_ID,
			{
				en: 'The name and the address of your business',
				es: 'El nombre y la dirección de su negocio',
				'zh-Hant': '您的商號名稱與地址',
				vi: 'Tên và địa chỉ của doanh nghiệp',
				ar: 'اسم نشاطكم التجاري وعنوانه',
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
			vi: 'Giấy khai sinh hoặc giấy kết hôn',
			ar: 'شهادة ميلاد أو زواج',
		},
		bring: [
			PHOTO_ID,
			{
				en: 'The full name and the date on the certificate',
				es: 'El nombre completo y la fecha que figuran en el acta',
				'zh-Hant': '證書上的全名與日期',
				vi: 'Họ tên đầy đủ và ngày ghi trên giấy',
				ar: 'الاسم الكامل والتاريخ المكتوبان في الشهادة',
			},
		],
	},
	{
		id: 'city-id',
		group: 'records',
		name: {
			en: 'City ID card',
			es: 'Tarjeta de identificación de la ciudad',
			'zh-Hant': '市民身分證',
			vi: 'Thẻ căn cước thành phố',
			ar: 'بطاقة هوية المدينة',
		},
		bring: [
			{
				en: 'A document that shows who you are; one from another country is fine',
				es: 'Un documento que demuestre quién es usted; puede ser de otro país',
				'zh-Hant': '可證明您身分的文件，其他國家核發的亦可',
				vi: 'Giấy tờ cho biết quý vị là ai; giấy tờ của nước khác cũng được',
				ar: 'وثيقة تثبت هويتكم؛ تُقبل وثيقة من بلد آخر',
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
			vi: 'Báo sự cố đường phố hoặc rác thải',
			ar: 'الإبلاغ عن مشكلة في شارع أو في النفايات',
		},
		bring: [
			{
				en: 'The address or the nearest street corner',
				es: 'La dirección o la esquina más cercana',
				'zh-Hant': '地址或最近的街角',
				vi: 'Địa chỉ hoặc góc đường gần nhất',
				ar: 'العنوان أو أقرب تقاطع',
			},
		],
	},
	{
		id: 'information',
		group: 'neighborhood',
		name: {
			en: 'Information and directions',
			es: 'Información y orientación',
			'zh-Hant': '諮詢與指引',
			vi: 'Thông tin và chỉ dẫn',
			ar: 'الاستعلامات والإرشاد',
		},
	},
	{
		id: 'complaint',
		group: 'neighborhood',
		name: {
			en: 'Complaint about a city service',
			es: 'Queja sobre un servicio de la ciudad',
			'zh-Hant': '投訴市政服務',
			vi: 'Khiếu nại về dịch vụ của thành phố',
			ar: 'شكوى من خدمة بلدية',
		},
		onKiosk: false,
	},
];
