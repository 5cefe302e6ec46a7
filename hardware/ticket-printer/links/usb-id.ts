// What a USB device is called by: its maker, its model and, where there are two of them, its serial number.

export interface UsbId {
	/** Four hexadecimal digits in small letters. */
	readonly vendor: string;
	readonly product: string;
	readonly serial: string | null;
}

/** `04b8:0e15` or `04b8:0e15:X3A7000123`; null when it is something else. */
export function usbIdIn(text: string): UsbId | null {
	const parts = /^([0-9a-f]{4}):([0-9a-f]{4})(?::([^:/?\s]{1,64}))?$/i.exec(text);
	const [, vendor, product, serial] = parts ?? [];
	if (vendor === undefined || product === undefined) return null;
	return { vendor: vendor.toLowerCase(), product: product.toLowerCase(), serial: serial ?? null };
}

export function nameOf({ vendor, product, serial }: UsbId): string {
	return [vendor, product, ...(serial === null ? [] : [serial])].join(':');
}
