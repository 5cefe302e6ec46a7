// The sizes at which the screens really hang, stand and are held, in CSS pixels.
export const SIZES = {
	kiosk: { width: 1080, height: 1920 },
	display: { width: 1920, height: 1080 },
	desk: { width: 1440, height: 900 },
	tablet: { width: 820, height: 1180 },
	phone: { width: 390, height: 844 },
} as const;
